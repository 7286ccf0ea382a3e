import type { LumaPlane } from '../../lib/recognition/luma.ts';
import { randomFrom } from './draw-scene.ts';

/** Soft spots of many sizes on gray, alike on every machine: what recognition holds on to in photographs. */
export function drawBlobs(width: number, height: number, seed: number, count = 220): LumaPlane {
  const next = randomFrom(seed);
  const pixels = new Float32Array(width * height).fill(128);
  for (let blob = 0; blob < count; blob++) {
    const [x, y] = [next() * width, next() * height];
    const [across, down] = [3 + 22 * next() ** 2, 3 + 22 * next() ** 2];
    const strength = (next() - 0.5) * 140;
    const reach = 3 * Math.max(across, down);
    for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++)
      for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
        const at = row * width + column;
        const distance = ((column - x) / across) ** 2 + ((row - y) / down) ** 2;
        pixels[at] = Math.max(0, Math.min(255, (pixels[at] ?? 0) + strength * Math.exp(-distance / 2)));
      }
  }
  return { width, height, pixels };
}

/** A part of a plane. */
export function cutPlane(plane: LumaPlane, left: number, top: number, width: number, height: number): LumaPlane {
  const pixels = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (top + row) * plane.width + left;
    pixels.set(plane.pixels.subarray(from, from + width), row * width);
  }
  return { width, height, pixels };
}

/** A plane on a larger one of even gray. */
export function putPlane(plane: LumaPlane, left: number, top: number, width: number, height: number): LumaPlane {
  const pixels = new Float32Array(width * height).fill(230);
  for (let row = 0; row < plane.height; row++)
    pixels.set(plane.pixels.subarray(row * plane.width, (row + 1) * plane.width), (top + row) * width + left);
  return { width, height, pixels };
}

/** A plane whose pixel at (x, y) is the other's at the place that `from` says. */
export function mapPlane(
  plane: LumaPlane,
  width: number,
  height: number,
  from: (x: number, y: number) => readonly [number, number],
): LumaPlane {
  const pixels = Float32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = from(at % width, Math.floor(at / width));
    return plane.pixels[y * plane.width + x] ?? 0;
  });
  return { width, height, pixels };
}
