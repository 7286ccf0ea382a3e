import type { LumaPlane } from '../luma.ts';

/** Steps of brightness between neighbors of one flat surface. */
const FLAT_STEP = 0.75;
/** Photographs have grain nearly everywhere; more flat than this is drawn, written or empty. */
const MOST_FLAT = 0.5;

/**
 * Whether a picture is a screenshot, a template, a drawing of plain surfaces or nearly empty. Parts of such pictures
 * (buttons, letters, frames) are in many others too, so they are only ever matched whole.
 */
export function isGraphic({ width, height, pixels }: LumaPlane): boolean {
  let flat = 0;
  for (let row = 1; row < height; row++)
    for (let column = 1, at = row * width + 1; column < width; column++, at++) {
      const value = pixels[at] ?? 0;
      if (
        Math.abs(value - (pixels[at - 1] ?? 0)) < FLAT_STEP &&
        Math.abs(value - (pixels[at - width] ?? 0)) < FLAT_STEP
      )
        flat++;
    }
  return flat >= MOST_FLAT * (width - 1) * (height - 1);
}
