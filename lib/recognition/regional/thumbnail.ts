import { reduceTo, type LumaPlane } from '../luma.ts';

/** The brightness of a work, small enough to keep for every one of them. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Longer side of a thumbnail, in pixels. */
export const THUMBNAIL_SIDE = 96;

export function thumbnailOf(luma: LumaPlane): Thumbnail {
  const { width, height, pixels } = reduceTo(luma, THUMBNAIL_SIDE);
  return { width, height, pixels: Uint8Array.from(pixels, (value) => value + 0.5) };
}
