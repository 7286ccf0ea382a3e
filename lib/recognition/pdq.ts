import { hex } from '../bytes/hex.ts';
import type { Orientation } from '../model/raster.ts';
import type { LumaPlane } from './luma.ts';
import { BLOCKS, softBlocks } from './soft-blocks.ts';

/** Bytes of a PDQ hash, in the order its hexadecimal form is written. */
export const PDQ_BYTES = 32;
/** Two hashes this many bits apart or fewer are of one picture. The published threshold. */
export const PDQ_RADIUS = 31;
/** Below it a picture is too flat for its hash to mean anything; published as "discard 49 and less". */
export const PDQ_LEAST_QUALITY = 50;

/** The eight ways a picture can be turned and mirrored, as Exif counts them. */
export const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[];

export interface Pdq {
  /** 256 bits. */
  readonly hash: Uint8Array;
  /** 0 (flat) to 100. */
  readonly quality: number;
}

/**
 * The PDQ hash of a picture as stored; all zero where a side has fewer than 5 pixels.
 * https://github.com/facebook/ThreatExchange/tree/main/pdq and its `hashing.pdf`. The published tools bring pictures to
 * at most 512 pixels a side first; that is the caller's.
 */
export function pdqOf(plane: LumaPlane): Pdq {
  if (isTooSmall(plane)) return { hash: new Uint8Array(PDQ_BYTES), quality: 0 };
  const { pixels } = softBlocks(softBlocks(plane, false), false);
  return { hash: hashOf(lowFrequencies(pixels)), quality: qualityOf(pixels) };
}

/**
 * The hashes of the picture as it is shown under each of `ORIENTATIONS`, in that order, and its quality.
 * The published way to them, changing signs in the one hash's frequencies, is a pixel or two off, as its boxes and
 * samples lie to one side: enough to lose one mirrored copy in twenty. These are each the very hash of the turned picture.
 */
export function pdqHashes(plane: LumaPlane): { readonly hashes: readonly Uint8Array[]; readonly quality: number } {
  if (isTooSmall(plane)) return { hashes: ORIENTATIONS.map(() => new Uint8Array(PDQ_BYTES)), quality: 0 };
  const forward = softBlocks(plane, false);
  const backward = softBlocks(plane, true);
  const blocks = softBlocks(forward, false).pixels;
  const stored = lowFrequencies(blocks);
  const mirrored = lowFrequencies(softBlocks(backward, false).pixels);
  const halfTurned = lowFrequencies(softBlocks(backward, true).pixels);
  const flipped = lowFrequencies(softBlocks(forward, true).pixels);
  const upright = [stored, mirrored, halfTurned, flipped];
  const onSide = [stored, flipped, halfTurned, mirrored].map(transpose);
  return { hashes: [...upright, ...onSide].map(hashOf), quality: qualityOf(blocks) };
}

/** Bits of 256 in which two hashes differ. */
export function pdqDistance(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  for (const [at, byte] of a.entries()) for (let rest = byte ^ (b[at] ?? 0); rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

/** 64 lower-case digits, the last word first, as PDQ hashes are exchanged. */
export function pdqHex(hash: Uint8Array): string {
  return hex(hash);
}

/** `null` when the text is not a PDQ hash. */
export function parsePdqHex(text: string): Uint8Array | null {
  if (!/^[0-9a-f]{64}$/i.test(text)) return null;
  return Uint8Array.from({ length: PDQ_BYTES }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

const LEAST_SIDE = 5;

function isTooSmall({ width, height }: LumaPlane): boolean {
  return width < LEAST_SIDE || height < LEAST_SIDE;
}

const SIDE = 16;
/** Published: steps of one per cent of the brightness, over neighbors, divided by it. */
const QUALITY_DIVISOR = 90;
const BEST_QUALITY = 100;

/** Row i, column j: the cosine of frequency i + 1 at sample j. The published constant factor changes no hash. */
const COSINES = Float64Array.from({ length: SIDE * BLOCKS }, (_, at) =>
  Math.cos((Math.PI / (2 * BLOCKS)) * (Math.trunc(at / BLOCKS) + 1) * (2 * (at % BLOCKS) + 1)),
);

/** Frequencies 1 to 16 of both axes: the cosines, the picture, the cosines transposed, multiplied. */
function lowFrequencies(small: Float32Array): Float64Array {
  const half = new Float64Array(SIDE * BLOCKS);
  for (let i = 0; i < SIDE; i++)
    for (let row = 0; row < BLOCKS; row++) {
      const cosine = COSINES[i * BLOCKS + row] ?? 0;
      for (let column = 0; column < BLOCKS; column++)
        half[i * BLOCKS + column] = (half[i * BLOCKS + column] ?? 0) + cosine * (small[row * BLOCKS + column] ?? 0);
    }
  const coefficients = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < SIDE; i++)
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let column = 0; column < BLOCKS; column++)
        sum += (half[i * BLOCKS + column] ?? 0) * (COSINES[j * BLOCKS + column] ?? 0);
      coefficients[i * SIDE + j] = sum;
    }
  return coefficients;
}

function qualityOf(small: Float32Array): number {
  let steps = 0;
  for (let row = 0; row < BLOCKS; row++)
    for (let column = 0; column < BLOCKS; column++) {
      const at = row * BLOCKS + column;
      if (row + 1 < BLOCKS) steps += stepBetween(small[at] ?? 0, small[at + BLOCKS] ?? 0);
      if (column + 1 < BLOCKS) steps += stepBetween(small[at] ?? 0, small[at + 1] ?? 0);
    }
  return Math.min(BEST_QUALITY, Math.trunc(steps / QUALITY_DIVISOR));
}

function stepBetween(one: number, other: number): number {
  return Math.abs(Math.trunc(((one - other) * 100) / 255));
}

function transpose(coefficients: Float64Array): Float64Array {
  return coefficients.map((_, at) => coefficients[(at % SIDE) * SIDE + Math.trunc(at / SIDE)] ?? 0);
}

function hashOf(coefficients: Float64Array): Uint8Array {
  const middle = lowerMedian(coefficients);
  const hash = new Uint8Array(PDQ_BYTES);
  for (let bit = 0; bit < coefficients.length; bit++) {
    if ((coefficients[bit] ?? 0) <= middle) continue;
    const at = PDQ_BYTES - 1 - (bit >> 3);
    hash[at] = (hash[at] ?? 0) | (1 << (bit & 7));
  }
  return hash;
}

/** Of an even number of values the lower of the two in the middle, as the published code's method (Torben) has it. */
function lowerMedian(values: Float64Array): number {
  return values.toSorted()[values.length / 2 - 1] ?? 0;
}
