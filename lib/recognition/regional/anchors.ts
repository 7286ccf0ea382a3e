import { BITS } from './sign-descriptor.ts';

/** Regions of one work, 20 bytes each: 16 of the descriptor, 4 of the place. */
export interface Anchors {
  readonly count: number;
  /** `WORDS` words for each anchor. */
  readonly descriptors: Uint32Array;
  /** Where it is, as `packPlace` packs it. */
  readonly places: Uint32Array;
}

/** A place in a work, in parts of its longer side. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly sigma: number;
}

export const NO_ANCHORS: Anchors = { count: 0, descriptors: new Uint32Array(), places: new Uint32Array() };
/** Bytes of an anchor as stored. */
export const ANCHOR_BYTES = BITS / 8 + 4;

const STEPS = 4095;
const SIGMA_STEPS = 255;
/** Sizes from 2^-8 to 2^-3.5 of the longer side. */
const LEAST_SIZE = -8;
const SIZES = 4.5;

/** 12 bits for each coordinate, 8 for the logarithm of the size. */
export function packPlace({ x, y, sigma }: Place): number {
  const size = ((Math.log2(sigma) - LEAST_SIZE) / SIZES) * SIGMA_STEPS;
  return (within(x * STEPS, STEPS) | (within(y * STEPS, STEPS) << 12) | (within(size, SIGMA_STEPS) << 24)) >>> 0;
}

export function unpackPlace(packed: number): Place {
  return {
    x: (packed & STEPS) / STEPS,
    y: ((packed >>> 12) & STEPS) / STEPS,
    sigma: 2 ** (LEAST_SIZE + ((packed >>> 24) / SIGMA_STEPS) * SIZES),
  };
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most, Math.round(value)));
}
