import type { Raster } from '../model/raster.ts';

/**
 * Looks for the four-pointed star that Gemini's app lays over the lower right corner: white, half transparent, with
 * sharp edges, as far from either side as two thirds of its size (96 px, or 48 in pictures of up to 1024; scaled with
 * the picture). Each point inside its edge is then half way from the point outside to white, and nothing inside
 * is darker than that. In a corner that is near white itself it cannot be made out.
 */
export function hasGeminiSparkle(raster: Raster): boolean {
  const { width, height } = raster;
  for (let size = SMALLEST; size <= LARGEST; size++) {
    const inset = Math.round((size * 5) / 3);
    if (inset + 1 > Math.min(width, height)) return false;
    for (const dx of SHIFTS)
      for (const dy of SHIFTS) if (showsStar(raster, width - inset + dx, height - inset + dy, size)) return true;
  }
  return false;
}

/** Whether the box at `left`, `top`, `size` pixels wide and inside the picture, shows the star. */
function showsStar({ width, rgba }: Raster, left: number, top: number, size: number): boolean {
  const half = size / 2;
  // The middle of the star, told in one look where it is not.
  const middle = Math.round(top + half) * width + Math.round(left + half);
  if (darkest(rgba, middle) < DARKEST) return false;
  const stride = size / 32 + 0.5;
  let told = 0;
  let shown = 0;
  for (const { x, y, outX, outY } of EDGE) {
    for (const [signX, signY] of QUARTERS) {
      const at = (toward: number) => {
        const column = Math.round(left + half - 0.5 + signX * (x * half + toward * outX * stride));
        const row = Math.round(top + half - 0.5 + signY * (y * half + toward * outY * stride));
        return row * width + column;
      };
      const inside = at(-1);
      const outside = at(1);
      if (darkest(rgba, inside) < DARKEST) return false;
      if (isBright(rgba, outside)) continue;
      told++;
      if (isHalfWay(rgba, inside, outside)) shown++;
    }
  }
  return told >= FEWEST && shown >= told * ENOUGH;
}

function darkest(rgba: Uint8Array, pixel: number): number {
  return Math.min(rgba[pixel * 4] ?? 0, rgba[pixel * 4 + 1] ?? 0, rgba[pixel * 4 + 2] ?? 0);
}

function isBright(rgba: Uint8Array, pixel: number): boolean {
  return Math.max(rgba[pixel * 4] ?? 0, rgba[pixel * 4 + 1] ?? 0, rgba[pixel * 4 + 2] ?? 0) > BRIGHTEST;
}

function isHalfWay(rgba: Uint8Array, inside: number, outside: number): boolean {
  for (let channel = 0; channel < 3; channel++) {
    const expected = ((rgba[outside * 4 + channel] ?? 0) + 255) / 2;
    if (Math.abs((rgba[inside * 4 + channel] ?? 0) - expected) > TOLERANCE) return false;
  }
  return true;
}

const POWER = 1.435;
/**
 * Twelve points of a quarter of the edge, from the middle in halves of the star's size, with the way out. Measured on a
 * real mark, the edge is |1−x|^p + |1−y|^p = 1; its thin tips are left out.
 */
const EDGE = Array.from({ length: 12 }, (_, index) => {
  const angle = ((15 + 5 * (index + 0.5)) * Math.PI) / 180;
  const [u, v] = [Math.cos(angle) ** (2 / POWER), Math.sin(angle) ** (2 / POWER)];
  const [slopeX, slopeY] = [u ** (POWER - 1), v ** (POWER - 1)];
  const length = Math.hypot(slopeX, slopeY);
  return { x: 1 - u, y: 1 - v, outX: slopeX / length, outY: slopeY / length };
});
const QUARTERS = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;
/** Rounding of a scaled picture. */
const SHIFTS = [-1, 0, 1] as const;
const SMALLEST = 24;
const LARGEST = 120;
/** Half way from black to white, less what compression does to it. */
const DARKEST = 108;
/** From here on, half way to white is too near to tell. */
const BRIGHTEST = 190;
const TOLERANCE = 20;
/** Of 48 points. */
const FEWEST = 30;
const ENOUGH = 0.7;
