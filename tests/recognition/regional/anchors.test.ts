import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildAnchorIndex, workOf } from '../../../lib/recognition/regional/anchor-index.ts';
import { NO_ANCHORS, packPlace, unpackPlace } from '../../../lib/recognition/regional/anchors.ts';
import { chooseAnchors, WORK_SIDE } from '../../../lib/recognition/regional/choose-anchors.ts';
import { reduceTo } from '../../../lib/recognition/luma.ts';
import {
  BITS,
  packSigns,
  turnCoefficients,
  VARIANTS,
  WORDS,
} from '../../../lib/recognition/regional/sign-descriptor.ts';
import { similarAnchors } from '../../../lib/recognition/regional/similar-anchors.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { drawBlobs } from '../../support/draw-blobs.ts';

it('packs places to a 4,000th of the side', () => {
  const parts = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(parts, parts, fc.double({ min: 0.005, max: 0.08, noNaN: true }), (x, y, sigma) => {
      const place = unpackPlace(packPlace({ x, y, sigma }));
      expect(place.x).toBeCloseTo(x, 3);
      expect(place.y).toBeCloseTo(y, 3);
      expect(place.sigma / sigma).toBeCloseTo(1, 1);
    }),
  );
});

it('chooses the same anchors each time, and none in a flat picture', () => {
  const picture = reduceTo(drawBlobs(500, 400, 8), WORK_SIDE);
  expect(chooseAnchors(picture)).toEqual(chooseAnchors(picture));
  expect(chooseAnchors(picture).count).toBeGreaterThan(16);
  expect(chooseAnchors({ ...picture, pixels: picture.pixels.map(() => 77) }).count).toBe(0);
});

it('finds an anchor with some signs turned over, and its work', () => {
  const works = [
    NO_ANCHORS,
    ...[1, 2, 3].map((seed) => chooseAnchors(reduceTo(drawBlobs(500, 400, seed), WORK_SIDE))),
    NO_ANCHORS,
  ];
  const index = buildAnchorIndex(works);
  const anchor = (index.firsts[2] ?? 0) + 3;
  const coefficients = Float32Array.from({ length: BITS }, (_, bit) => {
    const isSet = ((index.descriptors[anchor * 4 + (bit >> 5)] ?? 0) >>> (bit & 31)) & 1;
    // Every eighth sign is wrong, and near to zero.
    const size = bit % 8 === 3 ? -0.1 : 1;
    return isSet ? size : -size;
  });
  expect(similarAnchors(index, coefficients)[0]).toContainEqual({ anchor, distance: 16 });
  // Turning twice is turning back, but for the quarter turns: those are one another's way back.
  const turned = new Float32Array(BITS);
  for (let variant = 0; variant < VARIANTS; variant++) {
    turnCoefficients(coefficients, variant, turned);
    const back = variant === 5 ? 6 : variant === 6 ? 5 : variant;
    expect(similarAnchors(index, turned)[back]).toContainEqual({ anchor, distance: 16 });
  }
  expect(workOf(index, anchor)).toBe(2);
  expect(workOf(index, 0)).toBe(1);
});

it('finds every one of many anchors that are alike', () => {
  const descriptors = Uint32Array.of(0x1234_5678, 0x9abc_def0, 0x0f0f_0f0f, 0x7777_1111);
  const alike = { count: 1, descriptors, places: Uint32Array.of(7) };
  const index = buildAnchorIndex(Array.from({ length: 1500 }, () => alike));
  const coefficients = Float32Array.from({ length: BITS }, (_, bit) =>
    ((descriptors[bit >> 5] ?? 0) >>> (bit & 31)) & 1 ? 1 : -1,
  );
  const hits = similarAnchors(index, coefficients)[0] ?? [];
  expect(new Set(hits.map(({ anchor }) => anchor)).size).toBe(1500);
  expect(hits).toHaveLength(1500);
  expect(hits.every(({ distance }) => distance === 0)).toBe(true);
});

it('lists in every table each anchor once, under the signs at its positions', () => {
  const next = randomFrom(9);
  const count = 30;
  // So many that keys have more bits than share a word with others.
  const works = Array.from({ length: 800 }, () => ({
    count,
    descriptors: Uint32Array.from({ length: count * 4 }, () => next() * 2 ** 32),
    places: new Uint32Array(count),
  }));
  const { descriptors, tables, firsts } = buildAnchorIndex(works);
  const signAt = (anchor: number, position: number): number =>
    ((descriptors[anchor * 4 + (position >> 5)] ?? 0) >>> (position & 31)) & 1;
  for (const { positions, starts, entries } of tables) {
    expect(positions.length).toBeGreaterThan(10);
    expect([...entries].toSorted((one, other) => one - other)).toEqual([...entries.keys()]);
    expect(starts.at(-1)).toBe(firsts[800]);
    for (let key = 0; key + 1 < starts.length; key++)
      for (const anchor of entries.subarray(starts[key], starts[key + 1]))
        expect(positions.reduce((sum, position, bit) => sum | (signAt(anchor, position) << bit), 0)).toBe(key);
  }
});

it('takes what is exactly 0 for no sign to turn over, under every variant', () => {
  const next = randomFrom(4);
  const coefficients = Float32Array.from({ length: BITS }, (_, at) => (at % 9 === 2 ? 0 : next() - 0.5));
  const seen = Array.from({ length: VARIANTS }, (_, variant) => {
    const turned = new Float32Array(BITS);
    turnCoefficients(coefficients, variant, turned);
    const descriptors = new Uint32Array(WORDS);
    packSigns(turned, descriptors, 0);
    return { count: 1, descriptors, places: Uint32Array.of(variant) };
  });
  const hits = similarAnchors(buildAnchorIndex(seen), coefficients);
  for (const [variant, found] of hits.entries()) expect(found).toEqual([{ anchor: variant, distance: 0 }]);
});

it('finds nothing in an index of nothing', () => {
  const none = Array.from({ length: VARIANTS }, () => []);
  expect(similarAnchors(buildAnchorIndex([]), new Float32Array(BITS))).toEqual(none);
});
