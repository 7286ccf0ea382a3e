import type { Corner } from '../model/badge-look.ts';

/** A box in CSS pixels of the viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Length = 'full' | 'short' | 'tiny' | 'bare';

/** How much room labels may take: many badges in view all go tiny; small ones do where they have tiny words. */
export type Room = 'normal' | 'small' | 'crowded';

/** Where a badge is to stand if it can, and how much room it may take. */
export interface Wish {
  readonly corner: Corner;
  readonly room: Room;
}

/** Measured size of each text a verdict has; `bare` is the tiny one without the mark. */
export type Sizes = Readonly<Record<Length, Size | null>>;

/** Below this width or height nothing is labeled on the page. */
const MIN_WIDTH = 72;
export const MIN_HEIGHT = 48;
/** Narrower pictures get the tiny text, and still narrower ones without the mark. */
const TINY_BELOW = 140;
const BARE_BELOW = 96;
/** A picture lower than this is often the whole of a link; its badge may take a quarter of it at most. */
const LOW_BELOW = 96;
const LARGEST_SHARE = 1 / 4;

const PICTURE_CORNERS: readonly Corner[] = ['bottom-start', 'top-start', 'top-end', 'bottom-end'];
/** Controls stand at the bottom. */
const VIDEO_CORNERS: readonly Corner[] = ['top-start', 'top-end', 'bottom-start', 'bottom-end'];
/** Texts for pictures with room for any, in order of preference. */
const LENGTHS: Readonly<Record<Room, readonly Length[]>> = {
  normal: ['full', 'short', 'tiny'],
  small: ['tiny', 'short'],
  crowded: ['tiny'],
};

/**
 * The preferred text that fits a picture; `null` when none may stand on it.
 */
export function lengthFor(picture: Size, sizes: Sizes, room: Room): Length | null {
  if (picture.width < MIN_WIDTH || picture.height < MIN_HEIGHT) return null;
  const tiny: Length = picture.width < BARE_BELOW ? 'bare' : 'tiny';
  const lengths = picture.width < TINY_BELOW ? [tiny] : LENGTHS[room];
  return lengths.find((length) => fits(sizes[length], picture, insetOf(length))) ?? null;
}

/** Distance from the picture's edges, in pixels. */
export function insetOf(length: Length): number {
  return length === 'tiny' || length === 'bare' ? 4 : 8;
}

/** All corners, the preferred one first; of a video the one above it, clear of the controls. */
export function cornersFor(preferred: Corner, isVideo: boolean): readonly Corner[] {
  if (!isVideo) return preferring(preferred, PICTURE_CORNERS);
  return preferring(preferred.endsWith('end') ? 'top-end' : 'top-start', VIDEO_CORNERS);
}

/** The same corners, with one of them first. */
export function preferring(first: Corner, corners: readonly Corner[]): readonly Corner[] {
  return [first, ...corners.filter((corner) => corner !== first)];
}

/** Top left of a badge in one corner of a box, or `null` where it does not fit inside. */
export function cornerPoint(
  box: Box,
  badge: Size,
  corner: Corner,
  inset: { readonly x: number; readonly y: number },
  isRightToLeft: boolean,
): Point | null {
  if (badge.width + 2 * inset.x > box.width + ROUNDING || badge.height + 2 * inset.y > box.height + ROUNDING)
    return null;
  const isLeft = corner.endsWith('start') !== isRightToLeft;
  const isTop = corner.startsWith('top');
  return {
    x: isLeft ? box.x + inset.x : box.x + box.width - inset.x - badge.width,
    y: isTop ? box.y + inset.y : box.y + box.height - inset.y - badge.height,
  };
}

/** What two boxes share; `null` when nothing. */
export function intersect(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

export function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Layout boxes are fractions of a pixel. */
const ROUNDING = 0.5;

function fits(badge: Size | null, picture: Size, inset: number): boolean {
  if (badge === null || badge.width + 2 * inset > picture.width) return false;
  const share = (badge.width * badge.height) / (picture.width * picture.height);
  return picture.height >= LOW_BELOW || share <= LARGEST_SHARE;
}
