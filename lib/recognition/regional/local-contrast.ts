import { gaussianBlur } from './gaussian-blur.ts';

const SIGMA = 2.5;
/** Steps of brightness added to the deviation, so that noise in flat places stays small. */
const CALM = 3;

/** Each pixel less the mean around it, in deviations around it: light, contrast and fading drop out. */
export function localContrast(pixels: Float32Array, width: number, height: number): Float32Array {
  const means = gaussianBlur(pixels, width, height, SIGMA);
  const squares = new Float32Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) squares[at] = ((pixels[at] ?? 0) - (means[at] ?? 0)) ** 2;
  const variances = gaussianBlur(squares, width, height, SIGMA);
  for (let at = 0; at < pixels.length; at++)
    squares[at] = ((pixels[at] ?? 0) - (means[at] ?? 0)) / (Math.sqrt(variances[at] ?? 0) + CALM);
  return squares;
}
