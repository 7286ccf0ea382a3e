import type { Raster } from '../model/raster.ts';

/**
 * Looks for the bar that DALL·E 2 drew into the lower right corner of its pictures of 1024 px: five squares of 16 px,
 * yellow, turquoise, green, orange and blue, up to the very edge.
 */
export function hasDalleBar({ width, height, rgba }: Raster): boolean {
  if (width < SQUARE * COLORS.length || height < SQUARE) return false;
  return COLORS.every((color, index) => {
    const left = width - SQUARE * (COLORS.length - index);
    for (let y = height - SQUARE + MARGIN; y < height - MARGIN; y++)
      for (let x = left + MARGIN; x < left + SQUARE - MARGIN; x++)
        for (let channel = 0; channel < 3; channel++)
          if (Math.abs((rgba[(y * width + x) * 4 + channel] ?? 0) - (color[channel] ?? 0)) > TOLERANCE) return false;
    return true;
  });
}

const SQUARE = 16;
const COLORS = [
  [255, 255, 102],
  [66, 255, 255],
  [81, 218, 76],
  [255, 110, 60],
  [60, 70, 255],
] as const;
/** Where compression lets a square's color run into the next. */
const MARGIN = 4;
const TOLERANCE = 24;
