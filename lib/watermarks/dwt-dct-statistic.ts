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
  /** How much higher the blocks of a 1 score than those of a 0, about. */
  readonly effect: number;
  /** How far the agreement stands above that of every other cyclic shift of the same payload; 1 is no further. */
  readonly lead: number;
}

/** In median deviations: two standard deviations of noise, of which next to nothing is lost by it. */
const MOST_DEVIATION = 3;

/**
 * What an agreement still says when it is the best of so many: natural logarithm of the odds against chance, about.
 * Half the square of a normal deviate is that of one trial.
 */
export function evidence(z: number, trials: number): number {
  return (z * z) / 2 - Math.log(trials);
}

/**
 * Pools all blocks by slot, then asks how well the slots' means agree with the payload, measured against
 * their own scatter around it. A picture whose structure beats in step with the payload scatters its slots as much as
 * it lifts the agreement, which a test over blocks would not see.
 */
export function agreement(grid: ScoreGrid, { code }: KnownPayload, alignment: Alignment): Agreement {
  const { slots, means } = slotMeans(grid, code.length, alignment);
  const centered = center(withinReach(means));
  const expected = unit(Float64Array.from(slots, (slot) => code[slot] ?? 0));
  const slope = product(centered, expected);
  const power = product(centered, centered);
  if (slope <= 0) return { z: 0, lead: 0, effect: 0 };
  const rest = centered.map((value, index) => value - slope * (expected[index] ?? 0));
  let others = 0;
  for (let shift = 1; shift < code.length; shift++) {
    let sum = 0;
    for (let index = 0; index < rest.length; index++)
      sum += (rest[index] ?? 0) * (code[((slots[index] ?? 0) + shift) % code.length] ?? 0);
    others = Math.max(others, Math.abs(sum));
  }
  const left = Math.max(power - slope * slope, power * LEAST_LEFT);
  return {
    z: normalDeviate((slope * slope) / left, slots.length - 2),
    lead: (slope * Math.sqrt(slots.length)) / others,
    effect: (2 * product(means, expected)) / Math.sqrt(slots.length),
  };
}

/** Of the agreement's square; below it is the noise of our own arithmetic. */
const LEAST_LEFT = 1e-12;

/** The slots that have blocks, and the mean score of each. */
interface SlotMeans {
  readonly slots: Uint32Array;
  readonly means: Float64Array;
}

function slotMeans({ columns, rows, scores }: ScoreGrid, length: number, { offset, stride }: Alignment): SlotMeans {
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
  // In a narrow picture some steps from row to row leave slots out.
  const slots = Uint32Array.from(counts.keys()).filter((slot) => counts[slot] !== 0);
  return { slots, means: Float64Array.from(slots, (slot) => (sums[slot] ?? 0) / (counts[slot] ?? 1)) };
}

/**
 * Pulls in the slots that lie further off the median than most: where a picture is flat, JPEG answers to some runs of
 * bits many times as strongly as to others, and a test against the scatter would take that for structure.
 */
function withinReach(means: Float64Array): Float64Array {
  const middle = medianOf(means);
  const deviations = means.map((mean) => Math.abs(mean - middle));
  // In a flat picture most slots are the same to the last digit, and only the average deviation is not nothing.
  const average = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length;
  const reach = Math.max(MOST_DEVIATION * medianOf(deviations), average);
  return means.map((mean) => Math.max(middle - reach, Math.min(middle + reach, mean)));
}

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  const upper = sorted.length >> 1;
  return ((sorted[upper] ?? 0) + (sorted[sorted.length - 1 - upper] ?? 0)) / 2;
}

function center(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Centered and of length 1; nothing, where all values are the same. */
function unit(values: Float64Array): Float64Array {
  const centered = center(values);
  const length = Math.sqrt(product(centered, centered));
  return centered.map((value) => (length > 0 ? value / length : 0));
}

function product(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

/**
 * The deviate as improbable as Student's t with that many degrees of freedom, t² / degrees being `ratio`
 * (D. L. Wallace, Bounds on normal approximations to Student's and the chi-square distributions, 1959).
 */
function normalDeviate(ratio: number, degrees: number): number {
  return ((8 * degrees + 1) / (8 * degrees + 3)) * Math.sqrt(degrees * Math.log1p(ratio));
}
