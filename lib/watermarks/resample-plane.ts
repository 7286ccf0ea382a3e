import type { Plane } from './chroma-plane.ts';

/** The plane at another size, by Catmull-Rom interpolation (area-true where it shrinks). Sides of at least 1. */
export function resamplePlane({ width, height, values }: Plane, toWidth: number, toHeight: number): Plane {
  const across = weightsOf(width, toWidth);
  const down = weightsOf(height, toHeight);
  const narrow = new Float32Array(toWidth * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0, tap = 0; column < toWidth; column++) {
      let sum = 0;
      for (const end = tap + across.taps; tap < end; tap++)
        sum += (across.weights[tap] ?? 0) * (values[row * width + (across.indexes[tap] ?? 0)] ?? 0);
      narrow[row * toWidth + column] = sum;
    }
  }
  const scaled = new Uint8Array(toWidth * toHeight);
  const line = new Float32Array(toWidth);
  for (let row = 0, tap = 0; row < toHeight; row++) {
    // Half, because storing a number cuts it to a whole one.
    line.fill(0.5);
    for (const end = tap + down.taps; tap < end; tap++) {
      const from = (down.indexes[tap] ?? 0) * toWidth;
      const weight = down.weights[tap] ?? 0;
      for (let column = 0; column < toWidth; column++)
        line[column] = (line[column] ?? 0) + weight * (narrow[from + column] ?? 0);
    }
    for (let column = 0; column < toWidth; column++) {
      const value = line[column] ?? 0;
      scaled[row * toWidth + column] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  return { width: toWidth, height: toHeight, values: scaled };
}

/** For each sample of a new line, which samples of the old line it is made of: `taps` entries each. */
interface Weights {
  readonly taps: number;
  readonly indexes: Uint32Array;
  readonly weights: Float32Array;
}

function weightsOf(from: number, to: number): Weights {
  const spread = Math.max(1, from / to);
  const taps = Math.ceil(2 * spread) * 2;
  const indexes = new Uint32Array(to * taps);
  const weights = new Float32Array(to * taps);
  for (let index = 0; index < to; index++) {
    const center = ((index + 0.5) * from) / to - 0.5;
    const first = Math.floor(center) - taps / 2 + 1;
    let total = 0;
    for (let tap = 0; tap < taps; tap++) total += catmullRom((first + tap - center) / spread);
    for (let tap = 0; tap < taps; tap++) {
      indexes[index * taps + tap] = Math.max(0, Math.min(from - 1, first + tap));
      weights[index * taps + tap] = catmullRom((first + tap - center) / spread) / total;
    }
  }
  return { taps, indexes, weights };
}

function catmullRom(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}
