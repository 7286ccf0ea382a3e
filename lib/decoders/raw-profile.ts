import { latin1 } from '../bytes/byte-view.ts';
import type { Outcome } from '../model/outcome.ts';

/** A metadata block that ImageMagick and its kin keep as hexadecimal digits in a PNG text chunk. */
export interface RawProfile {
  readonly kind: 'exif' | 'iptc' | 'xmp';
  readonly bytes: Uint8Array;
}

/**
 * The block in a text chunk `Raw profile type …`: a line with its name, a line with its length in bytes, the digits
 * (https://github.com/ImageMagick/ImageMagick/blob/main/coders/png.c, `PNGWriteRawProfile`).
 * `absent`: the keyword names no such block, or one that is not read here (icc).
 */
export function decodeRawProfile(keyword: string, text: Uint8Array): Outcome<RawProfile> {
  const name = /^Raw profile type (exif|iptc|8bim|xmp|app1)$/i.exec(keyword)?.[1]?.toLowerCase();
  if (name === undefined) return { kind: 'absent' };
  const header = /^\s*\S+\s+(\d{1,9})\s/.exec(latin1(text.subarray(0, MAX_HEADER)));
  if (header === null) return { kind: 'unanswered', why: 'malformed' };
  const bytes = unhex(text.subarray(header[0].length), Number(header[1]));
  if (bytes === null) return { kind: 'unanswered', why: 'malformed' };

  const opening = latin1(bytes.subarray(0, XMP_HEADER.length));
  if (opening === XMP_HEADER)
    return { kind: 'found', value: { kind: 'xmp', bytes: bytes.subarray(XMP_HEADER.length) } };
  if (name === 'xmp') return { kind: 'found', value: { kind: 'xmp', bytes } };
  const kind = name === 'exif' || opening.startsWith('Exif\0\0') ? 'exif' : 'iptc';
  return { kind: 'found', value: { kind, bytes } };
}

/** `null` unless exactly `length` bytes of digits are there. */
function unhex(digits: Uint8Array, length: number): Uint8Array | null {
  if (length * 2 > digits.length) return null;
  const bytes = new Uint8Array(length);
  let filled = 0;
  for (const digit of digits) {
    if (digit <= 0x20) continue;
    const value = hexValue(digit);
    if (value < 0 || filled >= length * 2) return null;
    bytes[filled >> 1] = ((bytes[filled >> 1] ?? 0) << 4) | value;
    filled++;
  }
  return filled === length * 2 ? bytes : null;
}

function hexValue(digit: number): number {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

const XMP_HEADER = 'http://ns.adobe.com/xap/1.0/\0';
const MAX_HEADER = 64;
