import { isVideo } from './find-media.ts';
import type { Label, Plan } from './label.ts';
import { pictureBox } from './picture-box.ts';
import {
  type Box,
  type Corner,
  type Point,
  type Size,
  cornerPoint,
  cornersFor,
  insetOf,
  lengthFor,
} from './placement.ts';
import { type Ground, groundAt } from './probe-corner.ts';
import { clipBox, isPainted, surroundingsOf } from './visible-box.ts';

/** How far into the picture, as shares of its sides, a corner may move when rounding or turning took it away. */
const SHARES_INWARD = [0, 0.08, 0.16, 0.24, 0.32];

/**
 * Finds the place of a badge, or `null` where it may not stand now. Only reads the layout.
 * @param mayMove a layout change happened: a corner that is taken now may be given up for another.
 */
export function planBadge(label: Label, overlay: Element, isCrowded: boolean, mayMove: boolean): Plan | null {
  const { element } = label.spot;
  if (!isPainted(element)) return null;
  label.surroundings ??= surroundingsOf(element);
  const { clips, isFixed, isRightToLeft } = label.surroundings;
  const picture = pictureBox(element);
  const length = lengthFor(picture, label.badge.sizes, isCrowded);
  const size = length === null ? null : label.badge.sizes[length];
  const visible = clipBox(picture, clips);
  if (length === null || size === null || visible === null) return null;

  const place = { visible, size, inset: insetOf(length), isRightToLeft, element, overlay };
  const isKept = label.corner !== null && !mayMove;
  const corners = isKept ? [label.corner] : preferring(label.corner, cornersFor(isVideo(element)));
  for (const corner of corners) {
    const found = corner === null ? null : inCorner(place, corner);
    if (corner !== null && found !== null) return { ...found, length, corner, isFixed };
  }
  return null;
}

interface Place {
  readonly visible: Box;
  readonly size: Size;
  readonly inset: number;
  readonly isRightToLeft: boolean;
  readonly element: Element;
  readonly overlay: Element;
}

type Found = Point & { readonly isTested: boolean };

/** The outermost place in a corner that lies on the picture and is free; else one that is at least half on it. */
function inCorner({ visible, size, inset, isRightToLeft, element, overlay }: Place, corner: Corner): Found | null {
  let halfOn: Found | null = null;
  for (const share of SHARES_INWARD) {
    const inward = { x: inset + share * visible.width, y: inset + share * visible.height };
    const point = cornerPoint(visible, size, corner, inward, isRightToLeft);
    if (point === null) break;
    const groundUnder = (across: number): Ground =>
      groundAt({ x: point.x + across * size.width, y: point.y + size.height / 2 }, element, overlay);
    const ground = groundUnder(1 / 2);
    if (ground === 'covered') break;
    if (ground === 'offscreen') return { ...point, isTested: false };
    if (ground === 'beside') continue;
    if (groundUnder(0) !== 'beside' && groundUnder(1) !== 'beside') return { ...point, isTested: true };
    halfOn ??= { ...point, isTested: true };
  }
  return halfOn;
}

function preferring(current: Corner | null, corners: readonly Corner[]): readonly Corner[] {
  return current === null ? corners : [current, ...corners.filter((corner) => corner !== current)];
}
