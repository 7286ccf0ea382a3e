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
/** How much the lowest sum counts against the highest: chosen on 189 photographs at JPEG qualities 80 to 98. */
const LOW_WEIGHT = 0.25;
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
  addPeaks(scores, peaks, means, columns, rows);
  return { columns, rows, scores };
}

/** Adds how far each block's highest sum stands above the mean of the block and its neighbors. */
function addPeaks(scores: Float32Array, peaks: Float32Array, means: Float32Array, columns: number, rows: number): void {
  // Sums of three rows, kept as the window moves down.
  const strip = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    const above = Math.max(0, row - 1);
    const below = Math.min(rows - 1, row + 1);
    strip.fill(0);
    for (let line = above; line <= below; line++)
      for (let column = 0; column < columns; column++)
        strip[column] = (strip[column] ?? 0) + (means[line * columns + column] ?? 0);
    const lines = below - above + 1;
    for (let column = 0, at = row * columns; column < columns; column++, at++) {
      const hasBefore = column > 0;
      const hasAfter = column < columns - 1;
      const sum =
        (strip[column] ?? 0) + (hasBefore ? (strip[column - 1] ?? 0) : 0) + (hasAfter ? (strip[column + 1] ?? 0) : 0);
      const around = sum / (lines * (1 + Number(hasBefore) + Number(hasAfter)));
      const peak = (peaks[at] ?? 0) - around;
      scores[at] = (scores[at] ?? 0) + (peak > REACH ? REACH : peak < -REACH ? -REACH : peak);
    }
  }
}
