import type { Plane } from './chroma-plane.ts';

/** Sums of the 2×2 squares of a plane: twice the low band of its Haar transform. */
export interface LowBand {
  readonly width: number;
  readonly height: number;
  readonly sums: Uint16Array;
}

/** One number for each 8×8 block of a picture: how much it looks like a block that was made to say 1. */
export interface ScoreGrid {
  readonly columns: number;
  readonly rows: number;
  readonly scores: Float32Array;
}

/** The mark moves one sum of a block by at most 54; what sticks out further than this is the picture's own. */
const REACH = 40;
/** How much the lowest sum counts against the highest: chosen on 47 marked pictures, at JPEG qualities from 80 up. */
const LOW_WEIGHT = 0.25;
/** Blocks to each side of one that are its surroundings. */
const NEAR = 1;
/** Blocks to each side of one that tell what its region has in common. */
const COMMON = 2;
const SIDE = 4;
const AREA = SIDE * SIDE;

/** The low band of the plane without its first `left` columns and `top` rows (0 or 1 each). */
export function lowBand({ width, height, values }: Plane, left: number, top: number): LowBand {
  const columns = (width - left) >> 1;
  const rows = (height - top) >> 1;
  const sums = new Uint16Array(Math.max(0, columns * rows));
  for (let row = 0, at = 0; row < rows; row++) {
    let from = (row * 2 + top) * width + left;
    for (let column = 0; column < columns; column++, at++, from += 2) {
      sums[at] =
        (values[from] ?? 0) + (values[from + 1] ?? 0) + (values[from + width] ?? 0) + (values[from + width + 1] ?? 0);
    }
  }
  return { width: columns, height: rows, sums };
}

/**
 * Scores every block of 4×4 sums, the first one at (`left`, `top`) of the band.
 *
 * The encoder takes the highest of sums 1 to 15 of a block and moves it to the first quarter of its cell of 72 for a 0,
 * to the third for a 1: on average 36 higher for a 1 than for a 0. How far the highest sum stands above its
 * surroundings therefore tells the bit even where JPEG has blurred the cell away, and the lowest one helps:
 * a highest sum that was moved down becomes the lowest of its block. A single block tells next to nothing.
 */
export function blockScores(band: LowBand, left: number, top: number): ScoreGrid {
  const columns = Math.max(0, (band.width - left) >> 2);
  const rows = Math.max(0, (band.height - top) >> 2);
  const count = columns * rows;
  const means = new Float32Array(count);
  const scores = new Float32Array(count);
  const peaks = new Float32Array(count);
  const { sums, width } = band;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const corner = (top + row * SIDE) * width + left + column * SIDE;
      const first = sums[corner] ?? 0;
      let total = first;
      let low = 0xffff;
      let high = 0;
      for (let index = 1; index < AREA; index++) {
        const sum = sums[corner + (index >> 2) * width + (index & 3)] ?? 0;
        total += sum;
        if (sum > high) high = sum;
        if (sum < low) low = sum;
      }
      means[at] = total / AREA;
      peaks[at] = high;
      scores[at] = -LOW_WEIGHT * Math.min(REACH, (total - first) / (AREA - 1) - low);
    }
  }
  const near = boxMeans(means, columns, rows, NEAR);
  for (let at = 0; at < count; at++) {
    const peak = (peaks[at] ?? 0) - (near[at] ?? 0);
    scores[at] = (scores[at] ?? 0) + (peak > REACH ? REACH : peak < -REACH ? -REACH : peak);
  }
  return { columns, rows, scores };
}

/** The scores less what a region of 5×5 blocks has in common: a payload changes from block to block. */
export function evened({ columns, rows, scores }: ScoreGrid): ScoreGrid {
  const common = boxMeans(scores, columns, rows, COMMON);
  return { columns, rows, scores: scores.map((score, at) => score - (common[at] ?? 0)) };
}

/** The mean of each value and those up to `reach` columns and rows from it. */
function boxMeans(values: Float32Array, columns: number, rows: number, reach: number): Float32Array {
  const means = new Float32Array(values.length);
  // Sums of the rows in reach: a row is added and another taken away as the window moves down.
  const strip = new Float64Array(columns);
  const add = (row: number, sign: number): void => {
    if (row < 0 || row >= rows) return;
    for (let column = 0, at = row * columns; column < columns; column++, at++)
      strip[column] = (strip[column] ?? 0) + sign * (values[at] ?? 0);
  };
  for (let row = 0; row < reach; row++) add(row, 1);
  for (let row = 0, at = 0; row < rows; row++) {
    add(row + reach, 1);
    add(row - reach - 1, -1);
    const lines = Math.min(rows - 1, row + reach) - Math.max(0, row - reach) + 1;
    let sum = 0;
    for (let column = 0; column < Math.min(reach, columns); column++) sum += strip[column] ?? 0;
    for (let column = 0; column < columns; column++, at++) {
      if (column + reach < columns) sum += strip[column + reach] ?? 0;
      if (column - reach > 0) sum -= strip[column - reach - 1] ?? 0;
      const width = Math.min(columns - 1, column + reach) - Math.max(0, column - reach) + 1;
      means[at] = sum / (lines * width);
    }
  }
  return means;
}
