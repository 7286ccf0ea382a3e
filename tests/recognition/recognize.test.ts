import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LumaPlane } from '../../lib/recognition/luma.ts';
import {
  findWorks,
  fingerprintOf,
  indexWorks,
  matchOf,
  type LaidWork,
  type WorkMatch,
} from '../../lib/recognition/recognize.ts';
import { affinePose } from '../../lib/recognition/regional/pose.ts';
import { cutPlane, drawBlobs, mapPlane, putPlane } from '../support/draw-blobs.ts';

const NEVER = { spent: () => false };
const WIDTH = 720;
const HEIGHT = 540;
const works = [1, 2, 3, 4].map((seed) => drawBlobs(WIDTH, HEIGHT, seed));
const work = works[2] ?? drawBlobs(WIDTH, HEIGHT, 3);
const index = indexWorks(works.map(fingerprintOf));

async function only(copy: LumaPlane): Promise<WorkMatch | undefined> {
  const matches = await findWorks(index, copy, NEVER);
  expect(matches.map((match) => match.work)).toEqual([2]);
  return matches[0];
}

describe('finds a registered work', () => {
  it('as it is', async () => {
    const match = await only(work);
    expect(match?.sureness).toBe('close');
    expect(match?.happened).toEqual([]);
  });

  it('cut, and says which part', async () => {
    const match = await only(cutPlane(work, 180, 100, 432, 324));
    expect(match?.happened).toEqual(['cropped']);
    const xs = match?.inWork.map(([x]) => x) ?? [];
    expect(Math.min(...xs)).toBeCloseTo(180 / WIDTH, 1);
    expect(Math.max(...xs)).toBeCloseTo(612 / WIDTH, 1);
  });

  it('mirrored', async () => {
    const match = await only(mapPlane(work, WIDTH, HEIGHT, (x, y) => [WIDTH - 1 - x, y]));
    expect(match?.happened).toEqual(['mirrored']);
  });

  it.each([
    ['right', (x: number, y: number) => [y, HEIGHT - 1 - x] as const],
    ['left', (x: number, y: number) => [WIDTH - 1 - y, x] as const],
  ])('turned to the %s', async (_, from) => {
    const match = await only(mapPlane(work, HEIGHT, WIDTH, from));
    expect(match?.happened).toEqual(['rotated']);
  });

  it('within a larger picture, and says where', async () => {
    const match = await only(putPlane(work, 300, 120, 1100, 800));
    expect(match?.happened).toEqual(['inside-larger']);
    const [left = 0, right = 0] = [Math.min, Math.max].map((end) => end(...(match?.inCopy.map(([x]) => x) ?? [])));
    expect(left).toBeCloseTo(300 / 1100, 1);
    expect(right).toBeCloseTo(1020 / 1100, 1);
  });

  it('under something drawn over it', async () => {
    const pixels = work.pixels.slice();
    for (let row = 150; row < 300; row++) pixels.fill(row % 20 < 6 ? 20 : 240, row * WIDTH + 200, row * WIDTH + 480);
    const match = await only({ ...work, pixels });
    expect(match?.happened).toContain('overlaid');
  });

  it('that hashes of the whole picture point to', async () => {
    const plain = indexWorks(works.map((one) => ({ ...fingerprintOf(one), anchors: fingerprintOf(flat(9)).anchors })));
    expect(await findWorks(plain, work, NEVER)).toEqual([]);
    const [match] = await findWorks(plain, work, NEVER, [{ work: 2, variant: 0 }]);
    expect(match?.work).toBe(2);
    expect(await findWorks(plain, work, NEVER, [{ work: 1, variant: 0 }])).toEqual([]);
  });
});

it('finds no stranger', async () => {
  for (const seed of [11, 12, 13]) expect(await findWorks(index, drawBlobs(WIDTH, HEIGHT, seed), NEVER)).toEqual([]);
});

describe('takes what lies well at its rim alone', () => {
  /** As the disc of an eye lies on that of a planet: half of the blocks, a third of the anchors. */
  const rim = { score: 7.8, alike: 31, unlike: 41, likeness: 0.51, seen: 1, anisotropy: 1 };
  const laid = (changed: Partial<LaidWork['verification']>): LaidWork => ({
    ...{ work: 0, votes: 2, plane: { width: 640, height: 640 } },
    kept: { width: 640, height: 640, thumbnail: { width: 96, height: 96, pixels: new Uint8Array(96 * 96) } },
    verification: {
      ...rim,
      pose: affinePose(640, 0, 0, 0, 640, 0),
      confirmed: { looked: 32, there: 10, weight: 10.5 },
      ...changed,
    },
  });
  const match = (changed: Partial<LaidWork['verification']>) => matchOf(laid(changed), { width: 640, height: 640 });

  it('for no work', () => {
    expect(match({})).toBeNull();
    expect(match({ alike: 36, unlike: 36 })).toBeNull();
  });

  it('for the work where most blocks are alike, or half of the anchors are there', () => {
    expect(match({ alike: 41, unlike: 31 })?.sureness).toBe('likely');
    expect(match({ confirmed: { looked: 32, there: 16, weight: 17 } })?.sureness).toBe('close');
  });
});

it('stops when the budget is spent', async () => {
  expect(await findWorks(index, work, { spent: () => true })).toEqual([]);
});

it('leaves out a work that is gone', async () => {
  expect(
    await findWorks(
      { ...index, kept: (works: readonly number[]) => Promise.resolve(works.map(() => null)) },
      work,
      NEVER,
    ),
  ).toEqual([]);
});

it('keeps no parts of pictures of plain surfaces', () => {
  const pixels = new Float32Array(400 * 300).fill(240);
  for (let row = 20; row < 280; row += 30) pixels.fill(40, row * 400 + 30, row * 400 + 300);
  const fingerprint = fingerprintOf({ width: 400, height: 300, pixels });
  expect(fingerprint.isGraphic).toBe(true);
  expect(fingerprint.anchors.count).toBe(0);
  expect(fingerprintOf(work).isGraphic).toBe(false);
});

it('takes any picture', async () => {
  const side = fc.integer({ min: 1, max: 48 });
  const planes = fc
    .tuple(side, side, fc.integer(), fc.constantFrom(0, 255, 1e6))
    .map(([width, height, seed, range]) => ({
      width,
      height,
      pixels: Float32Array.from(
        { length: width * height },
        (_, at) => (Math.imul(at + seed, 0x9e3779b9) >>> 8) % (range + 1),
      ),
    }));
  await fc.assert(
    fc.asyncProperty(planes, async (plane) => {
      const fingerprint = fingerprintOf(plane);
      expect(fingerprint.anchors.places.length).toBe(fingerprint.anchors.count);
      await findWorks(index, plane, NEVER, [{ work: 0, variant: 5 }]);
    }),
    { numRuns: 60 },
  );
});

function flat(value: number): LumaPlane {
  return { width: 64, height: 64, pixels: new Float32Array(64 * 64).fill(value) };
}
