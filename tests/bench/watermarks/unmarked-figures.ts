import { chromaPlane, type Plane } from '../../../lib/watermarks/chroma-plane.ts';
import { FALSE_POSITIVES, LEAST_EVIDENCE } from '../../../lib/watermarks/dwt-dct.ts';
import { findAligned, findCropped } from '../../../lib/watermarks/dwt-dct-search.ts';
import { sizesBefore } from '../../../lib/watermarks/dwt-dct-sizes.ts';
import { resamplePlane } from '../../../lib/watermarks/resample-plane.ts';
import type { Raster } from '../../../lib/model/raster.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { crop, readRaster, throughJpeg } from '../../support/read-raster.ts';
import { exceedance } from '../extreme-value.ts';
import { figure, type Figure } from '../figure.ts';
import type { Picture } from './photographs.ts';

/** Every other crop goes through one of these first. */
const QUALITIES = [95, 90, 80, 70] as const;
const LEAST_SIDE = 256;
const MOST_SIDE = 640;
/** Draws of which the largest go into the fit: the searches are maxima of a million trials by themselves. */
const BLOCKS = { whole: 50, scaled: 20, cropped: 20 } as const;
const NOBODY = (): boolean => false;

type Way = keyof typeof BLOCKS;
const WAYS = Object.keys(BLOCKS) as Way[];

/**
 * How much speaks for a payload in unmarked photographs, and what share of them a Gumbel fit allows over the bar.
 * The second condition, a lead over all other shifts, is left out here: it lowers the share further.
 */
export async function unmarkedFigures(
  pictures: readonly Picture[],
  crops: number,
  searched: number,
): Promise<readonly Figure[]> {
  const draws: Record<Way, number[]> = { whole: [], scaled: [], cropped: [] };
  const next = randomFrom(1);
  const each = Math.ceil(crops / pictures.length);
  const every = Math.max(1, Math.floor(crops / Math.max(1, searched)));
  for (const picture of pictures) {
    if (draws.whole.length >= crops) break;
    const whole = await readRaster(picture.file);
    for (let index = 0; index < each && draws.whole.length < crops; index++) {
      const cut = cutAnywhere(whole, next);
      const quality = index % 2 === 0 ? undefined : QUALITIES[(index >> 1) % QUALITIES.length];
      const copy = quality === undefined ? cut : await throughJpeg(cut, quality);
      const plane = chromaPlane(copy);
      draws.whole.push(findAligned(plane)?.evidence ?? 0);
      if (draws.whole.length % every !== 0 || draws.cropped.length >= searched) continue;
      const cropped = findCropped(plane, NOBODY);
      draws.cropped.push(cropped === 'spent' ? 0 : (cropped?.evidence ?? 0));
      draws.scaled.push(scaledEvidence(plane));
    }
    process.stderr.write(`Unmarked crops: ${draws.whole.length} of ${crops}\r`);
  }
  process.stderr.write('\n');
  return [
    figure({
      in: 'node',
      of: `${draws.whole.length} crops, ${draws.cropped.length} searched`,
      name: 'marks found in unmarked photographs',
      unit: 'pictures',
      runs: [WAYS.flatMap((way) => draws[way].filter((draw) => draw >= LEAST_EVIDENCE[way])).length],
      target: { atMost: 0, unit: 'pictures' },
    }),
    ...WAYS.flatMap((way) => wayFigures(way, draws[way])),
  ];
}

function scaledEvidence(plane: Plane): number {
  const sizes = sizesBefore(plane.width, plane.height);
  const found = sizes.map((size) => findAligned(resamplePlane(plane, ...size))?.evidence ?? 0);
  return Math.max(0, ...found) - Math.log(Math.max(1, sizes.length));
}

function wayFigures(way: Way, draws: readonly number[]): readonly Figure[] {
  const where = { in: 'node', of: `${way}, ${draws.length} crops` };
  const hasEnough = draws.length >= BLOCKS[way] * 10;
  // Neighboring crops are much alike: mixed, each block is a sample of all photographs.
  const mixed = mix(draws);
  return [
    figure({
      ...where,
      name: 'largest evidence in an unmarked crop',
      unit: 'nats',
      runs: draws.length === 0 ? [] : [draws.reduce((one, other) => Math.max(one, other))],
      comparedWith: { what: 'the bar', value: LEAST_EVIDENCE[way] },
      target: { atMost: LEAST_EVIDENCE[way], unit: 'nats' },
    }),
    figure({
      ...where,
      name: 'unmarked pictures over the bar, by extreme-value fit',
      unit: 'per million',
      runs: hasEnough ? [1e6 * exceedance(mixed, BLOCKS[way], LEAST_EVIDENCE[way])] : [],
      target: { atMost: 1e6 * FALSE_POSITIVES, unit: 'per million' },
    }),
  ];
}

function mix(draws: readonly number[]): readonly number[] {
  const next = randomFrom(2);
  return draws
    .map((draw) => ({ draw, order: next() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ draw }) => draw);
}

/** Every other one a square, which generators make in many sizes. */
function cutAnywhere(whole: Raster, next: () => number): Raster {
  const side = (most: number): number => LEAST_SIDE + Math.floor((Math.min(most, MOST_SIDE) - LEAST_SIDE + 1) * next());
  const width = side(whole.width);
  const height = next() < 0.5 ? Math.min(width, whole.height) : side(whole.height);
  const left = Math.floor((whole.width - width + 1) * next());
  const top = Math.floor((whole.height - height + 1) * next());
  return crop(whole, left, top, width, height);
}
