import type { Size } from '../browsers/browser.ts';

/** How a view is looked at. `zoomed`: at twice the size; `narrow`: as wide as a telephone. `forced`: in forced colors. */
export type Look = 'light' | 'dark' | 'arabic' | 'zoomed' | 'narrow' | 'forced';
export const LOOKS: readonly Look[] = ['light', 'dark', 'arabic', 'zoomed', 'narrow', 'forced'];

export const SCALE = { deviceScaleFactor: 2 };
const NARROW = 360;

/** At 200 % zoom there is room for half of it. */
export function sized(size: Size, look: Look): Size {
  if (look === 'narrow') return { ...size, width: Math.min(size.width, NARROW) };
  if (look !== 'zoomed') return size;
  return { width: size.width / 2, height: size.height / 2, deviceScaleFactor: 2 * SCALE.deviceScaleFactor };
}
