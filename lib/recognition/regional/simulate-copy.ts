import type { LumaPlane } from '../luma.ts';
import { gaussianBlur } from './gaussian-blur.ts';

/** What a copy of a work may have gone through. */
export interface Simulation {
  readonly scale: number;
  /** Degrees. */
  readonly turn: number;
  /** Standard deviations: pixels of the copy, and steps of brightness. */
  readonly blur: number;
  readonly noise: number;
}

/** A copy, and where points of the work are in it. */
export interface SimulatedCopy {
  readonly copy: LumaPlane;
  readonly scale: number;
  toCopy(x: number, y: number): readonly [number, number];
}

/** Made smaller; leaning one way and the other; larger, as a crop is; blurred and grainy. */
export const SIMULATIONS: readonly Simulation[] = [
  { scale: 0.6, turn: 0, blur: 0, noise: 4 },
  { scale: 1, turn: 4, blur: 0, noise: 2 },
  { scale: 1, turn: -3, blur: 0, noise: 2 },
  { scale: 1.35, turn: 0, blur: 0, noise: 3 },
  { scale: 0.93, turn: 0, blur: 0.7, noise: 6 },
];

/** The plane as the simulation would leave it. The same each time: chance is drawn from a fixed seed. */
export function simulate(plane: LumaPlane, { scale, turn, blur, noise }: Simulation): SimulatedCopy {
  const width = Math.max(1, Math.round(plane.width * scale));
  const height = Math.max(1, Math.round(plane.height * scale));
  const cos = Math.cos((turn * Math.PI) / 180);
  const sin = Math.sin((turn * Math.PI) / 180);
  // Smaller pixels stand for more of the picture than one of its own.
  const soft = scale < 0.9 ? Math.sqrt((0.5 / scale) ** 2 - 0.25) : 0;
  const source = soft > 0.2 ? gaussianBlur(plane.pixels, plane.width, plane.height, soft) : plane.pixels;
  const pixels = new Float32Array(width * height);
  const next = grain(width * 31 + turn + 1000);
  const lastColumn = plane.width - 1.001;
  const lastRow = plane.height - 1.001;
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at++) {
      const dx = (column - width / 2) / scale;
      const dy = (row - height / 2) / scale;
      const x = Math.max(0, Math.min(lastColumn, plane.width / 2 + cos * dx + sin * dy));
      const y = Math.max(0, Math.min(lastRow, plane.height / 2 - sin * dx + cos * dy));
      const from = (y | 0) * plane.width + (x | 0);
      const fx = x - (x | 0);
      const fy = y - (y | 0);
      const upper = (source[from] ?? 0) * (1 - fx) + (source[from + 1] ?? 0) * fx;
      const lower = (source[from + plane.width] ?? 0) * (1 - fx) + (source[from + plane.width + 1] ?? 0) * fx;
      pixels[at] = upper * (1 - fy) + lower * fy + noise * next();
    }
  const copy = { width, height, pixels: blur > 0 ? gaussianBlur(pixels, width, height, blur) : pixels };
  const toCopy = (x: number, y: number): readonly [number, number] => {
    const dx = x - plane.width / 2;
    const dy = y - plane.height / 2;
    return [width / 2 + scale * (cos * dx - sin * dy), height / 2 + scale * (sin * dx + cos * dy)];
  };
  return { copy, scale, toCopy };
}

/** Grain of standard deviation 1: the sum of two draws between -1.22 and 1.22. */
function grain(seed: number): () => number {
  let state = Math.imul(seed | 0, 0x9e3779b9) | 1;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >> 8) / 2 ** 23;
  };
  return () => (draw() + draw()) * 1.22;
}
