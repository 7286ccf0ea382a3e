import { type LumaPlane, reduceTo } from './luma.ts';
import { type Pdq, pdqHashes, pdqOf } from './pdq.ts';

/** Longer side, in pixels, that pictures are brought to before they are hashed as a whole. As PDQ's own tools do. */
const HASHED_SIDE = 512;

/**
 * What a work is registered by as a whole: its PDQ hash, 32 bytes, and quality, 0 to 100.
 * Below `PDQ_LEAST_QUALITY` the picture is too flat for the hash to tell it from others.
 */
export function wholeFingerprintOf(luma: LumaPlane): Pdq {
  return pdqOf(reduceTo(luma, HASHED_SIDE));
}

/** What a picture is looked up by: its hashes under all of `ORIENTATIONS`, in that order, and its quality. */
export function wholeQueriesOf(luma: LumaPlane): ReturnType<typeof pdqHashes> {
  return pdqHashes(reduceTo(luma, HASHED_SIDE));
}
