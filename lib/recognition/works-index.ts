import type { Orientation } from '../model/raster.ts';
import { HEAD_WORDS, headIn, isCurrentHead } from './fingerprint-bytes.ts';
import { HammingIndex } from './hamming-index.ts';
import type { LumaPlane } from './luma.ts';
import { PDQ_BYTES, PDQ_LEAST_QUALITY } from './pdq.ts';
import type { WholeCandidate } from './recognize.ts';
import { type AnchorIndex, byteLengthOf, indexAnchors } from './regional/anchor-index.ts';
import { ANCHORS } from './regional/choose-anchors.ts';
import { WORDS } from './regional/sign-descriptor.ts';
import { wholeQueriesOf } from './whole.ts';

/** All of a person's works: their wholes and their parts, by the place of each work. */
export interface WorksIndex {
  readonly wholes: HammingIndex;
  readonly anchors: AnchorIndex;
}

/**
 * Anchors of all works that are indexed at most, the steadiest of each: all 32 up to some 310,000 works, 9 at 1,000,000.
 * With 32 bytes each, and what a work takes besides, an index stays below 450 MB.
 */
const MOST_IN_ALL = 9_950_000;

const PDQ_WORDS = PDQ_BYTES / 4;
const NO_WORDS = new Uint32Array();

/** Puts packed fingerprints, as they come from storage, where the index needs them: without an object for any of them. */
export class WorksIndexMaker {
  readonly #anchorsEach: number;
  #works = 0;
  #anchors = 0;
  #clear = 0;
  #firsts: Uint32Array<ArrayBuffer>;
  #keys: Uint32Array<ArrayBuffer>;
  #hashes: Uint32Array<ArrayBuffer>;
  #descriptors: Uint32Array<ArrayBuffer>;
  #places: Uint32Array<ArrayBuffer>;

  /** @param expected works; there may be more or fewer */
  constructor(expected: number) {
    this.#anchorsEach = Math.min(ANCHORS, Math.floor(MOST_IN_ALL / Math.max(1, expected)));
    const anchors = expected * this.#anchorsEach;
    this.#firsts = new Uint32Array(expected + 1);
    this.#keys = new Uint32Array(expected);
    this.#hashes = new Uint32Array(expected * PDQ_WORDS);
    this.#descriptors = new Uint32Array(anchors * WORDS);
    this.#places = new Uint32Array(anchors);
  }

  /** Adds a work at the next place. @returns false, and nothing is added, for what is no fingerprint of this version */
  add(packed: Uint8Array): boolean {
    // Words are read where words begin.
    return this.addAll(packed.slice(), Uint32Array.of(packed.length))[0] === 1;
  }

  /**
   * Adds works that lie one after the other, at the next places.
   * @param ends where each ends in `bytes`
   * @returns 1 for each that was added, 0 for what is no fingerprint of this version
   */
  addAll(bytes: Uint8Array, ends: Uint32Array): Uint8Array {
    const added = new Uint8Array(ends.length);
    const isAligned = bytes.byteOffset % 4 === 0;
    const words = isAligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : NO_WORDS;
    for (let at = 0, start = 0; at < ends.length; at += 1) {
      const end = ends[at] ?? start;
      const isThere = start <= end && end <= bytes.length && isCurrentHead(bytes, start, end);
      if (isThere && isAligned && start % 4 === 0) added[at] = this.#take(words, start >> 2);
      else if (isThere) added[at] = this.addAll(bytes.slice(start, end), Uint32Array.of(end - start))[0] ?? 0;
      start = end;
    }
    return added;
  }

  /** Word by word: less than a thousand bytes are not worth a view of their own. */
  #take(words: Uint32Array, head: number): 1 {
    const { quality, count: all } = headIn(words[head] ?? 0);
    const count = Math.min(all, this.#anchorsEach);
    this.#makeRoom(count);
    // A whole that is too flat to be told from others is left out.
    if (quality >= PDQ_LEAST_QUALITY) {
      this.#keys[this.#clear] = this.#works;
      copyWords(words, head + HEAD_WORDS, this.#hashes, this.#clear * PDQ_WORDS, PDQ_WORDS);
      this.#clear += 1;
    }
    const descriptors = head + HEAD_WORDS + PDQ_WORDS;
    copyWords(words, descriptors, this.#descriptors, this.#anchors * WORDS, count * WORDS);
    copyWords(words, descriptors + all * WORDS, this.#places, this.#anchors, count);
    this.#anchors += count;
    this.#works += 1;
    this.#firsts[this.#works] = this.#anchors;
    return 1;
  }

  /** The index of what was added. The maker is spent. */
  make(): WorksIndex {
    const works = this.#works;
    return {
      wholes: HammingIndex.of(
        this.#keys.subarray(0, this.#clear),
        new Uint8Array(this.#hashes.buffer, 0, this.#clear * PDQ_BYTES),
      ),
      anchors: indexAnchors({
        works,
        firsts: this.#firsts.subarray(0, works + 1),
        descriptors: this.#descriptors.subarray(0, this.#anchors * WORDS),
        places: this.#places.subarray(0, this.#anchors),
      }),
    };
  }

  #makeRoom(anchors: number): void {
    if (this.#works + 1 >= this.#firsts.length) {
      const works = Math.max(16, this.#works * 2);
      this.#firsts = grown(this.#firsts, new Uint32Array(works + 1));
      this.#keys = grown(this.#keys, new Uint32Array(works));
      this.#hashes = grown(this.#hashes, new Uint32Array(works * PDQ_WORDS));
    }
    if (this.#anchors + anchors <= this.#places.length) return;
    const room = Math.max(512, (this.#anchors + anchors) * 2);
    this.#descriptors = grown(this.#descriptors, new Uint32Array(room * WORDS));
    this.#places = grown(this.#places, new Uint32Array(room));
  }
}

function copyWords(from: Uint32Array, first: number, to: Uint32Array, at: number, count: number): void {
  for (let word = 0; word < count; word += 1) to[at + word] = from[first + word] ?? 0;
}

function grown(before: Uint32Array, after: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  after.set(before);
  return after;
}

/** Bytes of memory that an index takes. */
export function indexBytes({ wholes, anchors }: WorksIndex): number {
  return wholes.byteLength + byteLengthOf(anchors);
}

/** The variant of `TURNS` under which a work is seen in a picture that shown under an orientation is the work. */
const VARIANTS: Readonly<Record<Orientation, number>> = { 1: 0, 2: 1, 3: 3, 4: 2, 5: 4, 6: 6, 7: 7, 8: 5 };

/** Works that the whole picture looks like, however it is turned; none where it is too flat to be told from others. */
export function wholeCandidates({ wholes }: WorksIndex, luma: LumaPlane): readonly WholeCandidate[] {
  if (wholes.size === 0) return [];
  const { hashes, quality } = wholeQueriesOf(luma);
  if (quality < PDQ_LEAST_QUALITY) return [];
  return wholes.search(hashes).map(({ key, orientation }) => ({ work: key, variant: VARIANTS[orientation] }));
}
