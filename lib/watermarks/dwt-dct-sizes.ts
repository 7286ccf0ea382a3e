/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

/** Generators make pictures of whole multiples of this, FLUX's own 1360×768 apart. */
const STEP = 64;
const ODD_SIZES: readonly Size[] = [
  [1360, 768],
  [768, 1360],
];
/** Sides of what the generators that leave this mark make. */
const SHORTEST = 384;
const LONGEST = 1536;
/** The search ends here for its cost: unmarked by JPEG, the mark is read at 0.4 of its size too. */
const MOST_REDUCED = 0.499;
const MOST_ENLARGED = 2;

/**
 * Sizes a picture of this size may have had before a website scaled it: those of generators with the same shape, give
 * or take the rounding of one pixel, the least scaled first. Its own size is not among them.
 */
export function sizesBefore(width: number, height: number): readonly Size[] {
  const found = ODD_SIZES.filter(([before, beforeHeight]) => isScaled(width, height, before, beforeHeight));
  for (let before = SHORTEST; before <= LONGEST; before += STEP) {
    const beforeHeight = Math.round((height * before) / width / STEP) * STEP;
    if (beforeHeight < SHORTEST || beforeHeight > LONGEST) continue;
    if (isScaled(width, height, before, beforeHeight)) found.push([before, beforeHeight]);
  }
  return found.toSorted(([one], [other]) => Math.abs(Math.log(one / width)) - Math.abs(Math.log(other / width)));
}

function isScaled(width: number, height: number, before: number, beforeHeight: number): boolean {
  const scale = width / before;
  if (before === width && beforeHeight === height) return false;
  if (scale < MOST_REDUCED || scale > MOST_ENLARGED) return false;
  return Math.abs(height - beforeHeight * scale) <= 1 || Math.abs(width - (before * height) / beforeHeight) <= 1;
}
