import type { Raster } from '../../../lib/model/raster.ts';
import { detectDwtDct } from '../../../lib/watermarks/dwt-dct.ts';
import { type DwtDctPayload, type KnownPayload, knownPayloads } from '../../../lib/watermarks/dwt-dct-payloads.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { embedDwtDct, LEAST_PIXELS, voteDwtDct } from '../../support/embed-dwt-dct.ts';
import { crop, readRaster, throughJpeg, toSharp } from '../../support/read-raster.ts';
import { figure, type Figure, type Target } from '../figure.ts';
import type { Picture } from './photographs.ts';

/** What a payload's generators make. */
const SIZES: Readonly<Record<DwtDctPayload, readonly [width: number, height: number]>> = {
  sdxl: [1024, 1024],
  flux: [1360, 768],
  sd1: [512, 512],
  sd2: [768, 768],
};
/** Sides of a photograph too small for that. */
const STEP = 64;
const FAST = { compressionLevel: 1 };
/** Equal bits from which the reference's vote counts as found: one false call in about 10⁹ coin tosses each. */
const LEAST_EQUAL: Readonly<Record<DwtDctPayload, number>> = { sdxl: 44, flux: 42, sd1: 120, sd2: 32 };

/** What happens to a marked picture before it is looked at. */
interface Treatment {
  readonly name: string;
  readonly target?: Target;
  readonly isThorough?: true;
  /** Tried on one in so many only. */
  readonly every?: number;
  treat(marked: Raster, next: () => number): Raster | Promise<Raster>;
}

const atLeast = (percent: number, others?: string): Target => ({
  atLeast: percent,
  unit: 'percent',
  ...(others === undefined ? {} : { others }),
});

const TREATMENTS: readonly Treatment[] = [
  { name: 'PNG', target: atLeast(99, 'reference: 58 % of 55'), treat: (marked) => marked },
  { name: 'JPEG 98', target: atLeast(92, 'reference: 29 % of 55'), treat: (marked) => throughJpeg(marked, 98) },
  { name: 'JPEG 95', target: atLeast(80, 'reference: 9 % of 55'), treat: (marked) => throughJpeg(marked, 95) },
  { name: 'JPEG 90', target: atLeast(30, 'reference: 0 % of 55'), treat: (marked) => throughJpeg(marked, 90) },
  { name: 'JPEG 85', treat: (marked) => throughJpeg(marked, 85) },
  { name: 'JPEG 75', treat: (marked) => throughJpeg(marked, 75) },
  { name: 'PNG, 1 to 25 % cut off', target: atLeast(95), isThorough: true, treat: cutAnywhere },
  {
    name: 'JPEG 90 of 1 to 25 % cut off',
    every: 4,
    isThorough: true,
    treat: (marked, next) => throughJpeg(cutAnywhere(marked, next), 90),
  },
  { name: 'PNG, at 90 to 110 %', isThorough: true, treat: (marked, next) => resize(marked, 0.9 + 0.2 * next()) },
  {
    name: 'JPEG 90, at 50 to 90 %',
    every: 4,
    isThorough: true,
    treat: async (marked, next) => throughJpeg(await resize(marked, 0.5 + 0.4 * next()), 90),
  },
];

interface Trial {
  readonly treatment: Treatment;
  readonly payload: DwtDctPayload;
  readonly isHeldOut: boolean;
  readonly found: DwtDctPayload | null;
  readonly hasVote: boolean;
}

/** How many marked pictures are told as such, beside the reference's vote on the same pixels. */
export async function markedFigures(pictures: readonly Picture[]): Promise<readonly Figure[]> {
  const trials: Trial[] = [];
  for (const [index, picture] of pictures.entries()) {
    process.stderr.write(`Marked pictures: ${index + 1} of ${pictures.length}\r`);
    for (const payload of knownPayloads) trials.push(...(await tryOne(picture, payload, index)));
  }
  process.stderr.write('\n');
  return TREATMENTS.flatMap((treatment) => {
    const here = trials.filter((trial) => trial.treatment === treatment);
    return [
      foundFigure(`found, ${treatment.name}`, null, here, treatment.target),
      ...[true, false].map((isHeldOut) =>
        foundFigure(
          `found, ${treatment.name}`,
          isHeldOut ? 'held out' : 'tuning',
          here.filter((trial) => trial.isHeldOut === isHeldOut),
        ),
      ),
      ...knownPayloads.map(({ id }) =>
        foundFigure(
          `found, ${treatment.name}`,
          id,
          here.filter(({ payload }) => payload === id),
        ),
      ),
      figure({
        in: 'node',
        of: null,
        name: `wrong payload, ${treatment.name}`,
        unit: 'pictures',
        runs: [here.filter(({ found, payload }) => found !== null && found !== payload).length],
        target: { atMost: 0, unit: 'pictures' },
      }),
    ];
  });
}

function foundFigure(name: string, of: string | null, trials: readonly Trial[], target: Target | null = null): Figure {
  const share = (count: number): number => (100 * count) / trials.length;
  const votes = trials.filter(({ hasVote }) => hasVote).length;
  return figure({
    in: 'node',
    of: `${of ?? 'all'}, ${trials.length} pictures`,
    name,
    unit: 'percent',
    runs: trials.length === 0 ? [] : [share(trials.filter(({ found, payload }) => found === payload).length)],
    comparedWith: { what: "the reference's vote", value: trials.length === 0 ? null : share(votes) },
    target,
  });
}

async function tryOne(picture: Picture, payload: KnownPayload, index: number): Promise<readonly Trial[]> {
  const plain = await carrier(picture, payload);
  if (plain === null) return [];
  const marked = embedDwtDct(plain, payload.bits);
  const next = randomFrom(index * 8 + knownPayloads.indexOf(payload) + 1);
  const trials: Trial[] = [];
  for (const treatment of TREATMENTS) {
    if ((index + knownPayloads.indexOf(payload)) % (treatment.every ?? 1) !== 0) continue;
    const copy = await treatment.treat(marked, next);
    if (copy.width * copy.height < LEAST_PIXELS) continue;
    const answer = detectDwtDct(copy, { search: treatment.isThorough ? 'thorough' : 'aligned' });
    const votes = voteDwtDct(copy, payload.bits.length);
    const equal = votes.filter((bit, slot) => bit === payload.bits[slot]).length;
    trials.push({
      treatment,
      payload: payload.id,
      isHeldOut: picture.isHeldOut,
      found: answer.kind === 'found' ? answer.value.payload : null,
      hasVote: equal >= LEAST_EQUAL[payload.id],
    });
  }
  return trials;
}

/** The picture at the generator's size, or at the largest whole steps within it; never enlarged. */
async function carrier({ file }: Picture, { id }: KnownPayload): Promise<Raster | null> {
  const picture = await readRaster(file);
  const [most, mostDown] = SIZES[id];
  const fit = (side: number, wanted: number): number => Math.min(wanted, Math.floor(side / STEP) * STEP);
  const width = fit(picture.width, most);
  const height = fit(picture.height, mostDown);
  if (width * height < LEAST_PIXELS) return null;
  return readRaster(await toSharp(picture).resize(width, height, { fit: 'cover' }).png(FAST).toBuffer());
}

/** Leaves 75 to 99 % of the area, from anywhere. */
function cutAnywhere(marked: Raster, next: () => number): Raster {
  const side = Math.sqrt(0.75 + 0.24 * next());
  const width = Math.floor(marked.width * side);
  const height = Math.floor(marked.height * side);
  const left = 1 + Math.floor((marked.width - width - 1) * next());
  const top = 1 + Math.floor((marked.height - height - 1) * next());
  return crop(marked, left, top, width, height);
}

async function resize(marked: Raster, scale: number): Promise<Raster> {
  const width = Math.round(marked.width * scale);
  const height = Math.round(marked.height * scale);
  return readRaster(await toSharp(marked).resize(width, height, { fit: 'fill' }).png(FAST).toBuffer());
}
