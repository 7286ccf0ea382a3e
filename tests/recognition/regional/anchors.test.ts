import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildAnchorIndex, similarAnchors, workOf } from '../../../lib/recognition/regional/anchor-index.ts';
import { NO_ANCHORS, packPlace, unpackPlace } from '../../../lib/recognition/regional/anchors.ts';
import { chooseAnchors } from '../../../lib/recognition/regional/choose-anchors.ts';
import { BITS } from '../../../lib/recognition/regional/sign-descriptor.ts';
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
  const picture = drawBlobs(500, 400, 8);
  expect(chooseAnchors(picture)).toEqual(chooseAnchors(picture));
  expect(chooseAnchors(picture).count).toBeGreaterThan(16);
  expect(chooseAnchors({ ...picture, pixels: picture.pixels.map(() => 77) }).count).toBe(0);
});

it('finds an anchor with some signs turned over, and its work', () => {
  const works = [NO_ANCHORS, ...[1, 2, 3].map((seed) => chooseAnchors(drawBlobs(500, 400, seed))), NO_ANCHORS];
  const index = buildAnchorIndex(works);
  const anchor = (index.firsts[2] ?? 0) + 3;
  const coefficients = Float32Array.from({ length: BITS }, (_, bit) => {
    const isSet = ((index.descriptors[anchor * 4 + (bit >> 5)] ?? 0) >>> (bit & 31)) & 1;
    // Every eighth sign is wrong, and near to zero.
    const size = bit % 8 === 3 ? -0.1 : 1;
    return isSet ? size : -size;
  });
  expect(similarAnchors(index, coefficients)).toContainEqual({ anchor, distance: 16 });
  expect(workOf(index, anchor)).toBe(2);
  expect(workOf(index, 0)).toBe(1);
});

it('finds nothing in an index of nothing', () => {
  expect(similarAnchors(buildAnchorIndex([]), new Float32Array(BITS))).toEqual([]);
});
