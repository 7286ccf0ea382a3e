import { unpackPlace } from './anchors.ts';
import { REGION } from './blob-points.ts';
import { localAxes, throughPose, type Pose } from './pose.ts';
import type { ScaleSpace } from './scale-space.ts';
import { coefficientsOf, distanceBetween, packSigns, WORDS } from './sign-descriptor.ts';

/** Anchors of a work looked for where a pose puts them. */
export interface Confirmation {
  /** Those that lie within the picture. */
  readonly looked: number;
  /** Those that are there. */
  readonly there: number;
  /**
   * How much they say together: more for fewer wrong bits. The best of them says nothing: it may be what led to the
   * work, which a stranger's region does by chance.
   */
  readonly weight: number;
}

/** A region of a stranger differs in 64 bits of 128, give or take 10 with a work's that it lies on by chance. */
const THERE = 40;

/**
 * Looks for each anchor where the pose puts it, leaning as the pose leans: finer detail than a thumbnail has, which no
 * stranger shares.
 */
export function confirmAnchors(
  space: ScaleSpace,
  pose: Pose,
  descriptors: Uint32Array,
  places: Uint32Array,
): Confirmation {
  const { width, height } = space.plane;
  const found = new Uint32Array(WORDS);
  let looked = 0;
  let there = 0;
  let weight = 0;
  let best = 0;
  for (const [index, packed] of places.entries()) {
    const place = unpackPlace(packed);
    const [x, y] = throughPose(pose, place.x, place.y);
    const axes = localAxes(pose, place.x, place.y);
    const half = REGION * place.sigma;
    const region = { x, y, ax: axes.ax * half, ay: axes.ay * half, bx: axes.bx * half, by: axes.by * half };
    const reachX = Math.abs(region.ax) + Math.abs(region.bx);
    const reachY = Math.abs(region.ay) + Math.abs(region.by);
    // Also leaves out what is no number.
    if (!(region.x >= reachX && region.y >= reachY && region.x + reachX < width && region.y + reachY < height))
      continue;
    looked++;
    packSigns(coefficientsOf(space, region), found, 0);
    const distance = distanceBetween(found, 0, descriptors, index * WORDS);
    if (distance > THERE) continue;
    there++;
    const own = (THERE + 4 - distance) / 16;
    best = Math.max(best, own);
    weight += own;
  }
  return { looked, there, weight: weight - best };
}
