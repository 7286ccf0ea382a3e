import { latin1 } from '../bytes/byte-view.ts';
import type { Decoded } from '../model/fields.ts';
import { decodeText } from './text.ts';

/** Longer comments are cut; generation settings and labels are a few kilobytes. */
const MAX_COMMENT_BYTES = 1 << 20;

/** Shorter runs of printable bytes turn up by chance in any binary trailer. */
const MIN_RUN = 8;

/** A trailer can hold a whole second picture; its readable text is far below this. */
const MAX_TRAILER_CHARS = 256 * 1024;

/** A JPEG COM or GIF comment, or a JPEG APP segment that starts with readable text. */
export function decodeComment(bytes: Uint8Array): Decoded<string> {
  const isCut = bytes.length > MAX_COMMENT_BYTES;
  return { value: decodeText(bytes.subarray(0, MAX_COMMENT_BYTES)), incomplete: isCut ? 'too-large' : null };
}

/**
 * The readable runs of the bytes after a format's end (printable ASCII, eight or more in a row),
 * one a line: Samsung keeps its edit record there, beside binary blocks.
 */
export function decodeTrailer(bytes: Uint8Array): Decoded<string> {
  const runs: string[] = [];
  let chars = 0;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && isPrintable(bytes[at])) continue;
    const length = at - start;
    if (length >= MIN_RUN) {
      if (chars + length > MAX_TRAILER_CHARS) return { value: runs.join('\n'), incomplete: 'too-large' };
      runs.push(latin1(bytes.subarray(start, at)));
      chars += length;
    }
    start = at + 1;
  }
  return { value: runs.join('\n'), incomplete: null };
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x20 && byte <= 0x7e;
}
