import type { Orientation } from '../model/raster.ts';
import { buildTables, type HammingTables, MOST_HASHES, searchAll, searchTables, WORDS } from './hamming-tables.ts';
import { ORIENTATIONS, PDQ_BYTES, PDQ_RADIUS } from './pdq.ts';

/** A work found. */
export interface HashMatch {
  /** The number that the work was added under. */
  readonly key: number;
  /** Bits that differ, 0 to 31. */
  readonly distance: number;
  /** Shown under this orientation the query is the work. */
  readonly orientation: Orientation;
}

/** Matches given at most, the nearest: a catalogue of copies of one picture must not make an answer of megabytes. */
const MOST_MATCHES = 64;

/**
 * Which works have a PDQ hash near a picture's: exact, for 100 works as for 1,000,000.
 * The hashes and keys of all works take 36 bytes each, and once there are many, 48 bytes more for the tables.
 */
export class HammingIndex {
  readonly #hashes: Uint32Array;
  readonly #keys: Uint32Array;
  readonly #tables: HammingTables;

  private constructor(keys: Uint32Array, hashes: Uint32Array) {
    this.#keys = keys;
    this.#hashes = hashes;
    this.#tables = tablesOf(hashes, keys.length > MOST_LOOSE ? keys.length : 0);
  }

  /**
   * `keys` are numbers, one for each work; `hashes` the 32 bytes of each one after the other, in the keys' order.
   * @throws RangeError when the lengths do not fit, or there are more than 2²⁴ works.
   */
  static of(keys: Uint32Array, hashes: Uint8Array): HammingIndex {
    if (hashes.length !== keys.length * PDQ_BYTES) throw new RangeError('As many hashes as keys are needed.');
    if (keys.length > MOST_HASHES) throw new RangeError(`More than ${MOST_HASHES} works.`);
    const words = new Uint32Array(keys.length * WORDS);
    new Uint8Array(words.buffer).set(hashes);
    return new HammingIndex(keys.slice(), words);
  }

  /** Works in it. */
  get size(): number {
    return this.#keys.length;
  }

  /** Bytes of memory that it takes. */
  get byteLength(): number {
    const { starts, low, high } = this.#tables;
    return [this.#keys, this.#hashes, starts, low, high].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /**
   * The works within `radius` bits of any of a picture's hashes, each once, nearest first, at most 64.
   * @param hashes under all of `ORIENTATIONS`, in that order, or only the first few of them
   */
  search(hashes: readonly Uint8Array[], radius: number = PDQ_RADIUS): readonly HashMatch[] {
    const matches = new Map<number, HashMatch>();
    const within = Math.min(radius, PDQ_RADIUS);
    const query = new Uint32Array(WORDS);
    for (const [at, orientation] of ORIENTATIONS.entries()) {
      const hash = hashes[at];
      if (hash?.length !== PDQ_BYTES) continue;
      new Uint8Array(query.buffer).set(hash);
      const found = (slot: number, distance: number): void => {
        const key = this.#keys[slot] ?? 0;
        if ((matches.get(key)?.distance ?? Infinity) <= distance) return;
        matches.set(key, { key, distance, orientation });
      };
      searchTables(this.#tables, this.#hashes, query, within, found);
      searchAll(this.#hashes, this.#tables.count, this.#keys.length, query, within, found);
    }
    return [...matches.values()]
      .sort((one, other) => one.distance - other.distance || one.key - other.key)
      .slice(0, MOST_MATCHES);
  }
}

/** Works that are looked at one by one, for the tables take their time to make, and 4 MiB. */
const MOST_LOOSE = 4096;

function tablesOf(hashes: Uint32Array, count: number): HammingTables {
  if (count > 0) return buildTables(hashes, count);
  return { count, starts: new Uint32Array(), low: new Uint16Array(), high: new Uint8Array() };
}
