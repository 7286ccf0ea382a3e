import type { LumaPlane } from '../luma.ts';
import { gaussianBlur } from './gaussian-blur.ts';

/** Scales between one octave and the next. */
export const SCALES = 3;
/**
 * Blur of an octave's first level, in its own pixels: extrema are sought from the second on, at 1.6, so that the last
 * three levels of an octave, halved, are the first three of the next.
 */
export const FIRST_SIGMA = 1.27;
/** Blur a picture comes with. */
const INHERENT_SIGMA = 0.5;
const LEAST_SIDE = 12;

/** One halving of the picture: `SCALES` + 3 levels, each blurred 2^(1/SCALES) more than the one before. */
export interface Octave {
  /** Pixels of the whole plane that one pixel stands for: 1, 2, 4 … */
  readonly step: number;
  readonly width: number;
  readonly height: number;
  readonly levels: readonly Float32Array[];
}

/** A picture at all its blurs (Lowe 2004, section 3). */
export interface ScaleSpace {
  readonly plane: LumaPlane;
  readonly octaves: readonly Octave[];
}

/** A plane of some blur within a scale space, to sample from. */
export interface Level {
  readonly step: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Float32Array;
}

/** All octaves of a plane down to a dozen pixels. */
export function scaleSpaceOf(plane: LumaPlane): ScaleSpace {
  const octaves: Octave[] = [];
  let { width, height } = plane;
  let levels = [gaussianBlur(plane.pixels, width, height, Math.sqrt(FIRST_SIGMA ** 2 - INHERENT_SIGMA ** 2))];
  for (let step = 1; octaves.length === 0 || Math.min(width, height) >= LEAST_SIDE; step *= 2) {
    for (let last = levels.at(-1); levels.length < SCALES + 3 && last !== undefined; last = levels.at(-1)) {
      const before = FIRST_SIGMA * 2 ** ((levels.length - 1) / SCALES);
      levels.push(gaussianBlur(last, width, height, before * Math.sqrt(4 ** (1 / SCALES) - 1)));
    }
    octaves.push({ step, width, height, levels });
    const [columns, rows] = [width, height];
    levels = levels.slice(SCALES).map((level) => everySecond(level, columns, rows));
    [width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  }
  return { plane, octaves };
}

/** The level whose blur is nearest to `sigma` pixels of the whole plane. */
export function levelOf({ plane, octaves }: ScaleSpace, sigma: number): Level {
  if (sigma < Math.sqrt(INHERENT_SIGMA * FIRST_SIGMA)) return { step: 1, ...plane };
  const index = Math.max(0, Math.round(SCALES * Math.log2(sigma / FIRST_SIGMA)));
  const at = Math.min(octaves.length - 1, Math.floor(index / SCALES));
  const octave = octaves[at];
  const pixels = octave?.levels[Math.min(SCALES + 2, index - at * SCALES)];
  if (octave === undefined || pixels === undefined) return { step: 1, ...plane };
  return { step: octave.step, width: octave.width, height: octave.height, pixels };
}

function everySecond(pixels: Float32Array, width: number, height: number): Float32Array {
  const columns = Math.ceil(width / 2);
  const rows = Math.ceil(height / 2);
  const half = new Float32Array(columns * rows);
  for (let row = 0, to = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, to++) half[to] = pixels[row * 2 * width + column * 2] ?? 0;
  return half;
}
