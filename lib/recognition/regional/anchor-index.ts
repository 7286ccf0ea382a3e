import type { Anchors } from './anchors.ts';
import { BITS, FREQUENCIES, WORDS } from './sign-descriptor.ts';

/**
 * All anchors of all works, with tables that list those whose signs agree at some positions. Nothing but typed arrays:
 * about 1.15 kB a work at 32 anchors each.
 */
export interface AnchorIndex {
  /** Works in it. */
  readonly works: number;
  /** The first anchor of each work, and the end of the last. */
  readonly firsts: Uint32Array;
  readonly descriptors: Uint32Array;
  readonly places: Uint32Array;
  readonly tables: readonly AnchorTable[];
}

/** Anchors by the signs at `positions`. */
interface AnchorTable {
  readonly positions: Uint8Array;
  /** Where in `entries` the anchors of each key start, and the end of the last. */
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
}

export const TABLES = 3;
const FEWEST_KEY_BITS = 8;
const MOST_KEY_BITS = 20;
/** Signs that tell little: a spot is lighter or darker than its surroundings both across and down. */
const TELLING = FREQUENCIES.map((pair, index) => ({ pair, index })).filter(
  ({ pair: [a, b] }) => !(a + b === 2 && a !== b),
);

/** Indexes the anchors of all works. */
export function buildAnchorIndex(works: readonly Anchors[]): AnchorIndex {
  const firsts = new Uint32Array(works.length + 1);
  for (const [work, { count }] of works.entries()) firsts[work + 1] = (firsts[work] ?? 0) + count;
  const total = firsts[works.length] ?? 0;
  const descriptors = new Uint32Array(total * WORDS);
  const places = new Uint32Array(total);
  for (const [work, anchors] of works.entries()) {
    const first = firsts[work] ?? 0;
    descriptors.set(anchors.descriptors.subarray(0, anchors.count * WORDS), first * WORDS);
    places.set(anchors.places.subarray(0, anchors.count), first);
  }
  return indexAnchors({ works: works.length, firsts, descriptors, places });
}

/** Makes the tables of anchors that lie one after the other: about a quarter of a second for those of 100,000 works. */
export function indexAnchors(anchors: Omit<AnchorIndex, 'tables'>): AnchorIndex {
  const { firsts, works, descriptors } = anchors;
  const total = firsts[works] ?? 0;
  const bits = Math.max(FEWEST_KEY_BITS, Math.min(MOST_KEY_BITS, Math.round(Math.log2(total + 1)) - 1));
  const positions = Array.from({ length: TABLES }, (_, table) => positionsOf(table, bits));
  const keys = keysOf(descriptors, total, positions);
  const sorting = new Uint32Array(total);
  const tables = positions.map((each, table) => buildTable(each, keys[table] ?? new Uint32Array(), sorting));
  return { ...anchors, tables };
}

/** Bytes of memory that it takes. */
export function byteLengthOf({ firsts, descriptors, places, tables }: AnchorIndex): number {
  const arrays = [firsts, descriptors, places, ...tables.flatMap(({ starts, entries }) => [starts, entries])];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** The work an anchor belongs to. */
export function workOf({ firsts, works }: AnchorIndex, anchor: number): number {
  let low = 0;
  let high = works;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((firsts[middle] ?? 0) <= anchor) low = middle;
    else high = middle;
  }
  return low;
}

/** Each table has its own positions, the lowest frequencies shared out among them: those survive most. */
function positionsOf(table: number, bits: number): Uint8Array {
  return Uint8Array.from({ length: bits }, (_, bit) => TELLING[bit * TABLES + table]?.index ?? BITS - 1);
}

/** Anchors are first told apart by the upper bits of their keys: into as many lists as can be filled side by side. */
const UPPER_BITS = 10;
/** Anchors at a time: an engine makes functions that are called often faster than long loops. */
const BLOCK = 4096;

/**
 * Sorts anchors by their keys: first into parts that fit in the processor's own memory, then each part for itself. The
 * entries take the place of the keys.
 */
function buildTable(positions: Uint8Array, keys: Uint32Array, sorting: Uint32Array): AnchorTable {
  // An anchor and the lower bits of its key share a word.
  const anchorBits = Math.ceil(Math.log2(keys.length + 1));
  const lowerBits = Math.max(0, Math.min(positions.length - UPPER_BITS, 32 - anchorBits));
  const parts = new Uint32Array(2 ** (positions.length - lowerBits) + 1);
  for (let from = 0; from < keys.length; from += BLOCK) countParts(keys.subarray(from, from + BLOCK), lowerBits, parts);
  for (let part = 1; part < parts.length; part++) parts[part] = (parts[part] ?? 0) + (parts[part - 1] ?? 0);
  const next = parts.slice();
  for (let from = 0; from < keys.length; from += BLOCK)
    putIntoParts(keys.subarray(from, from + BLOCK), from, lowerBits, next, sorting);
  const table = { positions, starts: new Uint32Array(2 ** positions.length + 1), entries: keys };
  const places = new Uint32Array(2 ** lowerBits);
  for (let part = 0; part + 1 < parts.length; part++)
    sortPart(sorting.subarray(parts[part], parts[part + 1]), parts[part] ?? 0, lowerBits, places, table, part);
  table.starts[table.starts.length - 1] = keys.length;
  return table;
}

/** Counts the anchors of each part, one place further on. */
function countParts(keys: Uint32Array, lowerBits: number, counts: Uint32Array): void {
  for (let at = 0; at < keys.length; at++) {
    const after = ((keys[at] ?? 0) >>> lowerBits) + 1;
    counts[after] = (counts[after] ?? 0) + 1;
  }
}

function putIntoParts(
  keys: Uint32Array,
  first: number,
  lowerBits: number,
  next: Uint32Array,
  sorting: Uint32Array,
): void {
  const mask = 2 ** lowerBits - 1;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? 0;
    const place = next[key >>> lowerBits] ?? 0;
    next[key >>> lowerBits] = place + 1;
    sorting[place] = ((first + at) << lowerBits) | (key & mask);
  }
}

function sortPart(
  sorting: Uint32Array,
  from: number,
  lowerBits: number,
  places: Uint32Array,
  { starts, entries }: Pick<AnchorTable, 'starts' | 'entries'>,
  part: number,
): void {
  const mask = 2 ** lowerBits - 1;
  places.fill(0);
  for (let at = 0; at < sorting.length; at++) {
    const lower = (sorting[at] ?? 0) & mask;
    places[lower] = (places[lower] ?? 0) + 1;
  }
  for (let key = 0, start = from; key < places.length; key++) {
    const held = places[key] ?? 0;
    starts[part * places.length + key] = start;
    places[key] = start;
    start += held;
  }
  for (let at = 0; at < sorting.length; at++) {
    const both = sorting[at] ?? 0;
    const place = places[both & mask] ?? 0;
    places[both & mask] = place + 1;
    entries[place] = both >>> lowerBits;
  }
}

/** The keys of every anchor in every table: what each byte of a descriptor adds to them is looked up. */
function keysOf(descriptors: Uint32Array, total: number, tables: readonly Uint8Array[]): readonly Uint32Array[] {
  const added = addedOf(tables);
  const words = (Math.max(...tables.map((positions) => Math.max(...positions))) >> 5) + 1;
  const keys = tables.map(() => new Uint32Array(total));
  for (let from = 0; from < total; from += BLOCK)
    putKeys(
      descriptors.subarray(from * WORDS, (from + BLOCK) * WORDS),
      words,
      added,
      keys.map((each) => each.subarray(from, from + BLOCK)),
    );
  return keys;
}

/** Keys lie side by side in two words: the first and so many bits of the second, then its rest and the third. */
const SHARED_BITS = 32 - MOST_KEY_BITS;
const REST_BITS = MOST_KEY_BITS - SHARED_BITS;

/** For each byte of a descriptor and each of its values two words: what it adds to the keys. */
function addedOf(tables: readonly Uint8Array[]): Uint32Array {
  const added = new Uint32Array((BITS / 8) * 256 * 2);
  for (const [table, positions] of tables.entries())
    for (const [bit, position] of positions.entries()) {
      const place = table * MOST_KEY_BITS + bit;
      for (let value = 1 << (position & 7); value < 256; value = (value + 1) | (1 << (position & 7))) {
        const at = ((position >> 3) * 256 + value) * 2 + (place >> 5);
        added[at] = (added[at] ?? 0) | (1 << (place & 31));
      }
    }
  return added;
}

function putKeys(descriptors: Uint32Array, words: number, added: Uint32Array, keys: readonly Uint32Array[]): void {
  const [first = added, second = added, third = added] = keys;
  const mask = 2 ** MOST_KEY_BITS - 1;
  for (let anchor = 0; anchor < first.length; anchor++) {
    let low = 0;
    let high = 0;
    for (let word = 0, byte = 0; word < words; word++) {
      const signs = descriptors[anchor * WORDS + word] ?? 0;
      for (let shift = 0; shift < 32; shift += 8, byte += 512) {
        const at = byte + ((signs >>> shift) & 255) * 2;
        low |= added[at] ?? 0;
        high |= added[at + 1] ?? 0;
      }
    }
    first[anchor] = low & mask;
    second[anchor] = (low >>> MOST_KEY_BITS) | ((high << SHARED_BITS) & mask);
    third[anchor] = high >>> REST_BITS;
  }
}
