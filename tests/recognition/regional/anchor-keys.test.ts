import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  FEWEST_KEY_BITS,
  keysOf,
  MOST_KEY_BITS,
  positionsOf,
  TABLES,
} from '../../../lib/recognition/regional/anchor-keys.ts';
import { FREQUENCIES, WORDS } from '../../../lib/recognition/regional/sign-descriptor.ts';

it('gives each table the bits at its positions, whatever the descriptor and however long the key', () => {
  fc.assert(
    fc.property(
      fc.uint32Array({ minLength: 9 * WORDS, maxLength: 9 * WORDS }),
      fc.integer({ min: FEWEST_KEY_BITS, max: MOST_KEY_BITS }),
      (descriptors, bits) => {
        const keys = keysOf(descriptors, 9, bits);
        for (let table = 0; table < TABLES; table++) {
          const bitAt = (anchor: number, position: number): number =>
            ((descriptors[anchor * WORDS + (position >> 5)] ?? 0) >>> (position & 31)) & 1;
          const plain = Array.from({ length: 9 }, (_, anchor) =>
            positionsOf(table, bits).reduce((key, position, bit) => key | (bitAt(anchor, position) << bit), 0),
          );
          expect([...(keys[table] ?? [])]).toEqual(plain);
        }
      },
    ),
  );
});

it('makes keys of more anchors than are taken at a time', () => {
  const descriptors = Uint32Array.from({ length: 10_000 * WORDS }, (_, at) => Math.imul(at, 0x9e3779b1));
  const [whole = new Uint32Array()] = keysOf(descriptors, 10_000, MOST_KEY_BITS);
  for (const anchor of [0, 4095, 4096, 8191, 8192, 9999]) {
    const one = descriptors.slice(anchor * WORDS, (anchor + 1) * WORDS);
    expect(whole[anchor]).toBe(keysOf(one, 1, MOST_KEY_BITS)[0]?.[0]);
  }
});

it('leaves out what tells little, and shares out the rest without a gap', () => {
  const all = Array.from({ length: TABLES }, (_, table) => [...positionsOf(table, MOST_KEY_BITS)]).flat();
  expect(new Set(all).size).toBe(TABLES * MOST_KEY_BITS);
  const left = [...FREQUENCIES.keys()].slice(0, Math.max(...all) + 1).filter((index) => !all.includes(index));
  expect(left.map((index) => FREQUENCIES[index])).toEqual([
    [2, 0],
    [0, 2],
  ]);
});
