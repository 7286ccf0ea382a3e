import { throughPose, type Pose } from './pose.ts';
import { levelOf, type ScaleSpace } from './scale-space.ts';

/** A picture seen through a pose. */
export interface Warped {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float32Array;
  /** 1 where the picture has something to show, 0 beyond its edges. */
  readonly isSeen: Uint8Array;
}

/**
 * What the plane shows on a canvas of which each pixel stands for a place of the plane, by a pose from canvas pixels to
 * plane pixels. Places beyond the plane show its nearest edge; they, and `margin` canvas pixels within, are not seen.
 * Blurred as much as the canvas is coarser.
 */
export function warpOnto(space: ScaleSpace, pose: Pose, width: number, height: number, margin: number): Warped {
  const [left, top] = throughPose(pose, width / 2 - 0.5, height / 2 - 0.5);
  const [right, lower] = throughPose(pose, width / 2 + 0.5, height / 2 - 0.5);
  const pitch = Math.hypot(right - left, lower - top);
  const level = levelOf(space, pitch / 2);
  const pixels = new Float32Array(width * height);
  const isSeen = new Uint8Array(width * height);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = pose;
  const edge = margin * pitch - 0.5;
  const lastX = space.plane.width - 1 - edge;
  const lastY = space.plane.height - 1 - edge;
  const lastColumn = Math.max(0, level.width - 1.001);
  const lastRow = Math.max(0, level.height - 1.001);
  const { pixels: from, width: stride } = level;
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at++) {
      const depth = g * column + h * row + i;
      const x = (a * column + b * row + c) / depth;
      const y = (d * column + e * row + f) / depth;
      if (x >= edge && y >= edge && x <= lastX && y <= lastY && depth > 0) isSeen[at] = 1;
      let across = x / level.step;
      let down = y / level.step;
      across = across > lastColumn ? lastColumn : across > 0 ? across : 0;
      down = down > lastRow ? lastRow : down > 0 ? down : 0;
      const place = (down | 0) * stride + (across | 0);
      const fx = across - (across | 0);
      const fy = down - (down | 0);
      const upper = (from[place] ?? 0) * (1 - fx) + (from[place + 1] ?? 0) * fx;
      const below = (from[place + stride] ?? 0) * (1 - fx) + (from[place + stride + 1] ?? 0) * fx;
      pixels[at] = upper * (1 - fy) + below * fy;
    }
  return { width, height, pixels, isSeen };
}
