import type { Raster } from '../model/raster.ts';
import { GRAY_SIDE, smallGray } from './small-gray.ts';

/** Bits of an Image-Code. A shorter one is the beginning of a longer one of the same picture. */
export type ImageCodeBits = 64 | 128 | 192 | 256;

/** The body of the ISCC Image-Code (ISO 24138:2024, Content-Code Image, version 0): without header and text form. */
export function imageCodeOf(raster: Raster, bits: ImageCodeBits = 64): Uint8Array {
  return imageCodeOfGray(smallGray(raster), bits);
}

/** The same from a prepared picture: 32 rows of 32 gray values, 0 to 255. */
export function imageCodeOfGray(gray: Uint8Array, bits: ImageCodeBits = 64): Uint8Array {
  const frequencies = transformRows(transformRows(Float64Array.from(gray)));
  const code = new Uint8Array(bits / 8);
  for (const [part, [column, row]] of CORNERS.entries()) {
    const values = Float64Array.from({ length: 64 }, (_, at) => {
      return frequencies[(row + Math.trunc(at / 8)) * GRAY_SIDE + column + (at % 8)] ?? 0;
    });
    const sorted = values.toSorted();
    const middle = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
    for (const [at, value] of values.entries()) {
      const byte = part * 8 + (at >> 3);
      // Past the bits asked for nothing is kept.
      if (value > middle) code[byte] = (code[byte] ?? 0) | (0x80 >> (at & 7));
    }
  }
  return code;
}

/** The code with its header: the ISCC-UNIT as bytes. */
export function imageUnitOf(code: Uint8Array): Uint8Array {
  return Uint8Array.of(CONTENT_IMAGE, code.length / UNIT - 1, ...code);
}

/** `ISCC:` and the code in base 32, as ISCC are exchanged. */
export function formatImageCode(code: Uint8Array): string {
  return `ISCC:${toBase32(imageUnitOf(code))}`;
}

/**
 * The body of an Image-Code in text form, of 32 to 256 bits; with or without `ISCC:`, in any case.
 * `null` for everything else, codes of other media and of later versions too.
 */
export function parseImageCode(text: string): Uint8Array | null {
  const [, digits] = /^(?:ISCC:)?([A-Z2-7]{10,55})$/i.exec(text) ?? [];
  const bytes = digits === undefined ? null : fromBase32(digits.toUpperCase());
  if (bytes === null || bytes[0] !== CONTENT_IMAGE) return null;
  const code = bytes.slice(2);
  const units = code.length / UNIT;
  return units <= MOST_UNITS && bytes[1] === units - 1 ? code : null;
}

/** How many bits differ, as far as the shorter of two codes reaches. */
export function imageCodeDistance(one: Uint8Array, other: Uint8Array): number {
  let bits = 0;
  for (let at = 0; at < Math.min(one.length, other.length); at++)
    for (let rest = (one[at] ?? 0) ^ (other[at] ?? 0); rest > 0; rest &= rest - 1) bits++;
  return bits;
}

/** Main type CONTENT (2) and subtype image (1), then version 0 and the length in the byte after: a nibble each. */
export const CONTENT_IMAGE = 0x21;
/** Bytes that the length is counted in. */
export const UNIT = 4;
const MOST_UNITS = 8;

/** First column and row of the 8 by 8 lowest frequencies that each 64 bits are made of. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** Each row's transform becomes a column, so that twice does rows and columns and leaves both where they were. */
function transformRows(values: Float64Array): Float64Array {
  const transformed = new Float64Array(values.length);
  for (let row = 0; row < GRAY_SIDE; row++)
    for (const [at, value] of cosines(values.subarray(row * GRAY_SIDE, (row + 1) * GRAY_SIDE)).entries())
      transformed[at * GRAY_SIDE + row] = value;
  return transformed;
}

/** The unscaled DCT-II by Lee's method, in the standard's order of sums: another order would turn bits near the median. */
function cosines(values: Float64Array): Float64Array {
  const { length } = values;
  if (length === 1) return values;
  const half = length / 2;
  const sums = new Float64Array(half);
  const differences = new Float64Array(half);
  for (let at = 0; at < half; at++) {
    const [near, far] = [values[at] ?? 0, values[length - 1 - at] ?? 0];
    sums[at] = near + far;
    differences[at] = (near - far) / (Math.cos(((at + 0.5) * Math.PI) / length) * 2);
  }
  const even = cosines(sums);
  const odd = cosines(differences);
  return Float64Array.from({ length }, (_, at) => {
    const index = at >> 1;
    return at % 2 === 0 ? (even[index] ?? 0) : (odd[index] ?? 0) + (odd[index + 1] ?? 0);
  });
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6 without padding. */
function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += DIGITS[(held >> (bits - 5)) & 31];
  }
  return bits === 0 ? text : text + DIGITS[(held << (5 - bits)) & 31];
}

/** `null` where bits are left over that are not 0: one code has one text. */
function fromBase32(digits: string): Uint8Array | null {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const digit of digits) {
    held = ((held << 5) | DIGITS.indexOf(digit)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  const rest = held & ((1 << bits) - 1);
  return bits < 5 && rest === 0 ? Uint8Array.from(bytes) : null;
}
