import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differencesOf } from '../../../lib/recognition/regional/extrema.ts';
import { compileWat } from '../../../scripts/compile-wat.ts';

/** By comparing each sample with the 26 around it. */
function plainExtrema(
  layers: readonly Float32Array[],
  layer: number,
  width: number,
  height: number,
  border: number,
  bar: number,
): readonly number[] {
  const found: number[] = [];
  for (let row = border; row < height - border; row++)
    for (let column = border; column < width - border; column++) {
      const at = row * width + column;
      const value = layers[layer]?.[at] ?? 0;
      if (Math.abs(value) < Math.fround(bar)) continue;
      const others = [-1, 0, 1].flatMap((up) =>
        [-width, 0, width].flatMap((down) =>
          [-1, 0, 1].flatMap((across) =>
            up === 0 && down === 0 && across === 0 ? [] : (layers[layer + up]?.[at + down + across] ?? 0),
          ),
        ),
      );
      if (others.every((other) => (value > 0 ? other < value : other > value))) found.push(at);
    }
  return found;
}

const side = fc.integer({ min: 1, max: 24 });

it('finds what comparing one by one finds, in planes of any size', () => {
  let many = 0;
  fc.assert(
    fc.property(
      side,
      side,
      fc.integer({ min: 1, max: 4 }),
      fc.integer(),
      fc.nat(6),
      (width, height, border, seed, bar) => {
        // Few steps of brightness, so that many neighbors are equal.
        const levels = Array.from({ length: 6 }, (_, level) =>
          Float32Array.from({ length: width * height }, (_sample, at) =>
            Math.round(Math.sin(at * 78.233 + level + seed) * 9),
          ),
        );
        const { layers, extremaOf } = differencesOf(levels, width, height);
        expect(layers).toEqual(
          levels.slice(1).map((level, index) => level.map((value, at) => value - (levels[index]?.[at] ?? 0))),
        );
        for (const layer of [1, 2, 3]) {
          const found = [...extremaOf(layer, border, bar)];
          expect(found).toEqual(plainExtrema(layers, layer, width, height, border, bar));
          many += found.length;
        }
      },
    ),
  );
  expect(many).toBeGreaterThan(100);
});

it('has none in a flat plane, in the outermost layers and without a border', () => {
  const flat = Array.from({ length: 6 }, () => new Float32Array(400).fill(7));
  expect(differencesOf(flat, 20, 20).extremaOf(2, 1, 0)).toHaveLength(0);
  const spot = flat.map((level, index) => level.map((value, at) => (at === 210 ? value + index * index : value)));
  const { extremaOf } = differencesOf(spot, 20, 20);
  for (const [layer, border] of [
    [0, 1],
    [4, 1],
    [2, 0],
  ] as const)
    expect(extremaOf(layer, border, 1)).toHaveLength(0);
});

it('runs the code that its text compiles to', async () => {
  const place = new URL('../../../lib/recognition/regional/', import.meta.url);
  const committed = await readFile(new URL('extrema.json', place), 'utf8');
  expect(committed).toBe(await compileWat(new URL('extrema.wat', place)));
});
