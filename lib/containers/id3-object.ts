import type { ByteView } from '../bytes/byte-view.ts';
import { startsManifestStore, STORE_START } from './part-starts.ts';

/** What an ID3 frame of the binary kind holds, and the bytes before it; `null`: nothing of interest. */
export function objectStart(
  frameId: string,
  content: ByteView,
): { readonly kind: 'xmp' | 'c2pa'; readonly skipped: number } | 'malformed' | null {
  if (frameId === 'PRIV') return content.startsWith(XMP_OWNER) ? { kind: 'xmp', skipped: XMP_OWNER.length } : null;
  const type = content.zeroTerminated(1, LONGEST_TYPE);
  if (type === undefined || !MANIFEST_TYPES.has(type.toLowerCase())) return null;
  const isWide = content.u8(0) === UTF_16 || content.u8(0) === UTF_16_BE;
  const nameEnd = textEnd(content, 1 + type.length + 1, isWide);
  const skipped = nameEnd === null ? null : textEnd(content, nameEnd, isWide);
  if (skipped === null || !startsManifestStore(content.from(skipped).bytes)) return 'malformed';
  return { kind: 'c2pa', skipped };
}

/** Offset behind the NUL that closes the text at `at`. */
function textEnd(content: ByteView, at: number, isWide: boolean): number | null {
  const step = isWide ? 2 : 1;
  for (let end = at; end < at + LONGEST_NAME && content.has(end, step); end += step) {
    if (content.u8(end) === 0 && (!isWide || content.u8(end + 1) === 0)) return end + step;
  }
  return null;
}

const XMP_OWNER = 'XMP\0';
/** The second was C2PA's own name for it before version 1.4. */
const MANIFEST_TYPES = new Set(['application/c2pa', 'application/x-c2pa-manifest-store']);
const UTF_16 = 1;
const UTF_16_BE = 2;
const LONGEST_TYPE = 64;
const LONGEST_NAME = 256;
/** Bytes of a frame's content that `objectStart` may want. */
export const OBJECT_LOOK = 1 + LONGEST_TYPE + 2 * LONGEST_NAME + STORE_START;
