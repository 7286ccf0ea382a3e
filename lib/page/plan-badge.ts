import type { Corner } from '../model/badge-look.ts';
import { hangBadge } from './hang-badge.ts';
import type { Label, Plan } from './label.ts';
import { pictureBox } from './picture-box.ts';
import {
  MIN_HEIGHT,
  type Box,
  type Point,
  type Wish,
  type Size,
  cornerPoint,
  cornersFor,
  insetOf,
  lengthFor,
  preferring,
} from './placement.ts';
import { type Ground, groundAt } from './probe-corner.ts';
import { clipBox, isPainted, surroundingsOf } from './visible-box.ts';

/** How far into the picture, as shares of its sides, a corner may move when rounding or turning took it away. */
const SHARES_INWARD = [0, 0.08, 0.16, 0.24, 0.32];

/**
 * Finds the place of a badge, or `null` where it may not stand now. Only reads the layout.
 * @param mayMove a layout change happened: a corner that is taken now may be given up for another.
 */
export function planBadge(
  label: Label,
  overlay: Element,
  { corner: preferred, room }: Wish,
  mayMove: boolean,
): Plan | null {
  const { element } = label.spot;
  if (!isPainted(element)) return null;
  label.surroundings ??= surroundingsOf(element);
  if (isAllControls(element)) return hangBadge(element, label, overlay, { corner: preferred, room });
  const { clips, isFixed, isRightToLeft } = label.surroundings;
  const picture = pictureBox(element);
  const length = lengthFor(picture, label.badge.sizes, room);
  const size = length === null ? null : label.badge.sizes[length];
  const visible = clipBox(picture, clips);
  if (length === null || size === null || visible === null) return null;

  const place = { visible, size, inset: insetOf(length), isRightToLeft, element, overlay };
  if (label.kept !== null && !mayMove) {
    const { corner, share } = label.kept;
    const kept = inCorner(place, corner, share);
    if (kept === null || kept.ground === 'covered') return null;
    return { ...kept.point, corner, share, length, isFixed, isTested: kept.ground !== 'offscreen' };
  }
  const corners = cornersFor(preferred, element instanceof HTMLVideoElement);
  for (const corner of label.kept === null ? corners : preferring(label.kept.corner, corners)) {
    const found = outermost(place, corner);
    if (found !== null) return { ...found, length, corner, isFixed };
  }
  return null;
}

/** A sound player, also where a `video` element is one because the file has no picture. */
function isAllControls(element: Element): boolean {
  if (element instanceof HTMLVideoElement) return element.videoHeight === 0 && element.clientHeight < MIN_HEIGHT;
  return element instanceof HTMLAudioElement;
}

interface Place {
  readonly visible: Box;
  readonly size: Size;
  readonly inset: number;
  readonly isRightToLeft: boolean;
  readonly element: Element;
  readonly overlay: Element;
}

type Found = Pick<Plan, 'x' | 'y' | 'share' | 'isTested'>;

/** The outermost place in a corner that lies on the picture and is free; else one that is at least half on it. */
function outermost(place: Place, corner: Corner): Found | null {
  let halfOn: Found | null = null;
  for (const share of SHARES_INWARD) {
    const tried = inCorner(place, corner, share);
    if (tried === null || tried.ground === 'covered') break;
    if (tried.ground === 'beside') continue;
    const found = { ...tried.point, share, isTested: tried.ground === 'free' };
    if (!found.isTested || (isOn(place, tried.point, 0) && isOn(place, tried.point, 1))) return found;
    halfOn ??= found;
  }
  return halfOn;
}

function inCorner(
  place: Place,
  corner: Corner,
  share: number,
): { readonly point: Point; readonly ground: Ground } | null {
  const { visible, size, inset, isRightToLeft } = place;
  const inward = { x: inset + share * visible.width, y: inset + share * visible.height };
  const point = cornerPoint(visible, size, corner, inward, isRightToLeft);
  return point === null ? null : { point, ground: groundUnder(place, point, 1 / 2) };
}

/** Whether one end of a badge, 0 or 1, lies on the picture. */
function isOn(place: Place, point: Point, end: 0 | 1): boolean {
  return groundUnder(place, point, end) !== 'beside';
}

function groundUnder({ size, element, overlay }: Place, { x, y }: Point, across: number): Ground {
  return groundAt({ x: x + across * size.width, y: y + size.height / 2 }, element, overlay);
}
