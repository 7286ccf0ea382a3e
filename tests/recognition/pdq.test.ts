import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Orientation, Raster } from '../../lib/model/raster.ts';
import { lumaOf, type LumaPlane } from '../../lib/recognition/luma.ts';
import {
  ORIENTATIONS,
  parsePdqHex,
  PDQ_LEAST_QUALITY,
  PDQ_RADIUS,
  pdqHashes,
  pdqHex,
  pdqOf,
} from '../../lib/recognition/pdq.ts';
import { drawScene, randomFrom } from '../support/draw-scene.ts';
import { readRaster, throughJpeg, toSharp } from '../support/read-raster.ts';

/**
 * Hashes of the drawn scenes by a transcription of the published Python and C++ (the box in its four phases, Torben's
 * median), which shares no line with ours. Sizes: smaller and larger than the 64 blocks, upright, box of 1 to 6.
 */
const SCENES = [
  [320, 240, 1, '03320ad8f9620e3f0d4e04136c5600099ccea234aade4b9d33fe60bcbffeeafd', 27],
  [512, 341, 2, 'c65c04b802dc3eb932e432996b8c21d9b9ec59d9081caef9a3ac7bf9aaac5556', 34],
  [64, 64, 3, 'a93559e22abcce1b9b539d73195ee126711741f8af78340e148844ecdf72474e', 100],
  [131, 700, 4, '2cede7d218b5d58009155c248149a5405d157f003c55d7a07d5597ffaeaa9d7f', 20],
  [90, 61, 5, '7c9e8d87ff2a1d1e91fc330ccf72382c168f1c42fea7ecc01591dd2ceb21d820', 100],
] as const;

describe('a PDQ hash', () => {
  it.each(SCENES)(
    'of a scene of %i × %i, seed %i, is the published method’s to the bit',
    (width, height, seed, hex, quality) => {
      const found = pdqOf(lumaOf(drawScene(width, height, seed)));
      expect(pdqHex(found.hash)).toBe(hex);
      expect(found.quality).toBe(quality);
    },
  );

  it('of a picture turned is among those of the picture, to the bit, for any picture', () => {
    fc.assert(
      fc.property(pictures, fc.constantFrom(...ORIENTATIONS), ({ width, height, seed }, orientation) => {
        const plane = lumaOf(drawShapes(width, height, seed));
        const { hashes, quality } = pdqHashes(plane);
        const turned = pdqOf(turn(plane, orientation));
        expect(pdqHex(turned.hash)).toBe(pdqHex(hashes[orientation - 1] ?? new Uint8Array()));
        // Steps are counted after truncation, which blocks sampled elsewhere may fall on either side of.
        if (orientation === 1) expect(quality).toBe(turned.quality);
      }),
      { numRuns: 30 },
    );
  });

  it('holds through JPEG and scaling, and says nothing of another picture', async () => {
    const scene = drawShapes(640, 480, 7);
    const hash = hashOf(scene);
    expect(distanceOf(hash, hashOf(await throughJpeg(scene, 30)))).toBeLessThanOrEqual(PDQ_RADIUS);
    const small = await readRaster(await toSharp(scene).resize(320).png().toBuffer());
    expect(distanceOf(hash, hashOf(small))).toBeLessThanOrEqual(PDQ_RADIUS);
    expect(distanceOf(hash, hashOf(drawShapes(640, 480, 8)))).toBeGreaterThan(PDQ_RADIUS);
  });

  it('of a flat, nearly empty or tiny picture has too little quality', () => {
    const flat = { width: 300, height: 200, pixels: new Float32Array(60_000).fill(127) };
    const dot = { ...flat, pixels: flat.pixels.with(30_150, 255) };
    const tiny = { width: 4, height: 900, pixels: Float32Array.from({ length: 3600 }, (_, at) => (at % 7) * 40) };
    const empty = { width: 0, height: 0, pixels: new Float32Array() };
    for (const plane of [flat, dot, tiny, empty]) expect(pdqOf(plane).quality).toBeLessThan(PDQ_LEAST_QUALITY);
    expect(pdqHex(pdqOf(tiny).hash)).toBe('0'.repeat(64));
    expect(pdqHashes(tiny)).toEqual({ hashes: ORIENTATIONS.map(() => new Uint8Array(32)), quality: 0 });
    expect(pdqOf(flat).quality).toBe(0);
  });

  it('comes back from its hexadecimal form, and from nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
        expect(parsePdqHex(pdqHex(hash))).toEqual(hash);
        expect(parsePdqHex(pdqHex(hash).toUpperCase())).toEqual(hash);
      }),
    );
    for (const text of ['', '0'.repeat(63), '0'.repeat(65), `${'0'.repeat(63)}g`, ` ${'0'.repeat(63)}`])
      expect(parsePdqHex(text)).toBeNull();
  });
});

const pictures = fc.record({
  width: fc.integer({ min: 30, max: 300 }),
  height: fc.integer({ min: 30, max: 300 }),
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
});

/** Soft shapes all over, as many as a photograph has: each a round hill or hollow of brightness. */
function drawShapes(width: number, height: number, seed: number): Raster {
  const next = randomFrom(seed);
  const shapes = Array.from({ length: 60 }, () => ({
    x: next() * width,
    y: next() * height,
    radius: (0.03 + next() * 0.12) * Math.max(width, height),
    lift: (next() - 0.5) * 260,
  }));
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) {
    let value = 128;
    for (const { x, y, radius, lift } of shapes) {
      const near = 1 - ((at % width) - x) ** 2 / radius ** 2 - (Math.trunc(at / width) - y) ** 2 / radius ** 2;
      if (near > 0) value += lift * near;
    }
    rgba.fill(Math.max(0, Math.min(255, value)), at * 4, at * 4 + 3);
  }
  return { width, height, rgba };
}

function hashOf(raster: Raster): Uint8Array {
  return pdqOf(lumaOf(raster)).hash;
}

function distanceOf(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, byte, at) => sum + (byte ^ (other[at] ?? 0)).toString(2).replaceAll('0', '').length, 0);
}

/** What Exif 2.32, tag 0x0112, says of the first row and column of what is stored. */
function turn({ width, height, pixels }: LumaPlane, orientation: Orientation): LumaPlane {
  const across = (x: number) => width - 1 - x;
  const down = (y: number) => height - 1 - y;
  const from: Record<Orientation, (x: number, y: number) => readonly [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [across(x), y],
    3: (x, y) => [across(x), down(y)],
    4: (x, y) => [x, down(y)],
    5: (x, y) => [y, x],
    6: (x, y) => [y, down(x)],
    7: (x, y) => [across(y), down(x)],
    8: (x, y) => [across(y), x],
  };
  const size = orientation >= 5 ? { width: height, height: width } : { width, height };
  const turned = Float32Array.from(pixels, (_, at) => {
    const [x, y] = from[orientation](at % size.width, Math.trunc(at / size.width));
    return pixels[y * width + x] ?? 0;
  });
  return { ...size, pixels: turned };
}
