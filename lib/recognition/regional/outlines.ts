import { inversePose, throughPose, type Pose } from './pose.ts';

/** A corner of an outline, in parts of the width and the height: 0 to 1. */
export type Corner = readonly [x: number, y: number];

/** What of a work is in a copy, as seen in each. */
export interface Outlines {
  /** The part of the work that the copy shows. */
  readonly inWork: readonly Corner[];
  /** Where the copy shows it. */
  readonly inCopy: readonly Corner[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SQUARE: readonly Corner[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** The outlines of what a pose says the work and the plane have in common; `null` where it is no area. */
export function outlinesOf(pose: Pose, work: Size, plane: Size): Outlines | null {
  const back = inversePose(pose);
  if (back === null) return null;
  const longest = Math.max(work.width, work.height);
  const toCopy = ([x, y]: Corner): Corner => {
    const [px, py] = throughPose(pose, (x * work.width) / longest, (y * work.height) / longest);
    return [(px + 0.5) / plane.width, (py + 0.5) / plane.height];
  };
  const toWork = ([x, y]: Corner): Corner => {
    const [u, v] = throughPose(back, x * plane.width - 0.5, y * plane.height - 0.5);
    return [(u * longest) / work.width, (v * longest) / work.height];
  };
  const inCopy = clip(SQUARE.map(toCopy));
  const inWork = clip(SQUARE.map(toWork));
  return inCopy.length < 3 || inWork.length < 3 ? null : { inCopy, inWork };
}

/** The area an outline encloses, in parts of the whole. */
export function areaOf(outline: readonly Corner[]): number {
  return Math.abs(signedArea(outline));
}

function signedArea(outline: readonly Corner[]): number {
  return (
    outline.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = outline[(index + 1) % outline.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}

/** What of the outline lies within the whole (Sutherland and Hodgman 1974). */
function clip(outline: readonly Corner[]): readonly Corner[] {
  let kept: readonly Corner[] = outline.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)) ? outline : [];
  for (const axis of [0, 1] as const)
    for (const [bound, sign] of [
      [0, 1],
      [1, -1],
    ] as const) {
      const inside = (corner: Corner): number => (corner[axis] - bound) * sign;
      kept = kept.flatMap((corner, index) => {
        const before = kept[(index + kept.length - 1) % kept.length] ?? corner;
        const own = inside(corner);
        const other = inside(before);
        const part = other / (other - own);
        const crossing: Corner = [
          before[0] + (corner[0] - before[0]) * part,
          before[1] + (corner[1] - before[1]) * part,
        ];
        return [...(own >= 0 !== other >= 0 ? [crossing] : []), ...(own >= 0 ? [corner] : [])];
      });
    }
  return kept;
}
