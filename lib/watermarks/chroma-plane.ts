import type { Orientation, Raster } from '../model/raster.ts';

/** One channel of a picture, 8 bits a sample, row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/**
 * The U channel of the upper `rows` rows, to the bit as OpenCV's `COLOR_BGR2YUV` makes it from 8-bit samples.
 * Alpha is left out of it, as the generators leave it out.
 */
export function chromaPlane({ width, height, rgba }: Raster, rows = height): Plane {
  const values = new Uint8Array(width * Math.min(rows, height));
  for (let at = 0, from = 0; at < values.length; at++, from += 4) {
    const blue = rgba[from + 2] ?? 0;
    const luma = (4899 * (rgba[from] ?? 0) + 9617 * (rgba[from + 1] ?? 0) + 1868 * blue + 8192) >> 14;
    const chroma = ((blue - luma) * 8061 + (128 << 14) + 8192) >> 14;
    values[at] = chroma < 0 ? 0 : chroma > 255 ? 255 : chroma;
  }
  return { width, height: Math.min(rows, height), values };
}

/** The plane as it is shown under an Exif orientation. */
export function orientPlane(plane: Plane, orientation: Orientation): Plane {
  const { width, height, values } = plane;
  const isTurned = orientation >= 5;
  const isMirrored = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
  const isFlipped = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
  const columns = isTurned ? height : width;
  const rows = isTurned ? width : height;
  const turned = new Uint8Array(values.length);
  for (let y = 0, at = 0; y < rows; y++)
    for (let x = 0; x < columns; x++, at++) {
      const across = isTurned ? y : x;
      const down = isTurned ? x : y;
      const fromX = isMirrored ? width - 1 - across : across;
      const fromY = isFlipped ? height - 1 - down : down;
      turned[at] = values[fromY * width + fromX] ?? 0;
    }
  return { width: columns, height: rows, values: turned };
}
