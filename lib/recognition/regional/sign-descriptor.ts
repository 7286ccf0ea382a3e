import { levelOf, type ScaleSpace } from './scale-space.ts';

/** Bits of a descriptor. */
export const BITS = 128;
/** Words of 32 bits of a descriptor. */
export const WORDS = BITS / 32;
/** Mirrored or not, by each quarter of a turn. */
export const VARIANTS = 8;

const SIDE = 32;
const HALF = SIDE / 2;

/** Frequencies across (`a`) and down (`b`) of the coefficients, lowest first; with each one also its transpose. */
export const FREQUENCIES: readonly (readonly [a: number, b: number])[] = lowestFrequencies();
const HIGHEST = Math.max(...FREQUENCIES.map(([a]) => a)) + 1;
const COSINES = cosineTable();
/** For frequencies `a` and `b`, at `a * HIGHEST + b`, the bit that is their sign; `BITS` where none is. */
const BIT_OF = bitTable();

/**
 * How the local axes of a region turn under each variant: (u, v) goes to (fx·u, fy·v), or to (fx·v, fy·u) where
 * `isTransposed`.
 */
export const TURNS: readonly { readonly isTransposed: boolean; readonly fx: 1 | -1; readonly fy: 1 | -1 }[] = [
  { isTransposed: false, fx: 1, fy: 1 },
  { isTransposed: false, fx: -1, fy: 1 },
  { isTransposed: false, fx: 1, fy: -1 },
  { isTransposed: false, fx: -1, fy: -1 },
  { isTransposed: true, fx: 1, fy: 1 },
  { isTransposed: true, fx: -1, fy: 1 },
  { isTransposed: true, fx: 1, fy: -1 },
  { isTransposed: true, fx: -1, fy: -1 },
];

const SOURCES = TURNS.map(({ isTransposed }) =>
  Uint16Array.from(FREQUENCIES, ([a, b], index) =>
    isTransposed ? FREQUENCIES.findIndex(([x, y]) => x === b && y === a) : index,
  ),
);
const SIGNS = TURNS.map(({ isTransposed, fx, fy }) =>
  Int8Array.from(FREQUENCIES, ([a, b]) => {
    const [across, down] = isTransposed ? [b, a] : [a, b];
    return (across % 2 === 1 ? fx : 1) * (down % 2 === 1 ? fy : 1);
  }),
);

/** A square of the plane, perhaps leaning: its center and its two half axes, in pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** The 128 lowest coefficients of the cosine transform of a region, without the first, in the order of `FREQUENCIES`. */
export function coefficientsOf(space: ScaleSpace, region: Region): Float32Array {
  // The blur of half a sigma, when the half side is six of them.
  const blur = Math.sqrt(Math.abs(region.ax * region.by - region.ay * region.bx)) / 12;
  sample(space, region, blur);
  return transform();
}

/** The coefficients as they would be if the region were seen under a variant of `TURNS`. */
export function turnCoefficients(coefficients: Float32Array, variant: number, into: Float32Array): void {
  const sources = SOURCES[variant];
  const signs = SIGNS[variant];
  if (sources === undefined || signs === undefined) return;
  for (let index = 0; index < BITS; index++)
    into[index] = (coefficients[sources[index] ?? 0] ?? 0) * (signs[index] ?? 1);
}

/** The signs of the coefficients, from the lowest bit of the first word on. */
export function packSigns(coefficients: Float32Array, into: Uint32Array, at: number): void {
  for (let word = 0; word < WORDS; word++) {
    let bits = 0;
    for (let bit = 0; bit < 32; bit++) if ((coefficients[word * 32 + bit] ?? 0) > 0) bits |= 1 << bit;
    into[at + word] = bits;
  }
}

/** In how many of their 128 bits two descriptors differ. */
export function distanceBetween(one: Uint32Array, at: number, other: Uint32Array, otherAt: number): number {
  return (
    bitsOf((one[at] ?? 0) ^ (other[otherAt] ?? 0)) +
    bitsOf((one[at + 1] ?? 0) ^ (other[otherAt + 1] ?? 0)) +
    bitsOf((one[at + 2] ?? 0) ^ (other[otherAt + 2] ?? 0)) +
    bitsOf((one[at + 3] ?? 0) ^ (other[otherAt + 3] ?? 0))
  );
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Scratch of one description at a time: a picture has hundreds. */
const samples = new Float32Array(SIDE * SIDE);
const rows = new Float32Array(SIDE * HIGHEST);
/** Of opposite samples of a line. */
const sums = new Float64Array(HALF);
const differences = new Float64Array(HALF);

function sample(space: ScaleSpace, { x, y, ax, ay, bx, by }: Region, blur: number): void {
  const { step, width, height, pixels } = levelOf(space, blur);
  const lastColumn = width - 1.001;
  const lastRow = height - 1.001;
  for (let v = 0, at = 0; v < SIDE; v++) {
    const down = (v - HALF + 0.5) / HALF;
    for (let u = 0; u < SIDE; u++, at++) {
      const across = (u - HALF + 0.5) / HALF;
      let column = (x + across * ax + down * bx) / step;
      let row = (y + across * ay + down * by) / step;
      column = column < 0 ? 0 : column > lastColumn ? Math.max(0, lastColumn) : column;
      row = row < 0 ? 0 : row > lastRow ? Math.max(0, lastRow) : row;
      const left = column | 0;
      const top = row | 0;
      const fx = column - left;
      const fy = row - top;
      const from = top * width + left;
      const upper = (pixels[from] ?? 0) * (1 - fx) + (pixels[from + 1] ?? 0) * fx;
      const lower = (pixels[from + width] ?? 0) * (1 - fx) + (pixels[from + width + 1] ?? 0) * fx;
      samples[at] = upper * (1 - fy) + lower * fy;
    }
  }
}

function transform(): Float32Array {
  for (let row = 0; row < SIDE; row++) {
    fold(samples, row * SIDE);
    for (let a = 0; a < HIGHEST; a++) rows[a * SIDE + row] = coefficientOf(a);
  }
  const coefficients = new Float32Array(BITS);
  for (let a = 0; a < HIGHEST; a++) {
    fold(rows, a * SIDE);
    for (let b = 0; b < HIGHEST; b++) {
      const bit = BIT_OF[a * HIGHEST + b] ?? BITS;
      if (bit < BITS) coefficients[bit] = coefficientOf(b);
    }
  }
  return coefficients;
}

/** Even frequencies need the sums of opposite samples only, odd ones their differences: half the work. */
function fold(line: Float32Array, from: number): void {
  for (let at = 0; at < HALF; at++) {
    const one = line[from + at] ?? 0;
    const opposite = line[from + SIDE - 1 - at] ?? 0;
    sums[at] = one + opposite;
    differences[at] = one - opposite;
  }
}

/** Of the line that was folded last. */
function coefficientOf(frequency: number): number {
  const folded = frequency % 2 === 0 ? sums : differences;
  let sum = 0;
  for (let at = 0; at < HALF; at++) sum += (COSINES[frequency * HALF + at] ?? 0) * (folded[at] ?? 0);
  return sum;
}

function bitTable(): Uint8Array {
  const table = new Uint8Array(HIGHEST * HIGHEST).fill(BITS);
  for (const [bit, [a, b]] of FREQUENCIES.entries()) table[a * HIGHEST + b] = bit;
  return table;
}

function lowestFrequencies(): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < SIDE / 2; a++) for (let b = 0; b <= a; b++) if (a > 0) pairs.push([a, b]);
  pairs.sort(([a, b], [c, d]) => a * a + b * b - c * c - d * d || a - c);
  const chosen: [number, number][] = [];
  for (const [a, b] of pairs) {
    if (chosen.length + (a === b ? 1 : 2) > BITS) continue;
    chosen.push([a, b]);
    if (a !== b) chosen.push([b, a]);
  }
  return chosen;
}

function cosineTable(): Float32Array {
  const table = new Float32Array(HIGHEST * HALF);
  for (let frequency = 0; frequency < HIGHEST; frequency++)
    for (let at = 0; at < HALF; at++)
      table[frequency * HALF + at] = Math.cos((Math.PI * frequency * (at + 0.5)) / SIDE);
  return table;
}
