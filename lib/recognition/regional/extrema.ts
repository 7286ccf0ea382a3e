import { memoryOf, type SimdModule, startModule } from '../simd-module.ts';
import simd from './extrema.json' with { type: 'json' };

/** What extrema.wat exports; places are in bytes. */
interface ExtremaModule extends SimdModule {
  subtract(from: number, less: number, to: number, count: number): void;
  findExtrema(
    below: number,
    own: number,
    above: number,
    width: number,
    height: number,
    border: number,
    bar: number,
    to: number,
  ): number;
}

/** Samples behind a plane, as four are read and written at once. */
const BEHIND = 4;

let started: ExtremaModule | null = null;

/** Differences between the levels of an octave. They are gone when the next ones are made. */
export interface Differences {
  readonly layers: readonly Float32Array[];
  /**
   * Indexes of samples of a layer at least `bar` from 0 that are above or below all 26 around them, here and in the
   * layers before and behind, in the order of rows. `border` samples along the edges, 1 at least, are left out. Gone
   * when the next ones are asked for.
   */
  extremaOf(layer: number, border: number, bar: number): Uint32Array;
}

/** Each level less the one before it, and the extrema among them: four samples at a time, in WebAssembly. */
export function differencesOf(levels: readonly Float32Array[], width: number, height: number): Differences {
  const simdModule = (started ??= startModule<ExtremaModule>(simd));
  const count = width * height;
  const plane = count + BEHIND;
  const differences = levels.length - 1;
  // Two levels at a time, in turn, then the differences, then what is found.
  const first = 2 * plane;
  const found = first + differences * plane;
  const memory = memoryOf(simdModule, found + plane);
  const layers: Float32Array[] = [];
  for (const [at, level] of levels.entries()) {
    const place = (at % 2) * plane;
    memory.set(level, place);
    if (at === 0) continue;
    const to = first + (at - 1) * plane;
    simdModule.subtract(place * 4, (plane - place) * 4, to * 4, count);
    layers.push(memory.subarray(to, to + count));
  }
  return {
    layers,
    extremaOf(layer, border, bar) {
      const place = (at: number): number => (first + at * plane) * 4;
      if (layer < 1 || layer >= differences - 1 || border < 1) return new Uint32Array();
      const [below, own, above] = [place(layer - 1), place(layer), place(layer + 1)];
      const many = simdModule.findExtrema(below, own, above, width, height, border, bar, found * 4);
      return new Uint32Array(memory.buffer, found * 4, many);
    },
  };
}
