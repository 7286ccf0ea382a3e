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

/** Makes the tables of anchors that lie one after the other: about a third of a second for those of 100,000 works. */
export function indexAnchors(anchors: Omit<AnchorIndex, 'tables'>): AnchorIndex {
  const { firsts, works, descriptors } = anchors;
  const total = firsts[works] ?? 0;
  const bits = Math.max(FEWEST_KEY_BITS, Math.min(MOST_KEY_BITS, Math.round(Math.log2(total + 1)) - 1));
  const tables = Array.from({ length: TABLES }, (_, table) => buildTable(descriptors, total, positionsOf(table, bits)));
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

function buildTable(descriptors: Uint32Array, total: number, positions: Uint8Array): AnchorTable {
  const keys = keysOf(descriptors, total, positions);
  const starts = new Uint32Array(2 ** positions.length + 1);
  for (let anchor = 0; anchor < total; anchor++) starts[keys[anchor] ?? 0] = (starts[keys[anchor] ?? 0] ?? 0) + 1;
  for (let key = 1; key < starts.length; key++) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  // Each is the end of a key's anchors until the last of them is put in its place, from behind.
  const entries = new Uint32Array(total);
  for (let anchor = total - 1; anchor >= 0; anchor--) {
    const key = keys[anchor] ?? 0;
    const at = (starts[key] ?? 0) - 1;
    starts[key] = at;
    entries[at] = anchor;
  }
  return { positions, starts, entries };
}

/** The key of every anchor: what each byte of a descriptor adds to it is looked up. */
function keysOf(descriptors: Uint32Array, total: number, positions: Uint8Array): Uint32Array {
  const bytes = Array.from({ length: BITS / 8 }, (_, byte) => byte).filter((byte) =>
    positions.some((position) => position >> 3 === byte),
  );
  const words = Uint8Array.from(bytes, (byte) => byte >> 2);
  const shifts = Uint8Array.from(bytes, (byte) => (byte & 3) * 8);
  const added = new Uint32Array(bytes.length * 256);
  for (const [bit, position] of positions.entries())
    for (let value = 0, from = bytes.indexOf(position >> 3) * 256; value < 256; value++)
      if ((value >> (position & 7)) & 1) added[from + value] = (added[from + value] ?? 0) | (1 << bit);
  const keys = new Uint32Array(total);
  for (let anchor = 0, from = 0; anchor < total; anchor++, from += WORDS) {
    let key = 0;
    for (let at = 0; at < bytes.length; at++) {
      const value = ((descriptors[from + (words[at] ?? 0)] ?? 0) >>> (shifts[at] ?? 0)) & 255;
      key |= added[at * 256 + value] ?? 0;
    }
    keys[anchor] = key;
  }
  return keys;
}
