import type { Orientation } from '../model/raster.ts';
import { partsOf } from './fingerprint-bytes.ts';
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

/** Puts packed fingerprints, as they come from storage, where the index needs them: without an object for any of them. */
export class WorksIndexMaker {
  readonly #anchorsEach: number;
  #works = 0;
  #anchors = 0;
  #clear = 0;
  #firsts: Uint32Array<ArrayBuffer>;
  #keys: Uint32Array<ArrayBuffer>;
  #hashes: Uint8Array<ArrayBuffer>;
  #descriptors: Uint8Array<ArrayBuffer>;
  #places: Uint8Array<ArrayBuffer>;

  /** @param expected works; there may be more or fewer */
  constructor(expected: number) {
    this.#anchorsEach = Math.min(ANCHORS, Math.floor(MOST_IN_ALL / Math.max(1, expected)));
    const anchors = expected * this.#anchorsEach;
    this.#firsts = new Uint32Array(expected + 1);
    this.#keys = new Uint32Array(expected);
    this.#hashes = new Uint8Array(expected * PDQ_BYTES);
    this.#descriptors = new Uint8Array(anchors * WORDS * 4);
    this.#places = new Uint8Array(anchors * 4);
  }

  /** Adds a work at the next place. @returns false, and nothing is added, for what is no fingerprint of this version */
  add(packed: Uint8Array): boolean {
    const parts = partsOf(packed);
    if (parts === null) return false;
    const count = Math.min(parts.count, this.#anchorsEach);
    this.#makeRoom(count);
    // A whole that is too flat to be told from others is left out.
    if (parts.quality >= PDQ_LEAST_QUALITY) {
      this.#keys[this.#clear] = this.#works;
      this.#hashes.set(packed.subarray(parts.hash, parts.hash + PDQ_BYTES), this.#clear * PDQ_BYTES);
      this.#clear += 1;
    }
    const { descriptors, places } = parts;
    this.#descriptors.set(packed.subarray(descriptors, descriptors + count * WORDS * 4), this.#anchors * WORDS * 4);
    this.#places.set(packed.subarray(places, places + count * 4), this.#anchors * 4);
    this.#anchors += count;
    this.#works += 1;
    this.#firsts[this.#works] = this.#anchors;
    return true;
  }

  /** The index of what was added. The maker is spent. */
  make(): WorksIndex {
    const works = this.#works;
    return {
      wholes: HammingIndex.of(this.#keys.subarray(0, this.#clear), this.#hashes.subarray(0, this.#clear * PDQ_BYTES)),
      anchors: indexAnchors({
        works,
        firsts: this.#firsts.subarray(0, works + 1),
        descriptors: new Uint32Array(this.#descriptors.buffer, 0, this.#anchors * WORDS),
        places: new Uint32Array(this.#places.buffer, 0, this.#anchors),
      }),
    };
  }

  #makeRoom(anchors: number): void {
    if (this.#works + 1 >= this.#firsts.length) {
      const works = Math.max(16, this.#works * 2);
      this.#firsts = grown(this.#firsts, new Uint32Array(works + 1));
      this.#keys = grown(this.#keys, new Uint32Array(works));
      this.#hashes = grown(this.#hashes, new Uint8Array(works * PDQ_BYTES));
    }
    if ((this.#anchors + anchors) * 4 <= this.#places.length) return;
    const room = Math.max(512, (this.#anchors + anchors) * 2);
    this.#descriptors = grown(this.#descriptors, new Uint8Array(room * WORDS * 4));
    this.#places = grown(this.#places, new Uint8Array(room * 4));
  }
}

function grown<Numbers extends Uint8Array | Uint32Array>(before: Numbers, after: Numbers): Numbers {
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
