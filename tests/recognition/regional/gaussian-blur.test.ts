import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gaussianBlur } from '../../../lib/recognition/regional/gaussian-blur.ts';
import { compileWat } from '../../../scripts/compile-wat.ts';

const { fround } = Math;

/** The same sums in the same order, one at a time. */
function plainBlur(pixels: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.max(1, Math.ceil(3 * sigma));
  const bell = Float32Array.from({ length: radius + 1 }, (_, tap) => Math.exp(-(tap * tap) / (2 * sigma * sigma)));
  const total = bell.reduce((sum, weight, tap) => sum + (tap === 0 ? weight : 2 * weight), 0);
  const kernel = bell.map((weight) => weight / total);
  const along = (from: Float32Array, length: number, stride: number, start: number, to: Float32Array) => {
    const at = (index: number) => from[start + Math.max(0, Math.min(length - 1, index)) * stride] ?? 0;
    for (let index = 0; index < length; index++) {
      let sum = fround((kernel[0] ?? 0) * at(index));
      for (let tap = 1; tap <= radius; tap++)
        sum = fround(sum + fround((kernel[tap] ?? 0) * fround(at(index - tap) + at(index + tap))));
      to[start + index * stride] = sum;
    }
  };
  const across = new Float32Array(pixels.length);
  const down = new Float32Array(pixels.length);
  for (let row = 0; row < height; row++) along(pixels, width, 1, row * width, across);
  for (let column = 0; column < width; column++) along(across, height, width, column, down);
  return down;
}

it('blurs a plane of any size to the bit as sums made one at a time', () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.double({ min: 0.05, max: 6, noNaN: true }),
      fc.integer(),
      (width, height, sigma, seed) => {
        const pixels = Float32Array.from(
          { length: width * height },
          (_, at) => Math.abs(Math.sin(at * 12.9898 + seed)) * 255,
        );
        expect(gaussianBlur(pixels, width, height, sigma)).toEqual(plainBlur(pixels, width, height, sigma));
      },
    ),
  );
});

it('grows its memory for a large plane and keeps its sums for a small one after it', () => {
  const large = Float32Array.from({ length: 640 * 640 }, (_, at) => at % 251);
  expect(gaussianBlur(large, 640, 640, 1.2)).toEqual(plainBlur(large, 640, 640, 1.2));
  const small = Float32Array.from({ length: 7 * 5 }, (_, at) => at);
  expect(gaussianBlur(small, 7, 5, 1.2)).toEqual(plainBlur(small, 7, 5, 1.2));
});

it('leaves a plane of one brightness as it is', () => {
  const plane = new Float32Array(30 * 20).fill(100);
  for (const value of gaussianBlur(plane, 30, 20, 2)) expect(value).toBeCloseTo(100, 3);
});

it('runs the code that its text compiles to', async () => {
  const place = new URL('../../../lib/recognition/regional/', import.meta.url);
  const committed = await readFile(new URL('gaussian-blur.json', place), 'utf8');
  expect(committed).toBe(await compileWat(new URL('gaussian-blur.wat', place)));
});
