import type { Box, Point, Size } from './placement.ts';

/** Gap between a badge and its card, and between a card and the edge of the viewport. */
const GAP = 4;
const MARGIN = 8;
/** A card is a sheet at the bottom where the viewport is narrower. */
const SHEET_BELOW = 400;
/** Share of the viewport's height a card may take. */
const LARGEST_SHARE = 0.8;
/** Lower than this a card cannot be read; it then goes against the edge instead. */
const MIN_HEIGHT = 160;

export type Side = 'above' | 'below';

export interface CardPlace extends Point {
  readonly side: Side;
  readonly maxHeight: number;
}

export function isSheet(viewport: Size): boolean {
  return viewport.width < SHEET_BELOW;
}

/**
 * Where a card stands: start-aligned with its badge, away from the picture, on the other side where there is no
 * room, and against the edge of the viewport where there is none on either.
 * @param away the side of the badge that leads out of the picture.
 */
export function placeCard(badge: Box, card: Size, viewport: Size, away: Side, isRightToLeft: boolean): CardPlace {
  const limit = Math.floor(viewport.height * LARGEST_SHARE);
  const wanted = Math.min(card.height, limit);
  const room = {
    above: badge.y - GAP - MARGIN,
    below: viewport.height - badge.y - badge.height - GAP - MARGIN,
  };
  const other: Side = away === 'above' ? 'below' : 'above';
  const roomier: Side = room.above > room.below ? 'above' : 'below';
  const side = room[away] >= wanted ? away : room[other] >= wanted ? other : roomier;
  const maxHeight = Math.min(limit, Math.max(MIN_HEIGHT, room[side]));
  const height = Math.min(wanted, maxHeight);
  const start = isRightToLeft ? badge.x + badge.width - card.width : badge.x;
  return {
    side,
    maxHeight,
    x: clamp(start, MARGIN, viewport.width - MARGIN - card.width),
    y: side === 'below' ? badge.y + badge.height + GAP : badge.y - GAP - height,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
