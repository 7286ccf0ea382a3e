import type { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';

/** One box of ISO base media (ISO/IEC 14496-12 §4.2) or JPEG XL (ISO/IEC 18181-2 §4). */
export interface Box {
  readonly type: string;
  /** The box with its header. */
  readonly whole: ByteRange;
  /** The box without its header. */
  readonly content: ByteRange;
  /** The first bytes of the content: at least as many as were asked for, unless the box is shorter. */
  readonly start: ByteView;
}

/** Answered by a visitor that has seen enough. */
export type Visit = 'stop' | undefined;

/**
 * Calls `read` for each box of `area`, without descending. What contradicts itself is noted in `findings`.
 * @param look bytes of content that `read` wants to see of each box
 */
export async function eachBox(
  file: Window,
  area: ByteRange,
  look: number,
  findings: Findings,
  read: (box: Box) => Promise<Visit> | Visit,
): Promise<void> {
  const isWholeFile = area === WHOLE_FILE;
  let at = area.offset;
  for (let count = 0; count < MOST_BOXES; count++) {
    const end = isWholeFile ? (file.size ?? Number.MAX_SAFE_INTEGER) : area.offset + area.length;
    if (at >= end) return;
    const box = await file.at(at, LONGEST_HEADER + look);
    if (box.length === 0 && isWholeFile) return;
    const stated = box.u32(0);
    const type = box.latin1(4, 4);
    // Apple closes the boxes of `udta` with a zero.
    if (!isWholeFile && stated === TO_THE_END && end - at <= LONGEST_HEADER) return;
    if (stated === undefined || type === undefined)
      return findings.fault(isWholeFile && !isHeaderCut(box) ? 'malformed' : 'truncated');
    const header = stated === HAS_64_BIT_LENGTH ? 16 : 8;
    const length = stated === HAS_64_BIT_LENGTH ? box.u64(8) : stated === TO_THE_END ? end - at : stated;
    if (length === undefined) return findings.fault('truncated');
    if (length < header || (!isWholeFile && at + length > end)) return findings.fault('malformed');
    const content = { offset: at + header, length: length - header };
    const visit = await read({ type, whole: { offset: at, length }, content, start: box.from(header, content.length) });
    if (visit === 'stop') return;
    at += length;
    if (file.size !== null && at > file.size)
      return findings.fault(isWholeFile && !TOP_LEVEL.has(type) ? 'malformed' : 'truncated');
  }
  findings.fault('too-large');
}

/**
 * Whether less than a header, at the end of the file, is the beginning of one: a box is shorter than 16 MB as a rule.
 * Else something foreign follows the last box.
 */
function isHeaderCut(rest: ByteView): boolean {
  return rest.length === 0 || rest.u8(0) === 0;
}

/** The boxes at the top of pictures, films and their pieces: what reaches beyond the end and is none of them is foreign. */
const TOP_LEVEL = new Set([
  ...['ftyp', 'styp', 'pdin', 'moov', 'moof', 'mdat', 'meta', 'uuid', 'free', 'skip', 'wide', 'mfra', 'sidx', 'ssix'],
  ...['emsg', 'prft', 'idat', 'sefd', 'jumb', 'jxlc', 'jxlp', 'jxll', 'jbrd', 'brob', 'Exif', 'xml '],
]);
/** The area of a walk along the top of a file. */
export const WHOLE_FILE: ByteRange = { offset: 0, length: Number.MAX_SAFE_INTEGER };
const LONGEST_HEADER = 16;
const MOST_BOXES = 4096;
/** Values of a box's 32-bit length with a meaning of their own. */
const HAS_64_BIT_LENGTH = 1;
const TO_THE_END = 0;
