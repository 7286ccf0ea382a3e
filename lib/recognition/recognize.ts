import type { Change } from '../model/work.ts';
import { reduceTo, type LumaPlane } from './luma.ts';
import { buildAnchorIndex, type AnchorIndex } from './regional/anchor-index.ts';
import { NO_ANCHORS, type Anchors } from './regional/anchors.ts';
import { balancePoints } from './regional/balance-points.ts';
import { blobPoints } from './regional/blob-points.ts';
import { chooseAnchors, WORK_SIDE } from './regional/choose-anchors.ts';
import { describePoint } from './regional/describe-points.ts';
import { isGraphic } from './regional/graphics-gate.ts';
import { outlinesOf, type Outlines, type Size } from './regional/outlines.ts';
import { uprightPose, type Pose } from './regional/pose.ts';
import { scaleSpaceOf, type ScaleSpace } from './regional/scale-space.ts';
import { TURNS, VARIANTS, WORDS } from './regional/sign-descriptor.ts';
import { thumbnailOf, type Thumbnail } from './regional/thumbnail.ts';
import { verify, type Verification } from './regional/verify.ts';
import { voteForWorks } from './regional/vote.ts';
import { whatHappened } from './regional/what-happened.ts';

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
  /** Sizes and thumbnails of works by their places in the index, in that order; `null` for each that is gone. */
  kept(works: readonly number[]): Promise<readonly (KeptWork | null)[]>;
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
  readonly happened: readonly Change[];
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

/** Reads the fingerprint of a work: about 40 ms. */
export function fingerprintOf(luma: LumaPlane): Fingerprint {
  const plane = reduceTo(luma, WORK_SIDE);
  const graphic = isGraphic(plane);
  return {
    width: luma.width,
    height: luma.height,
    isGraphic: graphic,
    anchors: graphic ? NO_ANCHORS : chooseAnchors(plane),
    thumbnail: thumbnailOf(luma),
  };
}

/** An index of works that are all in memory. */
export function indexWorks(works: readonly Fingerprint[]): WorkIndex {
  return {
    anchors: buildAnchorIndex(works.map(({ anchors }) => anchors)),
    kept: (some) => Promise.resolve(some.map((work) => works[work] ?? null)),
  };
}

/** A work laid on a picture, well or not. */
export interface LaidWork {
  readonly work: number;
  readonly kept: KeptWork;
  /** Anchors that led to it; none where a hash of the whole picture did. */
  readonly votes: number;
  readonly verification: Verification;
  /** What was searched. */
  readonly plane: Size;
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
  const matches = new Map<number, WorkMatch>();
  for await (const laid of layWorks(index, luma, budget, whole, (work) => matches.has(work))) {
    const match = matchOf(laid, luma);
    if (match !== null) matches.set(laid.work, match);
  }
  return [...matches.values()].toSorted((a, b) => evidenceOf(b.verification) - evidenceOf(a.verification));
}

/** Lays on the picture every work that something speaks for, the likeliest first, but for those that are `settled`. */
export async function* layWorks(
  index: WorkIndex,
  luma: LumaPlane,
  budget: Budget,
  whole: readonly WholeCandidate[] = [],
  settled: (work: number) => boolean = () => false,
): AsyncGenerator<LaidWork> {
  const plane = reduceTo(luma, SIDE);
  const space = scaleSpaceOf(plane);
  const wholes = await keptOf(whole);
  for (const { work, variant } of whole) {
    const kept = wholes.get(work);
    if (kept != null) yield* lay(work, kept, wholePose(variant, kept, plane), 0);
  }
  const voted = voteForWorks(index.anchors, describeAll(space), CANDIDATES, () => budget.spent());
  const parts = await keptOf(voted);
  for (const { work, pose, votes } of voted) {
    if (budget.spent()) return;
    const kept = parts.get(work);
    if (kept != null) yield* lay(work, kept, pose, votes);
  }

  /** Of all at once: one after the other, most of the time would be waiting. */
  async function keptOf(some: readonly { readonly work: number }[]): Promise<ReadonlyMap<number, KeptWork | null>> {
    const works = [...new Set(some.map(({ work }) => work))].filter((work) => !settled(work));
    const kept = await index.kept(works);
    return new Map(works.map((work, at) => [work, kept[at] ?? null]));
  }

  function* lay(work: number, kept: KeptWork, pose: Pose, votes: number): Generator<LaidWork> {
    if (settled(work)) return;
    const verification = verify(space, kept.thumbnail, anchorsOf(index.anchors, work), pose, votes);
    if (verification !== null) yield { work, kept, votes, verification, plane };
  }
}

/** What a work that was laid on a picture amounts to; `null`: it is not in it. */
export function matchOf({ work, kept, votes, verification, plane }: LaidWork, copy: Size): WorkMatch | null {
  const sureness = surenessOf(verification, votes);
  const outlines = sureness === null ? null : outlinesOf(verification.pose, kept, plane);
  if (sureness === null || outlines === null) return null;
  const happened = whatHappened(verification, outlines, kept, copy, plane);
  return { work, sureness, happened, verification, ...outlines };
}

function describeAll(space: ScaleSpace) {
  const { width, height } = space.plane;
  const limits = { leastSigma: LEAST_SIGMA, mostSigma: Math.max(width, height) };
  const strong = blobPoints(space, { ...limits, leastStrength: STRENGTH });
  const points = strong.length < FEW ? blobPoints(space, { ...limits, leastStrength: FAINT }) : strong;
  return balancePoints(points, width, height, POINTS).map((point) => describePoint(space, point));
}

function wholePose(variant: number, kept: Size, plane: Size): Pose {
  const longest = Math.max(kept.width, kept.height);
  const center = [kept.width / longest / 2, kept.height / longest / 2] as const;
  const isTransposed = TURNS[variant % VARIANTS]?.isTransposed === true;
  const scale = Math.max(plane.width, plane.height);
  const pose = uprightPose(variant, scale, center, [(plane.width - 1) / 2, (plane.height - 1) / 2]);
  // A copy squeezed to another shape is still whole.
  const across = plane.width / scale / (isTransposed ? center[1] * 2 : center[0] * 2);
  const down = plane.height / scale / (isTransposed ? center[0] * 2 : center[1] * 2);
  return pose.map((value, at) => {
    if (at === 2) return (plane.width - 1) / 2 + (value - (plane.width - 1) / 2) * across;
    if (at === 5) return (plane.height - 1) / 2 + (value - (plane.height - 1) / 2) * down;
    return value * (at < 2 ? across : at < 6 && at > 2 ? down : 1);
  });
}

function anchorsOf(
  { firsts, descriptors, places }: AnchorIndex,
  work: number,
): Pick<Anchors, 'descriptors' | 'places'> {
  const first = firsts[work] ?? 0;
  const end = firsts[work + 1] ?? first;
  return { descriptors: descriptors.subarray(first * WORDS, end * WORDS), places: places.subarray(first, end) };
}

/**
 * Blocks of the thumbnail and anchors that are there, together, as far as all that is seen is alike: by chance some
 * blocks are, along a frame or a round rim, but never the whole.
 */
export function evidenceOf({ score, confirmed, likeness }: Verification): number {
  return Math.max(0, likeness) * (score + confirmed.weight);
}

/** Least evidence for a match. */
export const LIKELY = 6;
export const CLOSE = 12;
const MOST_STRETCHED = 1.6;
/**
 * A round rim or a frame lies well on that of another picture, and some anchors with it. Where blocks that are alike do
 * not outnumber the others by so much, half of the anchors have to be there.
 */
const OUTNUMBERED = 1.25;
const WHOLE_LIKENESS = 0.6;

function surenessOf(found: Verification, votes: number): WorkMatch['sureness'] | null {
  // A hash of the whole picture led here.
  if (votes === 0 && found.likeness >= WHOLE_LIKENESS) return 'close';
  if (found.anisotropy > MOST_STRETCHED) return null;
  const evidence = evidenceOf(found);
  const isMostlyAlike = found.alike >= OUTNUMBERED * found.unlike;
  const hasDetail = found.alike >= 10 || found.confirmed.there >= 3;
  if (evidence < LIKELY || !hasDetail) return null;
  if (!isMostlyAlike && found.confirmed.there * 2 < found.confirmed.looked) return null;
  return evidence >= CLOSE ? 'close' : 'likely';
}
