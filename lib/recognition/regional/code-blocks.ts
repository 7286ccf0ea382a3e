import { AREA, BLOCK } from './cosine-transform.ts';
import { type BitCoder, RangeDecoder, RangeEncoder } from './range-coder.ts';

/**
 * A thumbnail's blocks in whole numbers. `classes` say how strongly the brightness of a block varies, `levels` are its
 * coefficients in steps, the first less what the blocks before it let expect.
 */
export interface Blocks {
  readonly across: number;
  readonly down: number;
  /** 0 to `CLASSES` - 1, one a block. */
  readonly classes: Uint8Array;
  /** `AREA` a block, row-major. */
  readonly levels: Int16Array;
}

export const CLASSES = 8;
/** Enough for the mean of a block in the finest steps. */
export const MOST_LEVEL = 2 ** 14;

/** Diagonals of a block: coefficients of one are of like frequency. */
const DIAGONALS = 2 * BLOCK - 1;
/** Coefficients by frequency, as in JPEG's zigzag. */
const SCAN = Uint8Array.from(
  Array.from({ length: AREA }, (_, at) => at).toSorted(
    (one, other) => diagonalOf(one) - diagonalOf(other) || one - other,
  ),
);
/** Levels above this go on in bits that no context tells anything about. */
const TOLD = 14;

/** Contexts: where each kind begins. */
const CLASS_UP = 0;
const CLASS_BITS = CLASS_UP + 3 * CLASSES;
const EXTENT = CLASS_BITS + CLASSES * CLASSES;
const EXTENT_NEAR = EXTENT + CLASSES * (DIAGONALS + 1);
const ANY = EXTENT_NEAR + (DIAGONALS + 1) * (DIAGONALS + 1);
const ANY_NEAR = ANY + AREA * 3;
const MORE = ANY_NEAR + DIAGONALS * 5 * 5;
const MORE_NEAR = MORE + (TOLD + 1) * 3;
const SIGN = MORE_NEAR + (TOLD + 1) * 4;
const CONTEXTS = SIGN + 1;

export function writeBlocks(blocks: Blocks): Uint8Array<ArrayBuffer> {
  const encoder = new RangeEncoder(CONTEXTS);
  codeBlocks(encoder, blocks);
  return encoder.finish();
}

/** Reads what `writeBlocks` wrote; of other bytes, blocks that show nothing. */
export function readBlocks(bytes: Uint8Array, across: number, down: number): Blocks {
  const count = across * down;
  const blocks = { across, down, classes: new Uint8Array(count), levels: new Int16Array(count * AREA) };
  codeBlocks(new RangeDecoder(bytes, CONTEXTS), blocks);
  return blocks;
}

/** One way for both sides, so that they cannot differ: who writes puts every value back, who reads puts what it read. */
function codeBlocks(coder: BitCoder, { across, down, classes, levels }: Blocks): void {
  const extents = new Uint8Array(across * down);
  for (let row = 0, block = 0; row < down; row++)
    for (let column = 0; column < across; column++, block++) {
      const left = column > 0 ? block - 1 : block - across;
      const above = row > 0 ? block - across : left;
      classes[block] = codeClass(coder, classes[block] ?? 0, classes[left] ?? 0, classes[above] ?? 0);
      const near = { left: left * AREA, above: above * AREA };
      const around = ((extents[left] ?? 0) + (extents[above] ?? 0) + 1) >> 1;
      const extent = codeExtent(coder, extentOf(levels, block * AREA), classes[block] ?? 0, around);
      extents[block] = extent;
      for (let index = 0; index < AREA; index++) {
        const at = SCAN[index] ?? 0;
        if (diagonalOf(at) >= extent) break;
        levels[block * AREA + at] = codeLevel(coder, levels, block * AREA, at, near);
      }
    }
}

function codeClass(coder: BitCoder, value: number, left: number, above: number): number {
  const guess = (left + above + 1) >> 1;
  let found = 0;
  while (found < CLASSES - 1) {
    const side = Math.sign(found - guess) + 1;
    const context = CLASS_BITS + guess * CLASSES + found;
    if (coder.bit(context, CLASS_UP + side * CLASSES + Math.abs(found - guess), found < value ? 1 : 0) === 0) break;
    found++;
  }
  return found;
}

/** How many diagonals of a block hold anything but zeros, up to the last that does. */
function extentOf(levels: Int16Array, first: number): number {
  let extent = 0;
  for (let at = 0; at < AREA; at++) if (levels[first + at] !== 0) extent = Math.max(extent, diagonalOf(at) + 1);
  return extent;
}

function codeExtent(coder: BitCoder, value: number, ofClass: number, around: number): number {
  let found = 0;
  while (found < DIAGONALS) {
    const own = EXTENT + ofClass * (DIAGONALS + 1) + found;
    if (coder.bit(own, EXTENT_NEAR + around * (DIAGONALS + 1) + found, found < value ? 1 : 0) === 0) break;
    found++;
  }
  return found;
}

/** Where the levels of the blocks at the left and above begin; below zero: there are none. */
interface Near {
  readonly left: number;
  readonly above: number;
}

function codeLevel(coder: BitCoder, levels: Int16Array, first: number, at: number, { left, above }: Near): number {
  const value = levels[first + at] ?? 0;
  const lower =
    (at % BLOCK > 0 ? size(levels, first + at - 1) : 0) + (at >= BLOCK ? size(levels, first + at - BLOCK) : 0);
  const beside = at === 0 ? 0 : Math.min(4, size(levels, left + at) + size(levels, above + at));
  const own = ANY + at * 3 + Math.min(2, lower);
  const near = ANY_NEAR + (diagonalOf(at) * 5 + beside) * 5 + Math.min(4, lower);
  if (coder.bit(own, near, value === 0 ? 0 : 1) === 0) return 0;
  const magnitude = codeMagnitude(
    coder,
    Math.abs(value),
    at === 0 ? 0 : diagonalOf(at) < 3 ? 1 : 2,
    Math.min(3, (lower + beside) >> 1),
  );
  const sign = at === 0 ? coder.bit(SIGN, SIGN, value < 0 ? 1 : 0) : coder.evenBit(value < 0 ? 1 : 0);
  return sign === 1 ? -magnitude : magnitude;
}

function codeMagnitude(coder: BitCoder, value: number, band: number, near: number): number {
  let found = 1;
  while (found <= TOLD) {
    if (coder.bit(MORE + band * (TOLD + 1) + found, MORE_NEAR + near * (TOLD + 1) + found, found < value ? 1 : 0) === 0)
      return found;
    found++;
  }
  // The rest in Elias's gamma code.
  const rest = value - TOLD;
  let bits = 0;
  while (coder.evenBit(rest >= 2 ** (bits + 1) ? 1 : 0) === 1 && 2 ** (bits + 1) < MOST_LEVEL) bits++;
  let read = 1;
  for (let bit = bits - 1; bit >= 0; bit--) read = read * 2 + coder.evenBit((rest >> bit) & 1);
  return Math.min(MOST_LEVEL, read + TOLD);
}

function size(levels: Int16Array, at: number): number {
  return at < 0 ? 0 : Math.abs(levels[at] ?? 0);
}

function diagonalOf(at: number): number {
  return (at % BLOCK) + Math.floor(at / BLOCK);
}
