import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lumaOf } from '../../../lib/recognition/luma.ts';
import { localContrast } from '../../../lib/recognition/regional/local-contrast.ts';
import { type Thumbnail, thumbnailOf } from '../../../lib/recognition/regional/thumbnail.ts';
import {
  decodeThumbnail,
  encodeThumbnail,
  THUMBNAIL_BYTES,
} from '../../../lib/recognition/regional/thumbnail-codec.ts';
import { drawLandscape } from '../../support/draw-landscape.ts';
import { randomFrom } from '../../support/draw-scene.ts';

const landscape = (width: number, height: number, seed: number) =>
  thumbnailOf(lumaOf(drawLandscape(width * 4, height * 4, seed)));

function drawn(width: number, height: number, at: (x: number, y: number) => number): Thumbnail {
  const pixels = Uint8Array.from({ length: width * height }, (_, place) =>
    Math.max(0, Math.min(255, at(place % width, Math.floor(place / width)))),
  );
  return { width, height, pixels };
}

function kept(thumbnail: Thumbnail): Thumbnail {
  const bytes = encodeThumbnail(thumbnail);
  expect(bytes.length).toBeLessThanOrEqual(THUMBNAIL_BYTES);
  const decoded = decodeThumbnail(bytes);
  if (decoded === null) throw new Error('Not decoded.');
  return decoded;
}

function mostOff(one: Thumbnail, other: Thumbnail): number {
  return one.pixels.reduce((most, value, at) => Math.max(most, Math.abs(value - (other.pixels[at] ?? -999))), 0);
}

/** How alike two thumbnails are in what works are compared by: -1 to 1. */
function likeness(one: Thumbnail, other: Thumbnail): number {
  const contrastOf = ({ pixels, width, height }: Thumbnail) => localContrast(Float32Array.from(pixels), width, height);
  const [ones, others] = [contrastOf(one), contrastOf(other)];
  const product = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return product(ones, others) / Math.sqrt(product(ones, ones) * product(others, others));
}

describe('a kept thumbnail', () => {
  it('is of a thousand bytes at most, and like the work', () => {
    for (const seed of [1, 2, 3, 4])
      for (const [width, height] of [
        [96, 96],
        [96, 64],
        [61, 96],
      ] as const) {
        const thumbnail = landscape(width, height, seed);
        const decoded = kept(thumbnail);
        expect(decoded).toMatchObject({ width: thumbnail.width, height: thumbnail.height });
        expect(likeness(thumbnail, decoded)).toBeGreaterThan(0.8);
      }
  });

  it('keeps what is faint beside what is strong', () => {
    const vein = (x: number, y: number): number => (Math.abs(x - 20 - 4 * Math.sin(y / 5)) < 1.5 ? -6 : 0);
    const faint = drawn(96, 96, (x, y) => (x > 60 ? (((x >> 2) + (y >> 2)) % 2 === 0 ? 20 : 235) : 128 + vein(x, y)));
    const left = (whole: Thumbnail) => drawn(48, 96, (x, y) => whole.pixels[y * 96 + x] ?? 0);
    expect(likeness(left(faint), left(kept(faint)))).toBeGreaterThan(0.85);
  });

  it('is exact to a step where there is room', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 96],
      [9, 7],
      [16, 16],
    ] as const) {
      const ramp = drawn(width, height, (x, y) => x * 9 + y * 2);
      expect(mostOff(ramp, kept(ramp))).toBeLessThanOrEqual(1);
    }
    for (const value of [0, 1, 128, 255]) {
      const flat = drawn(96, 96, () => value);
      expect(mostOff(flat, kept(flat))).toBeLessThanOrEqual(1);
      expect(encodeThumbnail(flat).length).toBeLessThan(100);
    }
  });

  it('holds its bound with the worst there is', () => {
    const next = randomFrom(7);
    kept(drawn(96, 96, () => next() * 256));
    kept(drawn(96, 96, () => (next() < 0.5 ? 0 : 255)));
    kept(drawn(96, 96, (x, y) => ((x + y) % 2) * 255));
  });

  it('is of the same bytes each time', () => {
    const thumbnail = landscape(96, 64, 5);
    expect(encodeThumbnail(thumbnail)).toEqual(encodeThumbnail(thumbnail));
  });

  it('is read of nothing but its own bytes, of any of them without harm', () => {
    const bytes = encodeThumbnail(landscape(96, 72, 6));
    for (const [at, value] of [
      [0, 0],
      [0, 2],
      [0, 'R'.charCodeAt(0)],
      [1, 0],
      [1, 97],
      [2, 0],
      [2, 255],
      [3, 128],
    ] as const)
      expect(decodeThumbnail(bytes.with(at, value))).toBeNull();
    for (let length = 0; length < 4; length += 1) expect(decodeThumbnail(bytes.subarray(0, length))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 127 }), (rest, grade) => {
        const decoded = decodeThumbnail(Uint8Array.of(1, 96, 96, grade, ...rest));
        expect(decoded?.pixels.length).toBe(96 * 96);
      }),
      { numRuns: 50 },
    );
  });

  it('is made of nothing but a thumbnail', () => {
    const pixels = new Uint8Array(97);
    expect(() => encodeThumbnail({ width: 97, height: 1, pixels })).toThrow(RangeError);
    expect(() => encodeThumbnail({ width: 0, height: 1, pixels: new Uint8Array() })).toThrow(RangeError);
    expect(() => encodeThumbnail({ width: 8, height: 8, pixels })).toThrow(RangeError);
  });
});
