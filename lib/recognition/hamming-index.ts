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

/** The one number that is no key: that of removed works. */
export const NO_KEY = 0xffff_ffff;
/** Matches given at most, the nearest: a catalogue of copies of one picture must not make an answer of megabytes. */
const MOST_MATCHES = 64;

/**
 * Which works have a PDQ hash near a picture's: exact, for 100 works as for 1,000,000.
 * The hashes and keys of all works take 36 bytes each, and once there are many, 48 bytes more for the tables.
 */
export class HammingIndex {
  #hashes: Uint32Array;
  #keys: Uint32Array;
  /** Places taken, those of removed works too. */
  #length: number;
  #removed = 0;
  #tables: HammingTables;

  private constructor(keys: Uint32Array, hashes: Uint32Array) {
    this.#keys = keys;
    this.#hashes = hashes;
    this.#length = keys.length;
    this.#tables = tablesOf(hashes, 0);
    this.#settle();
  }

  /**
   * Of works at once: `keys` are numbers below 2³² − 1; `hashes` the 32 bytes of each work one after the other, in the
   * keys' order.
   * @throws RangeError when the lengths do not fit, a key is too large, or there are more than 2²⁴ works.
   */
  static of(keys: Uint32Array, hashes: Uint8Array): HammingIndex {
    if (hashes.length !== keys.length * PDQ_BYTES) throw new RangeError('As many hashes as keys are needed.');
    if (keys.length > MOST_HASHES) throw new RangeError(`More than ${MOST_HASHES} works.`);
    if (keys.includes(NO_KEY)) throw new RangeError('A key is too large.');
    const words = new Uint32Array(keys.length * WORDS);
    new Uint8Array(words.buffer).set(hashes);
    return new HammingIndex(keys.slice(), words);
  }

  /** Works in it. */
  get size(): number {
    return this.#length - this.#removed;
  }

  /** Bytes of memory that it takes. */
  get byteLength(): number {
    const { starts, low, high } = this.#tables;
    return [this.#keys, this.#hashes, starts, low, high].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** @throws RangeError for a key that is none, a hash that is not of 32 bytes, and when there are 2²⁴ works. */
  add(key: number, hash: Uint8Array): void {
    if (!Number.isInteger(key) || key < 0 || key >= NO_KEY) throw new RangeError(`${key} is no key.`);
    if (hash.length !== PDQ_BYTES) throw new RangeError(`A hash has ${PDQ_BYTES} bytes.`);
    if (this.#length >= MOST_HASHES) throw new RangeError(`More than ${MOST_HASHES} works.`);
    if (this.#length === this.#keys.length) this.#grow();
    this.#keys[this.#length] = key;
    new Uint8Array(this.#hashes.buffer).set(hash, this.#length * PDQ_BYTES);
    this.#length++;
    if (this.#length - this.#tables.count > MOST_LOOSE) this.#settle();
  }

  /** Takes out everything added under the key; false when there was nothing. */
  remove(key: number): boolean {
    const before = this.#removed;
    if (key === NO_KEY) return false;
    for (let at = this.#keys.indexOf(key); at >= 0 && at < this.#length; at = this.#keys.indexOf(key, at + 1)) {
      this.#keys[at] = NO_KEY;
      this.#hashes.fill(0, at * WORDS, (at + 1) * WORDS);
      this.#removed++;
    }
    return this.#removed > before;
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
        const key = this.#keys[slot] ?? NO_KEY;
        if (key === NO_KEY || (matches.get(key)?.distance ?? Infinity) <= distance) return;
        matches.set(key, { key, distance, orientation });
      };
      searchTables(this.#tables, this.#hashes, query, within, found);
      searchAll(this.#hashes, this.#tables.count, this.#length, query, within, found);
    }
    return [...matches.values()]
      .sort((one, other) => one.distance - other.distance || one.key - other.key)
      .slice(0, MOST_MATCHES);
  }

  /** The keys and hashes of its works, from which `of` makes it again. */
  entries(): { readonly keys: Uint32Array; readonly hashes: Uint8Array } {
    const keys = new Uint32Array(this.size);
    const words = new Uint32Array(this.size * WORDS);
    for (let slot = 0, to = 0; slot < this.#length; slot++) {
      if (this.#keys[slot] === NO_KEY) continue;
      keys[to] = this.#keys[slot] ?? 0;
      words.set(this.#hashes.subarray(slot * WORDS, (slot + 1) * WORDS), to * WORDS);
      to++;
    }
    return { keys, hashes: new Uint8Array(words.buffer) };
  }

  #grow(): void {
    const places = Math.min(MOST_HASHES, Math.max(64, Math.ceil(this.#length * 1.25)));
    const keys = new Uint32Array(places);
    const hashes = new Uint32Array(places * WORDS);
    keys.set(this.#keys);
    hashes.set(this.#hashes);
    this.#keys = keys;
    this.#hashes = hashes;
  }

  /** Puts loose works into the tables, and closes the gaps of removed ones. */
  #settle(): void {
    if (this.#removed > 0) {
      const { keys, hashes } = this.entries();
      this.#keys = keys;
      this.#hashes = new Uint32Array(hashes.buffer);
      this.#length = keys.length;
      this.#removed = 0;
    }
    this.#tables = tablesOf(this.#hashes, this.#length > MOST_LOOSE ? this.#length : 0);
  }
}

/** Works that are looked at one by one, for the tables take their time to make, and 4 MiB. */
const MOST_LOOSE = 4096;

function tablesOf(hashes: Uint32Array, count: number): HammingTables {
  if (count > 0) return buildTables(hashes, count);
  return { count, starts: new Uint32Array(), low: new Uint16Array(), high: new Uint8Array() };
}
