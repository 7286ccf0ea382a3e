import { expect, it } from 'vitest';
import { scaleSpaceOf } from '../../../lib/recognition/regional/scale-space.ts';
import {
  BITS,
  coefficientsOf,
  distanceBetween,
  FREQUENCIES,
  packSigns,
  TURNS,
  turnCoefficients,
  WORDS,
} from '../../../lib/recognition/regional/sign-descriptor.ts';
import { drawBlobs, mapPlane } from '../../support/draw-blobs.ts';

const SIDE = 129;
const REGION = { x: 64, y: 64, ax: 48, ay: 0, bx: 0, by: 48 };
const picture = drawBlobs(SIDE, SIDE, 5, 60);
const signsOf = (coefficients: Float32Array): Uint32Array => {
  const words = new Uint32Array(WORDS);
  packSigns(coefficients, words, 0);
  return words;
};

it('takes the lowest frequencies, each with its transpose', () => {
  expect(FREQUENCIES.length).toBe(BITS);
  expect(new Set(FREQUENCIES.map(String)).size).toBe(BITS);
  for (const [a, b] of FREQUENCIES) expect(FREQUENCIES.some(([x, y]) => x === b && y === a)).toBe(true);
});

it.each(TURNS.map((turn, variant) => ({ ...turn, variant })))(
  'knows a region under variant $variant',
  ({ isTransposed, fx, fy, variant }) => {
    // Where (u, v) of the work goes to in the copy, and so which pixel of the work a pixel of the copy shows.
    const copy = mapPlane(picture, SIDE, SIDE, (x, y) => {
      const [u, v] = isTransposed ? [(y - 64) * fy, (x - 64) * fx] : [(x - 64) * fx, (y - 64) * fy];
      return [u + 64, v + 64];
    });
    const own = signsOf(coefficientsOf(scaleSpaceOf(picture), REGION));
    const turned = new Float32Array(BITS);
    turnCoefficients(coefficientsOf(scaleSpaceOf(copy), REGION), variant, turned);
    expect(distanceBetween(own, 0, signsOf(turned), 0)).toBeLessThanOrEqual(2);
    const other = signsOf(coefficientsOf(scaleSpaceOf(drawBlobs(SIDE, SIDE, 6, 60)), REGION));
    expect(distanceBetween(own, 0, other, 0)).toBeGreaterThan(30);
  },
);

it('counts differing bits', () => {
  const none = new Uint32Array(WORDS);
  expect(distanceBetween(none, 0, Uint32Array.of(0xffffffff, 1, 0x80000000, 0xf0), 0)).toBe(38);
});
