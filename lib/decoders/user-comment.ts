import { type ByteOrder, ByteView, utf8 } from '../bytes/byte-view.ts';
import { decodeText, trimBlanks } from './text.ts';

/**
 * EXIF UserComment (0x9286): an eight-byte character code, then text (EXIF 3.0 §4.6.6.5).
 * Writers disagree on the byte order of `UNICODE`, so it is told from where the zero bytes lie.
 * @param order of the TIFF structure; decides only when the bytes do not
 */
export function decodeUserComment(bytes: Uint8Array, order: ByteOrder): string {
  const view = new ByteView(bytes);
  const text = bytes.subarray(CODE_LENGTH);
  if (view.startsWith('UNICODE\0')) return decodeUnicode(text, order);
  if (view.startsWith('ASCII\0\0\0')) return decodeText(text);
  if (view.startsWith('JIS\0\0\0\0\0')) return trimBlanks(new TextDecoder('iso-2022-jp').decode(text));
  if (view.startsWith('\0\0\0\0\0\0\0\0')) return hasZeroPattern(text) ? decodeUnicode(text, order) : decodeText(text);
  return decodeText(bytes);
}

function decodeUnicode(bytes: Uint8Array, order: ByteOrder): string {
  const [even, odd] = zeroCounts(bytes);
  const [first, second] = [bytes[0], bytes[1]];
  if (even === 0 && odd === 0 && utf8(bytes) !== undefined && !isMark(first, second)) return decodeText(bytes);
  // Some Chinese characters have a zero byte too (一 is 4E 00): a few prove nothing.
  const isTelling = Math.max(even, odd) * 8 >= Math.min(bytes.length, SNIFFED) && even !== odd;
  let isBig = isTelling ? even > odd : order === 'big';
  if (first === 0xfe && second === 0xff) isBig = true;
  if (first === 0xff && second === 0xfe) isBig = false;
  return trimBlanks(new TextDecoder(isBig ? 'utf-16be' : 'utf-16le').decode(bytes));
}

/** Zero bytes at even and at odd places: the high bytes of Latin letters in UTF-16. */
function zeroCounts(bytes: Uint8Array): [even: number, odd: number] {
  const counts: [number, number] = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, SNIFFED); at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) counts[0]++;
    else counts[1]++;
  }
  return counts;
}

/** Text with a zero in every other byte, and not merely zeros behind it. */
function hasZeroPattern(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 16);
  const [even, odd] = zeroCounts(head);
  return Math.max(even, odd) * 4 >= head.length && Math.min(even, odd) * 4 < head.length;
}

function isMark(first: number | undefined, second: number | undefined): boolean {
  return (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
}

const CODE_LENGTH = 8;
/** Enough to tell the byte order of any text with a few Latin letters. */
const SNIFFED = 4096;
