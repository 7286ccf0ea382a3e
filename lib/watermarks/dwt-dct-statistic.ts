import type { KnownPayload } from './dwt-dct-payloads.ts';
import type { ScoreGrid } from './dwt-dct-scores.ts';

/** Where in the payload each block stands: slot `offset + column + row · stride`, modulo the payload's length. */
export interface Alignment {
  readonly offset: number;
  readonly stride: number;
}

export interface Agreement {
  /** Standard normal deviate of the agreement of slots and payload, whatever structure the picture has. */
  readonly z: number;
  /** How far the agreement stands above that of every other cyclic shift of the same payload; 1 is no further. */
  readonly lead: number;
}

/**
 * Pools all blocks by slot, then asks how well the slots' means agree with the payload, measured against
 * their own scatter around it. A picture whose structure beats in step with the payload scatters its slots as much as
 * it lifts the agreement, which a test over blocks would not see.
 */
export function agreement(grid: ScoreGrid, payload: KnownPayload, alignment: Alignment): Agreement {
  return compare(slotMeans(grid, payload.code.length, alignment), payload.code);
}

/** Mean score of the blocks of each slot. */
function slotMeans({ columns, rows, scores }: ScoreGrid, length: number, { offset, stride }: Alignment): Float64Array {
  const sums = new Float64Array(length);
  const counts = new Uint32Array(length);
  for (let row = 0, at = 0; row < rows; row++) {
    let slot = (offset + row * stride) % length;
    for (let column = 0; column < columns; column++, at++) {
      sums[slot] = (sums[slot] ?? 0) + (scores[at] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + 1;
      if (++slot === length) slot = 0;
    }
  }
  return sums.map((sum, slot) => sum / Math.max(1, counts[slot] ?? 0));
}

function compare(means: Float64Array, code: Float64Array): Agreement {
  const length = code.length;
  const center = means.reduce((sum, mean) => sum + mean, 0) / length;
  const centered = means.map((mean) => mean - center);
  const power = centered.reduce((sum, value) => sum + value * value, 0) / length;
  const slope = correlate(centered, code, 0);
  const left = power - slope * slope;
  if (slope <= 0 || power <= 0) return { z: 0, lead: 0 };
  const rest = centered.map((value, slot) => value - slope * (code[slot] ?? 0));
  let others = 0;
  for (let shift = 1; shift < length; shift++) others = Math.max(others, Math.abs(correlate(rest, code, shift)));
  return { z: normalDeviate(slope * slope, Math.max(left, power * 1e-12), length - 2), lead: slope / others };
}

function correlate(values: Float64Array, code: Float64Array, shift: number): number {
  const { length } = code;
  let sum = 0;
  for (let slot = 0; slot < length; slot++) sum += (values[slot] ?? 0) * (code[(slot + shift) % length] ?? 0);
  return sum / length;
}

/**
 * The deviate as improbable as Student's t with that many degrees of freedom, t² / degrees being explained / left
 * (D. L. Wallace, Bounds on normal approximations to Student's and the chi-square distributions, 1959).
 */
function normalDeviate(explained: number, left: number, degrees: number): number {
  return ((8 * degrees + 1) / (8 * degrees + 3)) * Math.sqrt(degrees * Math.log1p(explained / left));
}
