import { gaussianBlur } from './gaussian-blur.ts';

const SIGMA = 2.5;
/** Steps of brightness added to the deviation, so that noise in flat places stays small. */
export const CALM = 3;

/** Each pixel less the mean around it, in deviations around it: light, contrast and fading drop out. */
export function localContrast(pixels: Float32Array, width: number, height: number): Float32Array {
  const means = gaussianBlur(pixels, width, height, SIGMA);
  const contrast = deviationFrom(means, pixels, width, height);
  for (let at = 0; at < pixels.length; at++)
    contrast[at] = ((pixels[at] ?? 0) - (means[at] ?? 0)) / (contrast[at] ?? CALM);
  return contrast;
}

/** What `localContrast` divides by, at each pixel: from `CALM` on. */
export function localDeviation(pixels: Float32Array, width: number, height: number): Float32Array {
  return deviationFrom(gaussianBlur(pixels, width, height, SIGMA), pixels, width, height);
}

function deviationFrom(means: Float32Array, pixels: Float32Array, width: number, height: number): Float32Array {
  const squares = new Float32Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) squares[at] = ((pixels[at] ?? 0) - (means[at] ?? 0)) ** 2;
  const deviations = gaussianBlur(squares, width, height, SIGMA);
  for (let at = 0; at < pixels.length; at++) deviations[at] = Math.sqrt(deviations[at] ?? 0) + CALM;
  return deviations;
}
