import { ByteView } from './byte-view.ts';

export type Id3Version = 2 | 3 | 4;

/** The header of an ID3v2 tag (https://id3.org/id3v2.4.0-structure §3.1). */
export interface Id3Header {
  readonly version: Id3Version;
  /** Of the whole tag; in version 4 each frame says so for itself. */
  readonly isUnsynchronised: boolean;
  readonly hasExtendedHeader: boolean;
  /** Version 2 only: all frames are compressed in a way that was never specified. */
  readonly isCompressed: boolean;
  /** Bytes after the header, without the footer. */
  readonly length: number;
  readonly hasFooter: boolean;
}

/** `null`: no tag, or of a version that is not one of the three. */
export function id3Header(view: ByteView): Id3Header | null {
  const [version, flags, length] = [view.u8(3), view.u8(5), syncSafe(view, 6)];
  if (!view.startsWith('ID3') || flags === undefined || length === null) return null;
  if (version !== 2 && version !== 3 && version !== 4) return null;
  return {
    version,
    isUnsynchronised: (flags & 0x80) !== 0,
    hasExtendedHeader: version > 2 && (flags & 0x40) !== 0,
    isCompressed: version === 2 && (flags & 0x40) !== 0,
    length,
    hasFooter: version === 4 && (flags & 0x10) !== 0,
  };
}

/** Bytes of frames in front of the footer at the start of `view` (§3.4); `null`: it is none. */
export function id3Footer(view: ByteView): number | null {
  return view.startsWith('3DI') && view.u8(3) === 4 ? syncSafe(new ByteView(view.bytes), 6) : null;
}

/** Bytes of the extended header, itself counted (§3.2). `null`: cut short. */
export function extendedHeaderLength(view: ByteView, version: Id3Version): number | null {
  if (version === 4) return syncSafe(view, 0);
  const length = view.u32(0);
  return length === undefined ? null : length + 4;
}

/** One frame's header. */
export interface Id3Frame {
  readonly id: string;
  /** Bytes before the content, with what its flags put there. */
  readonly header: number;
  /** Bytes of the content as stored. */
  readonly length: number;
  readonly isUnsynchronised: boolean;
  readonly isCompressed: boolean;
  readonly isEncrypted: boolean;
}

/** The frame at the start of `view`; `padding` where the frames end; `null`: neither. */
export function id3Frame(view: ByteView, version: Id3Version): Id3Frame | 'padding' | null {
  const isShort = version === 2;
  const id = view.latin1(0, isShort ? 3 : 4);
  if (id === undefined || view.u8(0) === 0) return view.u8(0) === 0 ? 'padding' : null;
  const stored = isShort ? view.u24(3) : version === 3 ? view.u32(4) : (syncSafe(view, 4) ?? view.u32(4));
  const flags = isShort ? 0 : view.u16(8);
  if (!/^[A-Z0-9]{3}[A-Z0-9 ]?$/.test(id) || stored === undefined || flags === undefined) return null;
  const [isCompressed, isEncrypted, isGrouped] =
    version === 3
      ? [(flags & 0x80) !== 0, (flags & 0x40) !== 0, (flags & 0x20) !== 0]
      : [(flags & 0x08) !== 0, (flags & 0x04) !== 0, (flags & 0x40) !== 0];
  const hasLength = version === 3 ? isCompressed : (flags & 0x01) !== 0;
  const extra = (isGrouped ? 1 : 0) + (isEncrypted ? 1 : 0) + (hasLength ? 4 : 0);
  const header = isShort ? 6 : 10;
  if (extra > stored) return null;
  return {
    id,
    header: header + extra,
    length: stored - extra,
    isUnsynchronised: version === 4 && (flags & 0x02) !== 0,
    isCompressed,
    isEncrypted,
  };
}

/** Four bytes of seven bits each; `null` when one has its eighth bit set, as some writers left it. */
function syncSafe(view: ByteView, at: number): number | null {
  const value = view.u32(at);
  if (value === undefined || (value & 0x80808080) !== 0) return null;
  return ((value >>> 24) << 21) | (((value >>> 16) & 0x7f) << 14) | (((value >>> 8) & 0x7f) << 7) | (value & 0x7f);
}

/** Bytes of a tag's header, and of its footer. */
export const ID3_HEADER = 10;
