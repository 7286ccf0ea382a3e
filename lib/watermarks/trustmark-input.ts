import type { Raster } from '../model/raster.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';

/** Pixels of a side of a decoder's input. */
export const TRUSTMARK_SIDE: Readonly<Record<TrustmarkVariant, number>> = { P: 224, Q: 256 };

/** A way to make the decoder's input. Adobe's own programs do not agree, and nothing in a picture tells which it was. */
export interface TrustmarkRecipe {
  readonly kernel: Kernel;
  /** Of a sample between 0 and 255. */
  scale(sample: number): number;
}

/** The likelier first: Adobe's Python, Rust and C++ feed −1 to 1; its JavaScript demonstration feeds 0 to 1. */
export const TRUSTMARK_RECIPES: readonly [TrustmarkRecipe, TrustmarkRecipe] = [
  { kernel: { radius: 1, at: triangle }, scale: (sample) => sample / 127.5 - 1 },
  { kernel: { radius: 2, at: cubic }, scale: (sample) => Math.min(1, Math.max(0, sample / 255)) },
];

interface Kernel {
  readonly radius: number;
  at(distance: number): number;
}

/** The part of the picture the decoder sees. */
interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The middle square for P, and for Q where one side is more than twice the other; else the whole picture.
 * https://github.com/adobe/trustmark/blob/main/rust/src/image_processing.rs
 */
export function trustmarkCrop({ width, height }: Raster, variant: TrustmarkVariant): Crop {
  if (variant !== 'P' && width <= 2 * height && height <= 2 * width) return { x: 0, y: 0, width, height };
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side };
}

/** The decoder's input: three planes of a square, alpha left out as Adobe's programs do. */
export function trustmarkInput(
  raster: Raster,
  variant: TrustmarkVariant,
  { kernel, scale }: TrustmarkRecipe,
): Float32Array {
  const side = TRUSTMARK_SIDE[variant];
  const crop = trustmarkCrop(raster, variant);
  const columns = tapsOf(crop.x, crop.width, side, kernel);
  const rows = tapsOf(0, crop.height, side, kernel);
  const narrowed = narrow(raster, crop, columns);
  const input = new Float32Array(3 * side * side);
  rows.forEach(({ first, weights }, y) => {
    for (let x = 0; x < side * 3; x++) {
      let sum = 0;
      for (let at = 0; at < weights.length; at++)
        sum += (weights[at] ?? 0) * (narrowed[(first + at) * side * 3 + x] ?? 0);
      input[(x % 3) * side * side + y * side + Math.floor(x / 3)] = scale(sum);
    }
  });
  return input;
}

/** Rows of the crop, each as wide as the input; red, green and blue side by side. */
function narrow({ width, rgba }: Raster, { y: top, height }: Crop, columns: readonly Taps[]): Float32Array {
  const rows = new Float32Array(height * columns.length * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = (top + y) * width;
    for (const { first, weights } of columns) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let at = 0, from = (row + first) * 4; at < weights.length; at++, from += 4) {
        const weight = weights[at] ?? 0;
        red += weight * (rgba[from] ?? 0);
        green += weight * (rgba[from + 1] ?? 0);
        blue += weight * (rgba[from + 2] ?? 0);
      }
      rows[to++] = red;
      rows[to++] = green;
      rows[to++] = blue;
    }
  }
  return rows;
}

/** The samples that make one sample of the input, and how much each counts. */
interface Taps {
  readonly first: number;
  readonly weights: Float32Array;
}

/** Widened over the samples it stands for where the picture shrinks, so that none is skipped. */
function tapsOf(from: number, length: number, side: number, { radius, at }: Kernel): readonly Taps[] {
  const step = length / side;
  const width = Math.max(1, step);
  return Array.from({ length: side }, (_, index) => {
    const middle = (index + 0.5) * step;
    const first = Math.max(0, Math.floor(middle - radius * width));
    const end = Math.min(length, Math.ceil(middle + radius * width));
    const weights = Float32Array.from({ length: end - first }, (_weight, tap) =>
      at((first + tap + 0.5 - middle) / width),
    );
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return { first: from + first, weights: weights.map((weight) => weight / sum) };
  });
}

function triangle(distance: number): number {
  return Math.max(0, 1 - Math.abs(distance));
}

/** Keys' kernel with a = −0.75, as the Resize operator of ONNX has it. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x <= 1 ? (1.25 * x - 2.25) * x * x + 1 : ((-0.75 * x + 3.75) * x - 6) * x + 3;
}
