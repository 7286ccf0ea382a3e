import type { Outcome } from '../model/outcome.ts';
import type { Orientation, Raster } from '../model/raster.ts';
import { chromaPlane, orientPlane, type Plane } from './chroma-plane.ts';
import type { DwtDctPayload } from './dwt-dct-payloads.ts';
import { type Finding, findAligned, findCropped, hasBlocksEnough, type Place } from './dwt-dct-search.ts';
import { type Size, sizesBefore } from './dwt-dct-sizes.ts';
import { resamplePlane } from './resample-plane.ts';

/** A mark of the `dwtDct` scheme of the invisible-watermark library, which carries a message known beforehand. */
export interface DwtDctMark {
  readonly payload: DwtDctPayload;
  /** How far the blocks agree with the payload, as a standard normal deviate. */
  readonly z: number;
  /** How many times as far as with any other cyclic shift of it. */
  readonly lead: number;
  /** Blocks of 8×8 pixels that were asked. */
  readonly blocks: number;
  /** Where the mark lies: `whole` as the generator wrote it, `scaled` at another size, `cropped` cut out of it. */
  readonly alignment: 'whole' | 'scaled' | 'cropped';
  readonly place: Place;
  /** The size at which it was read, where the picture was scaled. */
  readonly size: Size | null;
  /** How it was turned to be read; 1 is as stored. */
  readonly orientation: Orientation;
  /** At most this share of unmarked pictures would be said to carry a mark by the same test. */
  readonly falsePositives: number;
}

export interface DwtDctOptions {
  /** `aligned`: as the generator wrote it. `thorough`: scaled or cut copies too, some hundred times the work. */
  readonly search?: 'aligned' | 'thorough';
  /** Asked between steps of some ten milliseconds; `true` ends the search. */
  readonly isSpent?: () => boolean;
}

/** The encoder leaves smaller pictures alone. */
const LEAST_PIXELS = 256 * 256;
/** Rows below this many pixels are left out: generators make less, and more says nothing new. */
const MOST_PIXELS = 8 * 1024 * 1024;
/** The search for scaled and cut copies looks at this many. */
const MOST_SEARCHED = 4 * 1024 * 1024;
/**
 * What the evidence must reach: 5.6 standard deviations of a picture as the generator wrote it, up to 7.5 of the best
 * place in a search. The share of unmarked pictures over it is what `npm run bench:watermarks` fits to photographs:
 * among resampled ones more come close, so those must say more.
 */
export const LEAST_EVIDENCE: Readonly<Record<DwtDctMark['alignment'], number>> = {
  whole: 15.5,
  scaled: 23,
  cropped: 15.5,
};
/** At most this share of unmarked photographs reaches it. */
export const FALSE_POSITIVES = 1e-6;
/** Structure that agrees with the payload by chance agrees with its shifts nearly as well. */
const LEAST_LEAD = 1.5;

/**
 * Asks whether one of the known messages is in the picture, over all its blocks at once, instead of reading a message
 * bit by bit. `absent` holds for the search that was asked for. Too few pixels to say anything are `too-small`.
 */
export function detectDwtDct(raster: Raster, options: DwtDctOptions = {}): Outcome<DwtDctMark> {
  const { search = 'aligned', isSpent = () => false } = options;
  const rows = Math.min(raster.height, Math.floor(MOST_PIXELS / Math.max(1, raster.width)));
  const isLarge = raster.width * raster.height >= LEAST_PIXELS && hasBlocksEnough(raster.width, rows);
  if (!isLarge) return { kind: 'unanswered', why: 'too-small' };
  if (raster.rgba.length < raster.width * rows * 4) return { kind: 'unanswered', why: 'malformed' };
  const stored = chromaPlane(raster, rows);
  // The mark may lie in the pixels as stored or as shown.
  const orientations = new Set<Orientation>([1, raster.orientation ?? 1]);
  const planes = Array.from(orientations, (turn) => ({ turn, plane: turn === 1 ? stored : orientPlane(stored, turn) }));
  for (const look of search === 'aligned' ? [lookWhole] : [lookWhole, lookScaled, lookCropped])
    for (const { turn, plane } of planes) {
      if (isSpent()) return { kind: 'unanswered', why: 'budget' };
      const seen = look(plane, isSpent);
      if (seen === 'spent') return { kind: 'unanswered', why: 'budget' };
      if (seen !== null) return { kind: 'found', value: { ...seen, orientation: turn } };
    }
  return { kind: 'absent' };
}

type Seen = Omit<DwtDctMark, 'orientation'> | null | 'spent';

function lookWhole(plane: Plane): Seen {
  return judge('whole', findAligned(plane), null, 1);
}

function lookScaled(plane: Plane, isSpent: () => boolean): Seen {
  const sizes = sizesBefore(plane.width, plane.height);
  for (const size of sizes) {
    if (isSpent()) return 'spent';
    const seen = judge('scaled', findAligned(resamplePlane(plane, ...size)), size, sizes.length);
    if (seen !== null) return seen;
  }
  return null;
}

function lookCropped(plane: Plane, isSpent: () => boolean): Seen {
  const height = Math.min(plane.height, Math.floor(MOST_SEARCHED / plane.width));
  const found = findCropped({ ...plane, height }, isSpent);
  return found === 'spent' ? found : judge('cropped', found, null, 1);
}

/** `sizes`: how many the finding is the best of. */
function judge(alignment: DwtDctMark['alignment'], finding: Finding | null, size: Size | null, sizes: number): Seen {
  if (finding === null || finding.lead < LEAST_LEAD) return null;
  const { payload, z, lead, blocks, place, evidence } = finding;
  if (evidence - Math.log(sizes) < LEAST_EVIDENCE[alignment]) return null;
  return { payload: payload.id, z, lead, blocks, alignment, place, size, falsePositives: FALSE_POSITIVES };
}
