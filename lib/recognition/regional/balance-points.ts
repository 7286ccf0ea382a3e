import type { BlobPoint } from './blob-points.ts';

const CELLS = 8;

/**
 * At most `most` points, spread over cells of the picture and octaves of size: the strongest of every such place
 * first, then the second strongest. Otherwise the text of a page would leave no point to the picture in it.
 */
export function balancePoints(
  points: readonly BlobPoint[],
  width: number,
  height: number,
  most: number,
): readonly BlobPoint[] {
  if (points.length <= most) return points;
  const places = new Map<number, BlobPoint[]>();
  for (const point of points) {
    const column = Math.min(CELLS - 1, Math.floor((point.x / width) * CELLS));
    const row = Math.min(CELLS - 1, Math.floor((point.y / height) * CELLS));
    const place = (Math.floor(Math.log2(point.sigma)) * CELLS + row) * CELLS + column;
    const others = places.get(place);
    if (others === undefined) places.set(place, [point]);
    else others.push(point);
  }
  const ranked = [...places.values()].map((some) => some.toSorted((a, b) => b.strength - a.strength));
  const chosen: BlobPoint[] = [];
  for (let rank = 0; chosen.length < most; rank++) {
    const next = ranked.flatMap((some) => some[rank] ?? []).toSorted((a, b) => b.strength - a.strength);
    chosen.push(...next.slice(0, most - chosen.length));
  }
  return chosen;
}
