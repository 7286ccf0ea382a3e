import type { Corner } from '../model/badge-look.ts';
import type { Label, Plan } from './label.ts';
import { type Box, type Wish, insetOf, lengthFor } from './placement.ts';
import { isBareAt } from './probe-corner.ts';
import { clipBox } from './visible-box.ts';

/** How far a badge reaches over the edge it hangs on, in pixels: enough to belong to it, and clear of the buttons. */
const OVERLAP = 4;
/** The length of the text depends on the player's width alone. */
const ANY_HEIGHT = 1_000;
/** Points of the badge's middle line looked at, as shares of its width. */
const ACROSS = [0, 1 / 2, 1];

/**
 * The place of a badge on a sound player, which is all controls: it hangs from the lower edge or stands on the upper one,
 * the preferred of them first, where nothing is written; `null` where there is no such place.
 */
export function hangBadge(player: Element, label: Label, overlay: Element, wish: Wish): Plan | null {
  const { clips = [], isFixed = false, isRightToLeft = false } = label.surroundings ?? {};
  const box: Box = player.getBoundingClientRect();
  const length = lengthFor({ width: box.width, height: ANY_HEIGHT }, label.badge.sizes, wish.room);
  const size = length === null ? null : label.badge.sizes[length];
  const visible = clipBox(box, clips);
  if (length === null || size === null || visible === null) return null;

  const inset = insetOf(length);
  const side = wish.corner.endsWith('end') ? 'end' : 'start';
  const x = isRightToLeft !== (side === 'end') ? box.x + box.width - inset - size.width : box.x + inset;
  const places: readonly (readonly [Corner, number])[] = [
    [`bottom-${side}`, box.y + box.height - OVERLAP],
    [`top-${side}`, box.y + OVERLAP - size.height],
  ];
  const isOffscreen = box.y + box.height < 0 || box.y > innerHeight;
  for (const [corner, y] of wish.corner.startsWith('top') ? places.toReversed() : places) {
    const plan = { x, y, corner, share: 0, length, isFixed, isTested: !isOffscreen };
    const isBare = ACROSS.every((share) =>
      isBareAt({ x: x + share * size.width, y: y + size.height / 2 }, player, overlay),
    );
    if (isOffscreen || isBare) return plan;
  }
  return null;
}
