import { type LumaPlane, reduceTo } from '../luma.ts';
import { align, type Alignment } from './align.ts';
import type { Anchors } from './anchors.ts';
import { scoreBlocks, type BlockScore } from './block-score.ts';
import { confirmAnchors, type Confirmation } from './confirm-anchors.ts';
import type { Freedom } from './least-squares.ts';
import { localContrast } from './local-contrast.ts';
import { affinePose, afterPose, anisotropyOf, localAxes, type Pose } from './pose.ts';
import type { ScaleSpace } from './scale-space.ts';
import { THUMBNAIL_SIDE, type Thumbnail } from './thumbnail.ts';
import { warpOnto } from './warp.ts';

/** How well a work was found to lie in a picture. */
export interface Verification extends BlockScore {
  readonly pose: Pose;
  readonly confirmed: Confirmation;
  /** How much the pose stretches the work more one way than the other: from 1. */
  readonly anisotropy: number;
}

const COARSE = { side: 32, steps: 14 };
const FINE = { side: THUMBNAIL_SIDE, steps: 10 };
/** Less alike than this when coarse is no candidate. */
const HOPELESS = 0.15;
/** Likeness between which perspective is tried: less is no match, more needs none. */
const TILTED = { from: 0.2, to: 0.8 };
/** Anchors that seldom agree by chance; one fewer where the coarse likeness speaks for the work too. */
const SURE = 3;
/** A lower score may be of a picture of few details that was drawn away. */
const THIN = 6;
/** Less alike than this after a round, it is no match, and the others are spared. */
const UNSETTLED = 0.25;
const SETTLING = { rounds: 3, steps: 5 };
/** Pixels of the thumbnail at a picture's edge that its contrast is not to be trusted in. */
const MARGIN = 4;

/**
 * Lays the picture on the thumbnail and compares them; `null` where that shows no likeness. Coarsely first, as the start
 * may be off; a start that as many as `SURE` anchors agree on is also taken as it is.
 */
export function verify(
  space: ScaleSpace,
  thumbnail: Thumbnail,
  anchors: Pick<Anchors, 'descriptors' | 'places'>,
  start: Pose,
  votes: number,
): Verification | null {
  const sights = sightsOf(thumbnail);
  let best = layCoarsely(space, sights, start);
  const isDoubtful = best === null || best.score.likeness < TILTED.to || best.score.score < THIN;
  if (isDoubtful && votes >= (best === null ? SURE : SURE - 1)) {
    const settled = settle(space, sights.fine(), start);
    if (settled !== null && (best === null || settled.score.score > best.score.score)) best = settled;
  }
  if (best === null) return null;
  if (best.score.likeness > TILTED.from && best.score.likeness < TILTED.to) {
    const tilted = lay(space, sights.fine(), best.pose, 8, FINE.steps);
    for (const pose of [best.pose, tilted?.pose ?? null]) {
      const settled = pose === null ? null : settle(space, sights.fine(), pose);
      if (settled !== null && settled.score.score > best.score.score) best = settled;
    }
  }
  const { pose, score } = best;
  const confirmed = confirmAnchors(space, pose, anchors.descriptors, anchors.places);
  const longest = Math.max(thumbnail.width, thumbnail.height);
  const middle = localAxes(pose, thumbnail.width / longest / 2, thumbnail.height / longest / 2);
  return { ...score, pose, confirmed, anisotropy: anisotropyOf(middle) };
}

/** A work's thumbnail in local contrast. */
interface Sight {
  /** That its longer one was brought to, if it was any longer. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
  readonly contrast: Float32Array;
}

/** What is compared with the picture: many times finely, if once coarsely shows any likeness. */
interface Sights {
  readonly coarse: Sight;
  fine(): Sight;
}

function sightsOf(thumbnail: Thumbnail): Sights {
  const plane = { ...thumbnail, pixels: new Float32Array(thumbnail.pixels) };
  let fine: Sight | null = null;
  return { coarse: sightOf(plane, COARSE.side), fine: () => (fine ??= sightOf(plane, FINE.side)) };
}

function sightOf(plane: LumaPlane, side: number): Sight {
  const { width, height, pixels } = reduceTo(plane, side);
  return { side, width, height, contrast: localContrast(pixels, width, height) };
}

interface Laid {
  readonly pose: Pose;
  readonly score: BlockScore;
}

function layCoarsely(space: ScaleSpace, sights: Sights, start: Pose): Laid | null {
  const coarse = lay(space, sights.coarse, start, 6, COARSE.steps);
  if (coarse === null || coarse.likeness < HOPELESS) return null;
  const fine = lay(space, sights.fine(), coarse.pose, 6, FINE.steps);
  if (fine === null || fine.likeness < HOPELESS) return null;
  return { pose: fine.pose, score: compare(space, sights.fine(), fine.pose) };
}

/**
 * Moves a pose that is nearly right, seeing no more of the picture than the work is said to take: what is around it,
 * on a page or in a frame, would draw it away.
 */
function settle(space: ScaleSpace, sight: Sight, start: Pose): Laid | null {
  const { width, height, contrast: fixed } = sight;
  const longest = Math.max(width, height);
  let pose = start;
  for (let round = 0; round < SETTLING.rounds; round++) {
    const toPlane = afterPose(pose, pixelsToUnits(longest));
    const { moving, isSeen } = seenThrough(space, toPlane, width, height, MARGIN);
    const pair = { width, height, fixed, movingWidth: width, movingHeight: height, moving, isSeen };
    const freedom = round === 0 ? 6 : 8;
    const aligned = align(pair, affinePose(1, 0, 0, 0, 1, 0), freedom, SETTLING.steps);
    pose = afterPose(toPlane, afterPose(aligned.pose, unitsToPixels(longest)));
    if (aligned.likeness < UNSETTLED || !pose.every(Number.isFinite)) return null;
  }
  return { pose, score: compare(space, sight, pose) };
}

function lay(space: ScaleSpace, sight: Sight, start: Pose, freedom: Freedom, steps: number): Alignment | null {
  const { side, width, height, contrast: fixed } = sight;
  const longest = Math.max(width, height);
  const toPlane = afterPose(start, pixelsToUnits(longest));
  // Room around, for a start that is off.
  const room = Math.round(side / 6);
  const toCanvas = affinePose(1, 0, room, 0, 1, room);
  const fromCanvas = affinePose(1, 0, -room, 0, 1, -room);
  const margin = Math.max(1, (MARGIN * side) / THUMBNAIL_SIDE);
  const [movingWidth, movingHeight] = [width + 2 * room, height + 2 * room];
  const seen = seenThrough(space, afterPose(toPlane, fromCanvas), movingWidth, movingHeight, margin);
  const { pose, likeness } = align(
    { width, height, fixed, movingWidth, movingHeight, ...seen },
    toCanvas,
    freedom,
    steps,
  );
  const aligned = afterPose(toPlane, afterPose(fromCanvas, afterPose(pose, unitsToPixels(longest))));
  return aligned.every(Number.isFinite) ? { pose: aligned, likeness } : null;
}

function compare(space: ScaleSpace, { width, height, contrast }: Sight, pose: Pose): BlockScore {
  const toPlane = afterPose(pose, pixelsToUnits(Math.max(width, height)));
  const { moving, isSeen } = seenThrough(space, toPlane, width, height, MARGIN);
  return scoreBlocks(contrast, moving, isSeen, width, height);
}

function seenThrough(space: ScaleSpace, pose: Pose, width: number, height: number, margin: number) {
  const { pixels, isSeen } = warpOnto(space, pose, width, height, margin);
  return { moving: localContrast(pixels, width, height), isSeen };
}

/** From pixels of a plane of the work to parts of its longer side. */
function pixelsToUnits(longest: number): Pose {
  return affinePose(1 / longest, 0, 0.5 / longest, 0, 1 / longest, 0.5 / longest);
}

function unitsToPixels(longest: number): Pose {
  return affinePose(longest, 0, -0.5, 0, longest, -0.5);
}
