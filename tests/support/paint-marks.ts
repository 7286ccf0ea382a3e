import type { Raster } from '../../lib/model/raster.ts';

/** Samples of one pixel's side, for soft edges. */
const FINE = 4;
/** The star's outline, as measured on a real one. */
const POWER = 1.435;

/** The star of Gemini's app, of that size in pixels, where it puts it. */
export function paintSparkle({ width, height, rgba }: Raster, size: number): Raster {
  const painted = rgba.slice();
  const inset = Math.round((size * 5) / 3);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const alpha = coverage(x, y, size) * 0.5;
      const at = ((height - inset + y) * width + width - inset + x) * 4;
      for (let channel = at; channel < at + 3; channel++)
        painted[channel] = Math.round((painted[channel] ?? 0) * (1 - alpha) + 255 * alpha);
    }
  return { width, height, rgba: painted };
}

function coverage(x: number, y: number, size: number): number {
  let inside = 0;
  for (let i = 0; i < FINE; i++)
    for (let j = 0; j < FINE; j++) {
      const u = 1 - Math.abs(((x + (i + 0.5) / FINE) * 2) / size - 1);
      const v = 1 - Math.abs(((y + (j + 0.5) / FINE) * 2) / size - 1);
      if (u ** POWER + v ** POWER >= 1) inside++;
    }
  return inside / FINE ** 2;
}

/** The bar of DALL·E 2. */
export function paintDalleBar({ width, height, rgba }: Raster): Raster {
  const painted = rgba.slice();
  const colors = [0xffff66, 0x42ffff, 0x51da4c, 0xff6e3c, 0x3c46ff];
  for (let y = height - 16; y < height; y++)
    for (let x = 0; x < 80; x++) {
      const color = colors[x >> 4] ?? 0;
      painted.set([color >> 16, (color >> 8) & 255, color & 255, 255], (y * width + width - 80 + x) * 4);
    }
  return { width, height, rgba: painted };
}
