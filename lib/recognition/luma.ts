import type { Raster } from '../model/raster.ts';

/** Brightness of a picture, row-major, 0 to 255. */
export interface LumaPlane {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float32Array;
}

/** The brightness of a raster as stored, by the weights of ITU-R BT.601; alpha is left out of it. */
export function lumaOf({ width, height, rgba }: Raster): LumaPlane {
  const pixels = new Float32Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at++, from += 4)
    pixels[at] = 0.299 * (rgba[from] ?? 0) + 0.587 * (rgba[from + 1] ?? 0) + 0.114 * (rgba[from + 2] ?? 0);
  return { width, height, pixels };
}

/** The plane with a longer side of at most `longestSide` pixels, each the mean of the area it stands for. */
export function reduceTo(plane: LumaPlane, longestSide: number): LumaPlane {
  const longest = Math.max(plane.width, plane.height);
  if (longest <= longestSide) return plane;
  const width = Math.max(1, Math.round((plane.width * longestSide) / longest));
  const height = Math.max(1, Math.round((plane.height * longestSide) / longest));
  const across = spansOf(plane.width, width);
  const down = spansOf(plane.height, height);
  const pixels = new Float32Array(width * height);
  // Down first, a row at a time: whole rows are added up faster than samples are picked from them.
  const sums = new Float64Array(plane.width);
  for (let row = 0, at = 0; row < height; row++) {
    sums.fill(0);
    for (let index = 0; index < down.taps; index++) {
      const weight = down.weights[row * down.taps + index] ?? 0;
      const from = ((down.firsts[row] ?? 0) + index) * plane.width;
      if (weight !== 0) addRow(sums, plane.pixels, from, weight);
    }
    for (let column = 0, tap = 0; column < width; column++, at++) {
      const first = across.firsts[column] ?? 0;
      let sum = 0;
      for (let index = 0; index < across.taps; index++, tap++)
        sum += (across.weights[tap] ?? 0) * (sums[first + index] ?? 0);
      pixels[at] = sum;
    }
  }
  return { width, height, pixels };
}

function addRow(sums: Float64Array, pixels: Float32Array, from: number, weight: number): void {
  for (let column = 0; column < sums.length; column++)
    sums[column] = (sums[column] ?? 0) + weight * (pixels[from + column] ?? 0);
}

/** Which samples of a line each sample of the shorter line is the mean of. */
interface Spans {
  readonly taps: number;
  readonly firsts: Uint32Array;
  readonly weights: Float32Array;
}

function spansOf(from: number, to: number): Spans {
  const length = from / to;
  const taps = Math.ceil(length) + 1;
  const firsts = new Uint32Array(to);
  const weights = new Float32Array(to * taps);
  for (let index = 0; index < to; index++) {
    const start = index * length;
    const first = Math.floor(start);
    firsts[index] = first;
    for (let tap = 0; tap < taps; tap++) {
      const sample = first + tap;
      const overlap = Math.min(start + length, sample + 1) - Math.max(start, sample);
      weights[index * taps + tap] = sample < from && overlap > 0 ? overlap / length : 0;
    }
  }
  return { taps, firsts, weights };
}
