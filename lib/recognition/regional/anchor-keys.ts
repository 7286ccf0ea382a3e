import { BITS, FREQUENCIES, WORDS } from './sign-descriptor.ts';

/** Tables that anchors are listed in, each by a key of its own. */
export const TABLES = 3;
export const FEWEST_KEY_BITS = 8;
export const MOST_KEY_BITS = 20;

/** Signs that tell little: a spot is lighter or darker than its surroundings both across and down. */
const TELLING = FREQUENCIES.map((pair, index) => ({ pair, index })).filter(
  ({ pair: [a, b] }) => !(a + b === 2 && a !== b),
);

/**
 * The bits of a descriptor that a table's key is made of, the lowest first. Each table has its own, the lowest
 * frequencies shared out among them: those survive most.
 */
export function positionsOf(table: number, bits: number): Uint8Array {
  return Uint8Array.from({ length: bits }, (_, bit) => TELLING[bit * TABLES + table]?.index ?? BITS - 1);
}

/** So many telling bits in a row are as many bits of each key: how they are shared out is looked up. */
const IN_A_ROW = 15;
const EACH = IN_A_ROW / TABLES;
const EACH_MASK = 2 ** EACH - 1;
const ROW_MASK = 2 ** IN_A_ROW - 1;
/** For each row the first five bits of the first key, of the second, and of the third. */
const SHARED_OUT = Uint16Array.from({ length: 2 ** IN_A_ROW }, (_, row) => {
  let shared = 0;
  for (let bit = 0; bit < IN_A_ROW; bit++)
    shared |= ((row >> bit) & 1) << ((bit % TABLES) * EACH + Math.floor(bit / TABLES));
  return shared;
});

/** Anchors at a time: an engine makes functions that are called often faster than long loops. */
const BLOCK = 4096;

/** The keys of the first `total` descriptors in every table. */
export function keysOf(descriptors: Uint32Array, total: number, bits: number): readonly Uint32Array[] {
  const keys = Array.from({ length: TABLES }, () => new Uint32Array(total));
  for (let from = 0; from < total; from += BLOCK) {
    const [first, second, third] = keys.map((each) => each.subarray(from, from + BLOCK));
    if (first === undefined || second === undefined || third === undefined) break;
    putKeys(descriptors.subarray(from * WORDS, (from + BLOCK) * WORDS), bits, first, second, third);
  }
  return keys;
}

/** The fourth and the fifth bit tell little; the others up to the sixty-second make four rows. */
function putKeys(
  descriptors: Uint32Array,
  bits: number,
  first: Uint32Array,
  second: Uint32Array,
  third: Uint32Array,
): void {
  const mask = 2 ** bits - 1;
  for (let anchor = 0, at = 0; anchor < first.length; anchor++, at += WORDS) {
    const low = descriptors[at] ?? 0;
    const high = descriptors[at + 1] ?? 0;
    const a = SHARED_OUT[(low & 0b111) | ((low >>> 2) & (ROW_MASK - 0b111))] ?? 0;
    const b = SHARED_OUT[low >>> 17] ?? 0;
    const c = SHARED_OUT[high & ROW_MASK] ?? 0;
    const d = SHARED_OUT[(high >>> 15) & ROW_MASK] ?? 0;
    first[anchor] = mask & keyOf(a, b, c, d);
    second[anchor] = mask & keyOf(a >> EACH, b >> EACH, c >> EACH, d >> EACH);
    third[anchor] = mask & keyOf(a >> (2 * EACH), b >> (2 * EACH), c >> (2 * EACH), d >> (2 * EACH));
  }
}

function keyOf(a: number, b: number, c: number, d: number): number {
  return (
    (a & EACH_MASK) | ((b & EACH_MASK) << EACH) | ((c & EACH_MASK) << (2 * EACH)) | ((d & EACH_MASK) << (3 * EACH))
  );
}
