import type { Orientation } from '../model/raster.ts';
import type { WorkFingerprint } from './fingerprint-bytes.ts';
import { HammingIndex } from './hamming-index.ts';
import type { LumaPlane } from './luma.ts';
import { PDQ_BYTES, PDQ_LEAST_QUALITY } from './pdq.ts';
import type { WholeCandidate } from './recognize.ts';
import { type AnchorIndex, buildAnchorIndex } from './regional/anchor-index.ts';
import { wholeQueriesOf } from './whole.ts';

/** All of a person's works: their wholes and their parts, by the place of each work. */
export interface WorksIndex {
  readonly wholes: HammingIndex;
  readonly anchors: AnchorIndex;
}

/** Builds the index; a whole that is too flat to be told from others is left out. */
export function buildWorksIndex(works: readonly WorkFingerprint[]): WorksIndex {
  const clear = [...works.entries()].filter(([, { quality }]) => quality >= PDQ_LEAST_QUALITY);
  const hashes = new Uint8Array(clear.length * PDQ_BYTES);
  for (const [at, [, { hash }]] of clear.entries()) hashes.set(hash, at * PDQ_BYTES);
  return {
    wholes: HammingIndex.of(
      Uint32Array.from(clear, ([work]) => work),
      hashes,
    ),
    anchors: buildAnchorIndex(works.map(({ anchors }) => anchors)),
  };
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
