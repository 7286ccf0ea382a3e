import type { MatchFigures, SightingEvidence } from '../evidence/evidence.ts';
import { hashOf } from '../recognition/fingerprint-bytes.ts';
import { lumaOf } from '../recognition/luma.ts';
import { pdqDistance } from '../recognition/pdq.ts';
import { CLOSE, evidenceOf, LIKELY, layWorks } from '../recognition/recognize.ts';
import { wholeQueriesOf } from '../recognition/whole.ts';
import { WorksIndexMaker, wholeCandidates } from '../recognition/works-index.ts';
import { keptWork } from './kept-work.ts';
import { smallPicture } from './small-picture.ts';

/** A work as the catalog keeps it, to be compared with one file. */
export interface ComparedWork extends Pick<SightingEvidence, 'work' | 'fingerprint'> {
  /** Encoded thumbnail that a likeness is aligned with. */
  readonly luma: Uint8Array<ArrayBuffer> | null;
}

/** How alike a file and one work are; `null` where the file is no picture, or the work's fingerprint is gone. */
export async function measureLikeness(file: Blob, compared: ComparedWork): Promise<MatchFigures | null> {
  const hash = compared.fingerprint === null ? null : hashOf(compared.fingerprint);
  const picture = await smallPicture(file, false);
  if (compared.fingerprint === null || hash === null || picture === null || picture === 'too-large') return null;
  const luma = lumaOf(picture.small);
  const maker = new WorksIndexMaker(1);
  maker.add(compared.fingerprint);
  const index = maker.make();
  const kept = compared.luma === null ? null : keptWork(compared.work, compared.luma);
  let best: Pick<MatchFigures, 'likeness' | 'points' | 'evidence'> = { likeness: null, points: 0, evidence: 0 };
  for await (const { verification } of layWorks(
    { anchors: index.anchors, kept: async (works) => works.map(() => kept) },
    luma,
    { spent: () => false },
    wholeCandidates(index, luma),
  )) {
    const evidence = evidenceOf(verification);
    if (best.likeness !== null && evidence <= best.evidence) continue;
    best = { likeness: verification.likeness, points: verification.confirmed.there, evidence };
  }
  const distances = wholeQueriesOf(luma).hashes.map((each) => pdqDistance(each, hash));
  return { pdqDistance: Math.min(...distances), ...best, limits: { likely: LIKELY, close: CLOSE } };
}
