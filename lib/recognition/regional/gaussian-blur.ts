import { memoryOf, type SimdModule, startModule } from '../simd-module.ts';
import simd from './gaussian-blur.json' with { type: 'json' };

/** Three standard deviations hold all of a Gaussian that matters to a picture of 8 bits. */
const REACH = 3;
/** Samples that are written behind a row or a plane, as four are summed at once. */
const BEHIND = 3;

/** What gaussian-blur.wat exports; places are in bytes. */
interface BlurModule extends SimdModule {
  blurRow(line: number, to: number, kernel: number, radius: number, width: number): void;
  blurColumns(from: number, to: number, kernel: number, radius: number, width: number, height: number): void;
}

let started: BlurModule | null = null;

/**
 * The plane under a Gaussian of `sigma` pixels; beyond its edges the outermost pixels go on. All sums are of single
 * precision, from the middle outward, so that every machine makes the same fingerprints of a picture. A third of what a
 * registration costs, so it is done four pixels at a time, in WebAssembly; its memory holds two planes and is kept.
 */
export function gaussianBlur(pixels: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const kernel = halfKernel(sigma);
  const radius = kernel.length - 1;
  const blur = (started ??= startModule<BlurModule>(simd));
  const [line, across, down, end] = placesOf(radius, width, height);
  const memory = memoryOf(blur, end);
  memory.set(kernel);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    memory.fill(pixels[start] ?? 0, line, line + radius);
    memory.set(pixels.subarray(start, start + width), line + radius);
    const edge = line + radius + width;
    memory.fill(pixels[start + width - 1] ?? 0, edge, edge + radius);
    blur.blurRow(line * 4, (across + start) * 4, 0, radius, width);
  }
  blur.blurColumns(across * 4, down * 4, 0, radius, width, height);
  return memory.slice(down, down + width * height);
}

/** Where in the memory, in samples: behind the kernel a row, the plane blurred across, the plane blurred; the end. */
function placesOf(radius: number, width: number, height: number): readonly [number, number, number, number] {
  const line = radius + 1;
  const across = line + width + 2 * radius + BEHIND;
  const plane = width * height + BEHIND;
  return [line, across, across + plane, across + 2 * plane];
}

function halfKernel(sigma: number): Float32Array {
  const radius = Math.max(1, Math.ceil(REACH * sigma));
  const kernel = Float32Array.from({ length: radius + 1 }, (_, tap) => Math.exp(-(tap * tap) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, weight, tap) => sum + (tap === 0 ? weight : 2 * weight), 0);
  return kernel.map((weight) => weight / total);
}
