import type { LumaPlane } from '../luma.ts';

/** Steps of brightness between neighbors of one flat surface. */
const FLAT_STEP = 0.1;
const MOST_FLAT = 0.45;

/**
 * Whether a picture is a screenshot, a template, a drawing of plain surfaces or nearly empty. Parts of such pictures
 * (buttons, letters, frames) are in many others too, so they are only ever matched whole.
 * @param plane reduced to `WORK_SIDE`, where the softest part of a photograph still has a slope from pixel to pixel
 */
export function isGraphic({ width, height, pixels }: LumaPlane): boolean {
  let flat = 0;
  for (let row = 1; row < height; row++)
    for (let column = 1, at = row * width + 1; column < width; column++, at++) {
      const value = pixels[at] ?? 0;
      const isFlatAcross = Math.abs(value - (pixels[at - 1] ?? 0)) < FLAT_STEP;
      if (isFlatAcross && Math.abs(value - (pixels[at - width] ?? 0)) < FLAT_STEP) flat++;
    }
  return flat >= MOST_FLAT * (width - 1) * (height - 1);
}
