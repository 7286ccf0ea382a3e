import type { KnownPayload } from './dwt-dct-payloads.ts';
import type { ScoreGrid } from './dwt-dct-scores.ts';
import type { Alignment } from './dwt-dct-statistic.ts';

/**
 * The best place of a payload in a picture cut out of a marked one, over every start and every step from one row of
 * blocks to the next. Costs at most 2·length³ multiplications, whatever the size of the picture: columns
 * and rows that are a whole period apart meet the same slots at every start and step, so they are summed up first.
 */
export function bestAlignment(grid: ScoreGrid, { code }: KnownPayload): Alignment {
  const { length } = code;
  const lines = Math.min(grid.rows, length);
  const correlations = correlateLines(fold(grid, length, lines), code, lines);
  const totals = new Float32Array(length);
  let best = 0;
  let alignment: Alignment = { offset: 0, stride: 0 };
  for (let stride = 0; stride < length; stride++) {
    totals.fill(0);
    for (let line = 0; line < lines; line++) {
      const from = line * 2 * length + ((line * stride) % length);
      for (let offset = 0; offset < length; offset++)
        totals[offset] = (totals[offset] ?? 0) + (correlations[from + offset] ?? 0);
    }
    for (let offset = 0; offset < length; offset++) {
      const total = totals[offset] ?? 0;
      if (total <= best) continue;
      best = total;
      alignment = { offset, stride };
    }
  }
  return alignment;
}

/** The scores less their mean, summed over columns and rows a whole period apart. */
function fold({ columns, rows, scores }: ScoreGrid, length: number, lines: number): Float32Array {
  const mean = meanOf(scores);
  const folded = new Float32Array(lines * length);
  for (let row = 0, at = 0; row < rows; row++) {
    const line = (row % length) * length;
    let slot = 0;
    for (let column = 0; column < columns; column++, at++) {
      folded[line + slot] = (folded[line + slot] ?? 0) + (scores[at] ?? 0) - mean;
      if (++slot === length) slot = 0;
    }
  }
  return folded;
}

/** For each line its agreement with the payload at every start, written twice over so that no index wraps. */
function correlateLines(folded: Float32Array, code: Float64Array, lines: number): Float32Array {
  const { length } = code;
  const twice = Float32Array.from({ length: 2 * length }, (_, slot) => code[slot % length] ?? 0);
  const correlations = new Float32Array(lines * 2 * length);
  for (let line = 0; line < lines; line++) {
    const to = line * 2 * length;
    for (let slot = 0; slot < length; slot++) {
      const value = folded[line * length + slot] ?? 0;
      for (let offset = 0; offset < length; offset++)
        correlations[to + offset] = (correlations[to + offset] ?? 0) + value * (twice[slot + offset] ?? 0);
    }
    correlations.copyWithin(to + length, to, to + length);
  }
  return correlations;
}

function meanOf(scores: Float32Array): number {
  let sum = 0;
  for (const score of scores) sum += score;
  return sum / Math.max(1, scores.length);
}
