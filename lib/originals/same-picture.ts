/** A picture's brightness, scaled down to a fixed square whatever its shape was. */
export interface Thumbnail {
  /** `SIDE` × `SIDE` samples, row by row, 0 black to 255 white (BT.601 luma of the displayed picture). */
  readonly luma: Uint8Array;
  /** Pixels of the whole picture before scaling. */
  readonly width: number;
  readonly height: number;
}

export const THUMBNAIL_SIDE = 64;

/** `perhaps`: alike, and not enough so to say it is the same. `crop`: another shape, so not the same picture. */
export type Likeness = 'same' | 'perhaps' | 'crop' | 'different';

/** Shapes may differ by this share: rounding of a small copy's sides. */
const MAX_SHAPE_DIFFERENCE = 0.02;
/** Comparisons of 64 that differ: at most so many between copies of one picture, and between pictures that may be it. */
const SAME_BITS = 10;
const PERHAPS_BITS = 16;
/**
 * Correlation of the samples. In plain skies and walls the hash is noise (up to 31 bits between real copies), while
 * copies correlate by 0.98 and more and other pictures by 0.95 at most.
 */
const SAME_CORRELATION = 0.975;
const PERHAPS_CORRELATION = 0.9;

/**
 * Do two thumbnails show the same picture? Shape first; then the difference hash, which of two neighboring areas is
 * brighter, 8 × 8 times; then how well the samples go together. Resizing, re-encoding and color changes keep both;
 * other pictures do not. A crop that keeps the shape and nearly all of the picture is not told apart.
 */
export function likeness(one: Thumbnail, other: Thumbnail): Likeness {
  if (shapeDifference(one, other) > MAX_SHAPE_DIFFERENCE) return 'crop';
  const bits = hashDistance(one, other);
  const together = correlation(one, other);
  if (together >= SAME_CORRELATION || (bits <= SAME_BITS && together >= PERHAPS_CORRELATION)) return 'same';
  return bits <= PERHAPS_BITS || together >= PERHAPS_CORRELATION ? 'perhaps' : 'different';
}

/** Share by which the sides' ratios differ; 0 for the same shape. */
export function shapeDifference(one: Thumbnail, other: Thumbnail): number {
  const ratio = (one.width * other.height) / (other.width * one.height);
  return Number.isFinite(ratio) && ratio > 0 ? Math.max(ratio, 1 / ratio) - 1 : Infinity;
}

/** Of 64 comparisons between neighboring areas, how many come out otherwise. */
export function hashDistance(one: Thumbnail, other: Thumbnail): number {
  const [first, second] = [summed(one.luma, COLUMNS, ROWS), summed(other.luma, COLUMNS, ROWS)];
  let bits = 0;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 1; column < COLUMNS; column += 1) {
      const at = row * COLUMNS + column;
      if (isBrighter(first, at) !== isBrighter(second, at)) bits += 1;
    }
  }
  return bits;
}

/** Pearson's, from -1 to 1; 0 where either picture is all one brightness. */
export function correlation(one: Thumbnail, other: Thumbnail): number {
  const [first, second] = [centered(one.luma), centered(other.luma)];
  const spread = Math.sqrt(product(first, first) * product(second, second));
  return spread === 0 ? 0 : product(first, second) / spread;
}

const COLUMNS = 9;
const ROWS = 8;

/** Of sums of some sixty samples: what rounding makes of one brightness all over is no difference. */
const ROUNDING = 0.5;

function isBrighter(grid: Float64Array, at: number): boolean {
  return (grid[at] ?? 0) - (grid[at - 1] ?? 0) > ROUNDING;
}

function centered(luma: Uint8Array): Float64Array {
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
  return Float64Array.from(luma, (value) => value - mean);
}

function product(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

/** Sums over a grid of areas of equal size, whose edges may run through samples. */
function summed(luma: Uint8Array, columns: number, rows: number): Float64Array {
  const grid = new Float64Array(columns * rows);
  const across = shares(columns);
  const down = shares(rows);
  for (let y = 0; y < THUMBNAIL_SIDE; y += 1) {
    for (let x = 0; x < THUMBNAIL_SIDE; x += 1) {
      const value = luma[y * THUMBNAIL_SIDE + x] ?? 0;
      for (const [row, height] of down[y] ?? []) {
        for (const [column, width] of across[x] ?? []) {
          const cell = row * columns + column;
          grid[cell] = (grid[cell] ?? 0) + value * width * height;
        }
      }
    }
  }
  return grid;
}

/** For each sample of a side, the areas it lies in and the share of it there. */
function shares(areas: number): readonly (readonly (readonly [area: number, share: number])[])[] {
  const size = THUMBNAIL_SIDE / areas;
  return Array.from({ length: THUMBNAIL_SIDE }, (_, sample) => {
    const first = Math.floor(sample / size);
    const edge = (first + 1) * size;
    if (edge >= sample + 1 || first + 1 >= areas) return [[first, 1]] as const;
    return [
      [first, edge - sample],
      [first + 1, sample + 1 - edge],
    ] as const;
  });
}
