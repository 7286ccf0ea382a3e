import { expect, it } from 'vitest';
import { chooseAnchors } from '../../../lib/recognition/regional/choose-anchors.ts';
import { confirmAnchors } from '../../../lib/recognition/regional/confirm-anchors.ts';
import { affinePose } from '../../../lib/recognition/regional/pose.ts';
import { scaleSpaceOf } from '../../../lib/recognition/regional/scale-space.ts';
import { WORDS } from '../../../lib/recognition/regional/sign-descriptor.ts';
import { drawBlobs } from '../../support/draw-blobs.ts';

const work = drawBlobs(256, 192, 5);
const anchors = chooseAnchors(work);
const space = scaleSpaceOf(work);
const asItIs = affinePose(256, 0, -0.5, 0, 256, -0.5);

it('finds all anchors of a work in the work', () => {
  const { looked, there, weight } = confirmAnchors(space, asItIs, anchors.descriptors, anchors.places);
  expect(there).toBe(looked);
  expect(there).toBeGreaterThan(8);
  expect(weight).toBeGreaterThan(2 * (there - 1));
});

it('gives a lone anchor no weight, as chance may have led to it', () => {
  const first = [anchors.descriptors.subarray(0, WORDS), anchors.places.subarray(0, 1)] as const;
  expect(confirmAnchors(space, asItIs, ...first)).toEqual({ looked: 1, there: 1, weight: 0 });
});

it('finds hardly any in another picture', () => {
  const stranger = scaleSpaceOf(drawBlobs(256, 192, 6));
  const { looked, there, weight } = confirmAnchors(stranger, asItIs, anchors.descriptors, anchors.places);
  expect(looked).toBe(anchors.count);
  expect(there).toBeLessThan(4);
  expect(weight).toBeLessThan(3);
});
