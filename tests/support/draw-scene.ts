import type { Raster } from '../../lib/model/raster.ts';

/** Something like a photograph that every machine draws alike: soft waves of color under a fine grain. */
export function drawScene(width: number, height: number, seed = 1): Raster {
  const next = randomFrom(seed);
  const waves = Array.from({ length: 9 }, () => ({
    x: (next() - 0.5) * 0.04,
    y: (next() - 0.5) * 0.04,
    phase: next() * Math.PI * 2,
    height: 15 + next() * 20,
  }));
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const grain = (next() + next() - 1) * 12;
      for (let channel = 0; channel < 3; channel++, at++) {
        let value = 128 + grain;
        for (let index = channel; index < waves.length; index += 3) {
          const wave = waves[index];
          if (wave !== undefined) value += Math.sin(x * wave.x + y * wave.y + wave.phase) * wave.height;
        }
        rgba[at] = Math.max(0, Math.min(255, value));
      }
      rgba[at] = 255;
    }
  return { width, height, rgba };
}

/** Numbers from 0 to below 1, the same everywhere for a seed (Mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
