import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HammingIndex } from '../../lib/recognition/hamming-index.ts';
import { PDQ_RADIUS } from '../../lib/recognition/pdq.ts';
import { randomFrom } from '../support/draw-scene.ts';

/** Enough for the tables to be made. */
const MANY = 6000;

interface Works {
  readonly keys: Uint32Array;
  readonly hashes: Uint8Array;
}

describe('the index', () => {
  it('finds exactly what comparing one by one finds, at every distance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 40 }),
        (seed, isAlike, turned) => {
          const next = randomFrom(seed);
          const works = isAlike ? worksAlike(MANY, next) : worksAtRandom(MANY, next);
          const index = HammingIndex.of(works.keys, works.hashes);
          for (const nearby of [0, turned, PDQ_RADIUS, PDQ_RADIUS + 1]) {
            const query = turnBits(hashAt(works, Math.trunc(next() * MANY)), nearby, next);
            expect(index.search([query])).toEqual(oneByOne(works, [query]).slice(0, 64));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('finds what is hidden worst: two bits off in every chunk of 16 but one, and one bit off in that', () => {
    const works = worksAtRandom(MANY, randomFrom(8));
    const index = HammingIndex.of(works.keys, works.hashes);
    for (let bit = 0; bit < 256; bit++) {
      const query = hashAt(works, bit);
      for (let byte = 0; byte < 32; byte += 2) if (byte !== (bit >> 4) * 2) query[byte] = (query[byte] ?? 0) ^ 0x11;
      query[bit >> 3] = (query[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(index.search([query])).toEqual([{ key: works.keys[bit], distance: 31, orientation: 1 }]);
    }
  });

  it('says under which orientation a work is nearest, once a work', () => {
    const next = randomFrom(5);
    const works = worksAtRandom(200, next);
    const index = HammingIndex.of(works.keys, works.hashes);
    const queries = Array.from({ length: 8 }, (_, at) => turnBits(hashAt(works, 7), at === 5 ? 3 : 10, next));
    expect(index.search(queries)).toEqual([{ key: works.keys[7], distance: 3, orientation: 6 }]);
    expect(index.search(queries, 2)).toEqual([]);
    expect(index.search([])).toEqual([]);
  });

  it('looks no further than PDQ’s radius, and gives the nearest of too many', () => {
    const works = { keys: Uint32Array.from({ length: MANY }, (_, at) => at), hashes: new Uint8Array(MANY * 32) };
    works.hashes.set(turnBits(new Uint8Array(32), 40, randomFrom(1)), 32 * 9);
    const index = HammingIndex.of(works.keys, works.hashes);
    const matches = index.search([new Uint8Array(32)], 200);
    expect(matches).toHaveLength(64);
    expect(matches.map(({ key }) => key)).not.toContain(9);
    expect(matches.at(-1)).toEqual({ key: 64, distance: 0, orientation: 1 });
  });

  it('takes at most 36 bytes a work for few and 90 for many', () => {
    const few = worksAtRandom(100, randomFrom(1));
    expect(HammingIndex.of(few.keys, few.hashes).byteLength).toBe(3600);
    const many = worksAtRandom(200_000, randomFrom(2));
    expect(HammingIndex.of(many.keys, many.hashes).byteLength - 2 ** 22).toBeLessThan(90 * 200_000);
  });

  it('refuses what does not fit', () => {
    expect(() => HammingIndex.of(Uint32Array.of(1, 2), new Uint8Array(63))).toThrow(RangeError);
  });
});

/** What the index must give: every work within the radius, nearest first. */
function oneByOne(works: Works, queries: readonly Uint8Array[]) {
  return queries.flatMap((query) =>
    Array.from(works.keys, (key, at) => ({ key, distance: distanceOf(hashAt(works, at), query), orientation: 1 }))
      .filter(({ distance }) => distance <= PDQ_RADIUS)
      .sort((one, other) => one.distance - other.distance || one.key - other.key),
  );
}

function distanceOf(one: Uint8Array, other: Uint8Array): number {
  let bits = 0;
  for (const [at, byte] of one.entries()) for (let rest = byte ^ (other[at] ?? 0); rest > 0; rest &= rest - 1) bits++;
  return bits;
}

function worksAtRandom(count: number, next: () => number): Works {
  const keys = Uint32Array.from({ length: count }, (_, at) => at * 3 + 5);
  return { keys, hashes: Uint8Array.from({ length: count * 32 }, () => next() * 256) };
}

/** All within some 20 bits of a few, which fills some lists and leaves the others empty. */
function worksAlike(count: number, next: () => number): Works {
  const { keys, hashes } = worksAtRandom(count, next);
  for (let at = 8; at < count; at++) {
    const like = hashes.slice((at % 8) * 32, (at % 8) * 32 + 32);
    hashes.set(turnBits(like, Math.trunc(next() * 40), next), at * 32);
  }
  return { keys, hashes };
}

function hashAt({ hashes }: Works, at: number): Uint8Array {
  return hashes.slice(at * 32, at * 32 + 32);
}

/** The hash with exactly so many other bits, anywhere. */
function turnBits(hash: Uint8Array, count: number, next: () => number): Uint8Array {
  const bits = new Set<number>();
  while (bits.size < count) bits.add(Math.trunc(next() * 256));
  const turned = hash.slice();
  for (const bit of bits) turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return turned;
}
