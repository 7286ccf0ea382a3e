import type { WorkFingerprint } from './fingerprint-bytes.ts';
import type { LumaPlane } from './luma.ts';
import { PDQ_BYTES, PDQ_LEAST_QUALITY, PDQ_RADIUS } from './pdq.ts';
import type { WholeCandidate } from './recognize.ts';
import { type AnchorIndex, buildAnchorIndex } from './regional/anchor-index.ts';
import { wholeQueriesOf } from './whole.ts';

/** All of a person's works: their wholes and their parts, by the place of each work. */
export interface WorksIndex {
  readonly hashes: Uint32Array;
  readonly anchors: AnchorIndex;
}

/** Builds the index; wholes of too little quality are left out of it. */
export function buildWorksIndex(works: readonly WorkFingerprint[]): WorksIndex {
  const hashes = new Uint32Array(works.length * WORDS);
  for (const [at, { hash }] of works.entries()) hashes.set(wordsOf(hash), at * WORDS);
  return { hashes, anchors: buildAnchorIndex(works.map(({ anchors }) => anchors)) };
}

const WORDS = PDQ_BYTES / 4;

function wordsOf(hash: Uint8Array): Uint32Array {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return Uint32Array.from({ length: WORDS }, (_, at) => view.getUint32(at * 4, true));
}

/** The variant of `TURNS` under which a work is seen in a picture whose hash under each of `ORIENTATIONS` is the work's. */
const VARIANT_OF_ORIENTATION = [0, 1, 3, 2, 4, 6, 7, 5] as const;

/** Works that the whole picture looks like, however it is turned; none where it is too flat to be told from others. */
export function wholeCandidates({ hashes }: WorksIndex, luma: LumaPlane): readonly WholeCandidate[] {
  const query = wholeQueriesOf(luma);
  if (query.quality < PDQ_LEAST_QUALITY) return [];
  return query.hashes.flatMap((hash, at) => {
    const variant = VARIANT_OF_ORIENTATION[at] ?? 0;
    return nearest(hashes, wordsOf(hash)).map((work) => ({ work, variant }));
  });
}

function nearest(hashes: Uint32Array, query: Uint32Array): readonly number[] {
  const found: number[] = [];
  for (let work = 0; work * WORDS < hashes.length; work += 1) {
    let distance = 0;
    for (let word = 0; word < WORDS && distance <= PDQ_RADIUS; word += 1)
      distance += bitsOf((hashes[work * WORDS + word] ?? 0) ^ (query[word] ?? 0));
    if (distance <= PDQ_RADIUS) found.push(work);
  }
  return found;
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
