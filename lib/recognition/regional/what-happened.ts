import type { Change } from '../../model/work.ts';
import { areaOf, type Outlines, type Size } from './outlines.ts';
import { localAxes } from './pose.ts';
import type { Verification } from './verify.ts';

/** Parts of an area that alignment may err by. */
const WHOLE = 0.96;
const WHOLE_COPY = 0.95;
const RESIZED = 0.03;
const TILTED_DEGREES = 1;
const STRETCHED = 1.04;
/** Blocks that are not alike, of all with structure, before something lies over them. */
const OVERLAID = { share: 0.06, blocks: 3 };

/**
 * Reads from the pose and the blocks what was done to a work on its way to a copy; nothing of it: the same picture,
 * perhaps encoded anew. Sizes are of the files in pixels; `plane` is what was searched.
 */
export function whatHappened(
  { pose, alike, unlike, anisotropy }: Verification,
  { inWork, inCopy }: Outlines,
  work: Size,
  copy: Size,
  plane: Size,
): readonly Change[] {
  const happened: Change[] = [];
  const longest = Math.max(work.width, work.height);
  const axes = localAxes(pose, work.width / longest / 2, work.height / longest / 2);
  const determinant = axes.ax * axes.by - axes.ay * axes.bx;
  const perWorkPixel =
    (Math.sqrt(Math.abs(determinant)) / longest) *
    (Math.max(copy.width, copy.height) / Math.max(plane.width, plane.height));
  if (Math.abs(Math.log(perWorkPixel)) > RESIZED) happened.push('resized');
  if (areaOf(inWork) < WHOLE) happened.push('cropped');
  if (determinant < 0) happened.push('mirrored');
  const degrees = (Math.atan2(axes.ay, determinant < 0 ? -axes.ax : axes.ax) * 180) / Math.PI;
  const quarters = Math.round(degrees / 90);
  if (quarters !== 0) happened.push('rotated');
  if (Math.abs(degrees - quarters * 90) > TILTED_DEGREES || anisotropy > STRETCHED) happened.push('tilted');
  if (unlike >= OVERLAID.blocks && unlike > OVERLAID.share * (alike + unlike)) happened.push('overlaid');
  if (areaOf(inCopy) < WHOLE_COPY) happened.push('inside-larger');
  return happened;
}
