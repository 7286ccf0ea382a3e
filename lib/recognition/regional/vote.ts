import { workOf, type AnchorIndex } from './anchor-index.ts';
import { unpackPlace, type Place } from './anchors.ts';
import type { DescribedPoint } from './describe-points.ts';
import { affinePose, uprightPose, type Pose } from './pose.ts';
import { BITS, TURNS, VARIANTS } from './sign-descriptor.ts';
import { similarAnchors } from './similar-anchors.ts';

/** A work that a picture may hold, and where. */
export interface Candidate {
  readonly work: number;
  readonly pose: Pose;
  /** Anchors of the work that agree on it. */
  readonly votes: number;
  /** More for more votes and for fewer bits in which they differ. */
  readonly weight: number;
}

/** A region of the picture that looks like an anchor, with where it puts the work's center. */
interface Vote {
  readonly anchor: number;
  readonly distance: number;
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  /** Pixels that the work's longer side takes. */
  readonly scale: number;
  readonly centerX: number;
  readonly centerY: number;
}

/** Votes agree when their centers lie within this part of the work's size, and their sizes within this many octaves. */
const SAME_CENTER = 0.18;
const SAME_SIZE = 0.4;
/** A vote alone counts only if it differs in so few bits. */
const ALONE = 14;
/** Works look like themselves in more places than this only by repeating themselves. */
const MOST_VOTES = 96;
/** Beyond it a vote weighs nothing. */
const WEIGHTLESS = 36;
/** Farther from upright than 14 degrees a region no longer looks like its anchor. */
const MOST_LEAN = 0.25;

/** Which works the described points speak for, the likeliest first, at most `most`. `spent` is asked now and then. */
export function voteForWorks(
  index: AnchorIndex,
  points: readonly DescribedPoint[],
  most: number,
  spent: () => boolean,
): readonly Candidate[] {
  const ballots = new Map<number, Vote[]>();
  for (const [at, point] of points.entries()) {
    if (at % 32 === 31 && spent()) break;
    for (const [variant, hits] of similarAnchors(index, point.coefficients).entries())
      for (const { anchor, distance } of hits) {
        const work = workOf(index, anchor);
        const ballot = work * VARIANTS + variant;
        const votes = ballots.get(ballot) ?? [];
        if (votes.length >= MOST_VOTES) continue;
        votes.push(voteOf(point, unpackPlace(index.places[anchor] ?? 0), variant, anchor, distance));
        ballots.set(ballot, votes);
      }
  }
  const candidates: Candidate[] = [];
  for (const [ballot, votes] of ballots) {
    const party = largestParty(votes);
    if (party.length === 1 && (party[0]?.distance ?? BITS) > ALONE) continue;
    const variant = ballot % VARIANTS;
    const weight = party.reduce((sum, { distance }) => sum + ((WEIGHTLESS - distance) / 10) ** 2, 0);
    candidates.push({ work: Math.floor(ballot / VARIANTS), pose: poseOf(party, variant), votes: party.length, weight });
  }
  return candidates.toSorted((a, b) => b.weight - a.weight).slice(0, most);
}

function voteOf(point: DescribedPoint, place: Place, variant: number, anchor: number, distance: number): Vote {
  const scale = point.sigma / place.sigma;
  const { isTransposed = false, fx = 1, fy = 1 } = TURNS[variant] ?? {};
  // The middle of the longer side squared: the shorter side is not known here and shifts all votes alike.
  const dx = 0.5 - place.x;
  const dy = 0.5 - place.y;
  return {
    anchor,
    distance,
    place,
    x: point.x,
    y: point.y,
    scale,
    centerX: point.x + scale * fx * (isTransposed ? dy : dx),
    centerY: point.y + scale * fy * (isTransposed ? dx : dy),
  };
}

/** The most votes that agree with one of them, one for each anchor. */
function largestParty(votes: readonly Vote[]): readonly Vote[] {
  let best: readonly Vote[] = [];
  let most = 0;
  for (const seed of votes) {
    const party = new Map<number, Vote>();
    for (const vote of votes) {
      if (Math.hypot(vote.centerX - seed.centerX, vote.centerY - seed.centerY) > SAME_CENTER * seed.scale) continue;
      if (Math.abs(Math.log2(vote.scale / seed.scale)) > SAME_SIZE) continue;
      const rival = party.get(vote.anchor);
      if (rival === undefined || vote.distance < rival.distance) party.set(vote.anchor, vote);
    }
    let weight = 0;
    for (const { distance } of party.values()) weight += WEIGHTLESS - distance;
    if (weight > most) [most, best] = [weight, [...party.values()]];
  }
  return best;
}

/**
 * The similarity that fits the votes best. Where they lie too close together to tell how the work leans, it stands
 * upright.
 */
function poseOf(votes: readonly Vote[], variant: number): Pose {
  const { isTransposed = false, fx = 1, fy = 1 } = TURNS[variant] ?? {};
  const count = votes.length;
  const mean = { u: 0, v: 0, x: 0, y: 0, size: 0 };
  for (const vote of votes) {
    mean.u += vote.place.x / count;
    mean.v += vote.place.y / count;
    mean.x += vote.x / count;
    mean.y += vote.y / count;
    mean.size += Math.log2(vote.scale) / count;
  }
  const usual = 2 ** mean.size;
  let spread = 0;
  let along = 0;
  let across = 0;
  for (const { place, x, y } of votes) {
    const du = place.x - mean.u;
    const dv = place.y - mean.v;
    const u = fx * (isTransposed ? dv : du);
    const v = fy * (isTransposed ? du : dv);
    spread += u * u + v * v;
    along += u * (x - mean.x) + v * (y - mean.y);
    across += u * (y - mean.y) - v * (x - mean.x);
  }
  const upright = uprightPose(variant, usual, [mean.u, mean.v], [mean.x, mean.y]);
  if (count < 2 || spread < 0.02) return upright;
  const cos = along / spread;
  const sin = across / spread;
  const scale = Math.hypot(cos, sin);
  if (Math.abs(Math.log2(scale / usual)) > SAME_SIZE || Math.abs(sin) > MOST_LEAN * scale || cos <= 0) return upright;
  const [xx, xy, yx, yy] = isTransposed
    ? [-sin * fy, cos * fx, cos * fy, sin * fx]
    : [cos * fx, -sin * fy, sin * fx, cos * fy];
  return affinePose(xx, xy, mean.x - xx * mean.u - xy * mean.v, yx, yy, mean.y - yx * mean.u - yy * mean.v);
}
