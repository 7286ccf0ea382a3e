import { reduceTo, type LumaPlane } from './luma.ts';
import { buildAnchorIndex, type AnchorIndex } from './regional/anchor-index.ts';
import { NO_ANCHORS, type Anchors } from './regional/anchors.ts';
import { balancePoints } from './regional/balance-points.ts';
import { blobPoints } from './regional/blob-points.ts';
import { chooseAnchors } from './regional/choose-anchors.ts';
import { describePoint } from './regional/describe-points.ts';
import { isGraphic } from './regional/graphics-gate.ts';
import { outlinesOf, type Outlines, type Size } from './regional/outlines.ts';
import { uprightPose } from './regional/pose.ts';
import { scaleSpaceOf, type ScaleSpace } from './regional/scale-space.ts';
import { TURNS, VARIANTS, WORDS } from './regional/sign-descriptor.ts';
import { thumbnailOf, type Thumbnail } from './regional/thumbnail.ts';
import { verify, type Verification } from './regional/verify.ts';
import { voteForWorks, type Candidate } from './regional/vote.ts';
import { whatHappened, type Happening } from './regional/what-happened.ts';

/** What a registered work is recognized by, apart from hashes of the whole picture. */
export interface Fingerprint extends Size {
  /** Drawn, written or nearly empty: matched whole only, so without anchors. */
  readonly isGraphic: boolean;
  readonly anchors: Anchors;
  readonly thumbnail: Thumbnail;
}

/** The works to recognize. What is looked up rarely is asked for: it need not be in memory. */
export interface WorkIndex {
  readonly anchors: AnchorIndex;
  /** The size and the thumbnail of a work by its place in the index; `null` where it is gone. */
  kept(work: number): Promise<KeptWork | null>;
}

export interface KeptWork extends Size {
  readonly thumbnail: Thumbnail;
}

/** A work that a whole picture looks like, by other means; `variant` of `TURNS` says how it is turned. */
export interface WholeCandidate {
  readonly work: number;
  readonly variant: number;
}

export interface WorkMatch extends Outlines {
  readonly work: number;
  /** `close`: no stranger comes near; `likely`: for a person to look at. */
  readonly sureness: 'close' | 'likely';
  readonly happened: readonly Happening[];
  readonly verification: Verification;
}

/** How far a search may go. */
export interface Budget {
  /** Whether its time is over. Asked often: cheap. */
  spent(): boolean;
}

/** Longer side of the plane in which parts are looked for. */
const SIDE = 640;
const POINTS = 400;
const STRENGTH = 1;
const FAINT = 0.3;
const FEW = 48;
const LEAST_SIGMA = 1.6;
const CANDIDATES = 50;

/** Reads the fingerprint of a work: about 100 ms. */
export function fingerprintOf(luma: LumaPlane): Fingerprint {
  const graphic = isGraphic(luma);
  return {
    width: luma.width,
    height: luma.height,
    isGraphic: graphic,
    anchors: graphic ? NO_ANCHORS : chooseAnchors(luma),
    thumbnail: thumbnailOf(luma),
  };
}

/** An index of works that are all in memory. */
export function indexWorks(works: readonly Fingerprint[]): WorkIndex {
  return {
    anchors: buildAnchorIndex(works.map(({ anchors }) => anchors)),
    kept: (work) => Promise.resolve(works[work] ?? null),
  };
}

/**
 * The works that a picture is a copy of, holds, or is a part of, the surest first. When the budget is spent, what was
 * found until then. `whole` are works that hashes of the whole picture already point to.
 */
export async function findWorks(
  index: WorkIndex,
  luma: LumaPlane,
  budget: Budget,
  whole: readonly WholeCandidate[] = [],
): Promise<readonly WorkMatch[]> {
  const plane = reduceTo(luma, SIDE);
  const space = scaleSpaceOf(plane);
  const matches = new Map<number, WorkMatch>();
  for (const { work, variant } of whole) {
    const kept = await index.kept(work);
    if (kept !== null) consider(work, kept, wholeCandidate(work, variant, kept, plane), true);
  }
  const candidates = voteForWorks(index.anchors, describeAll(space), CANDIDATES, () => budget.spent());
  for (const candidate of candidates) {
    if (budget.spent()) break;
    if (matches.has(candidate.work)) continue;
    const kept = await index.kept(candidate.work);
    if (kept !== null) consider(candidate.work, kept, candidate, false);
  }
  return [...matches.values()].toSorted((a, b) => evidenceOf(b.verification) - evidenceOf(a.verification));

  function consider(work: number, kept: KeptWork, { pose, votes }: Candidate, isWhole: boolean): void {
    const verification = verify(space, kept.thumbnail, anchorsOf(index.anchors, work), pose);
    const sureness = verification === null ? null : surenessOf(verification, votes, isWhole);
    if (verification === null || sureness === null) return;
    const outlines = outlinesOf(verification.pose, kept, plane);
    if (outlines === null) return;
    const happened = whatHappened(verification, outlines, kept, luma, plane);
    matches.set(work, { work, sureness, happened, verification, ...outlines });
  }
}

function describeAll(space: ScaleSpace) {
  const { width, height } = space.plane;
  const limits = { leastSigma: LEAST_SIGMA, mostSigma: Math.max(width, height) };
  const strong = blobPoints(space, { ...limits, leastStrength: STRENGTH });
  const points = strong.length < FEW ? blobPoints(space, { ...limits, leastStrength: FAINT }) : strong;
  return balancePoints(points, width, height, POINTS).map((point) => describePoint(space, point));
}

function wholeCandidate(work: number, variant: number, kept: Size, plane: Size): Candidate {
  const longest = Math.max(kept.width, kept.height);
  const center = [kept.width / longest / 2, kept.height / longest / 2] as const;
  const isTransposed = TURNS[variant % VARIANTS]?.isTransposed === true;
  const scale = Math.max(plane.width, plane.height);
  const pose = uprightPose(variant, scale, center, [(plane.width - 1) / 2, (plane.height - 1) / 2]);
  // A copy squeezed to another shape is still whole.
  const across = plane.width / scale / (isTransposed ? center[1] * 2 : center[0] * 2);
  const down = plane.height / scale / (isTransposed ? center[0] * 2 : center[1] * 2);
  const stretched = pose.map((value, at) => {
    if (at === 2) return (plane.width - 1) / 2 + (value - (plane.width - 1) / 2) * across;
    if (at === 5) return (plane.height - 1) / 2 + (value - (plane.height - 1) / 2) * down;
    return value * (at < 2 ? across : at < 6 && at > 2 ? down : 1);
  });
  return { work, pose: stretched, votes: 0, weight: Infinity };
}

function anchorsOf(
  { firsts, descriptors, places }: AnchorIndex,
  work: number,
): Pick<Anchors, 'descriptors' | 'places'> {
  const first = firsts[work] ?? 0;
  const end = firsts[work + 1] ?? first;
  return { descriptors: descriptors.subarray(first * WORDS, end * WORDS), places: places.subarray(first, end) };
}

/** Blocks of the thumbnail and anchors that are there, together. */
export function evidenceOf({ score, confirmed }: Verification): number {
  return score + confirmed.weight;
}

const LIKELY = 6;
const CLOSE = 12;
const MOST_STRETCHED = 1.6;

function surenessOf(found: Verification, votes: number, isWhole: boolean): WorkMatch['sureness'] | null {
  if (isWhole && found.likeness >= 0.6) return 'close';
  if (found.anisotropy > MOST_STRETCHED) return null;
  const evidence = evidenceOf(found);
  const hasDetail = found.alike >= 10 || found.confirmed.there >= 3;
  const isSteady = votes >= 3 && found.likeness >= 0.75 && found.score >= 1.5;
  if (!(evidence >= LIKELY && hasDetail) && !isSteady) return null;
  return evidence >= CLOSE ? 'close' : 'likely';
}
