import sharp, { type Sharp } from 'sharp';
import type { Raster } from '../../lib/model/raster.ts';

/** A file's own samples: not turned, no color management, alpha apart. */
export async function readRaster(file: Uint8Array | string): Promise<Raster> {
  const { data, info } = await sharp(file, { ignoreIcc: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}

/** The picture for sharp to work on, without its alpha. */
export function toSharp({ width, height, rgba }: Raster): Sharp {
  return sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();
}

/** The picture after a JPEG of that quality, with the chroma of four pixels stored as one. */
export async function throughJpeg(raster: Raster, quality: number): Promise<Raster> {
  return readRaster(await toSharp(raster).jpeg({ quality }).toBuffer());
}

/** A part of it. */
export function crop(raster: Raster, left: number, top: number, width: number, height: number): Raster {
  const rgba = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * raster.width + left) * 4;
    rgba.set(raster.rgba.subarray(from, from + width * 4), row * width * 4);
  }
  return { width, height, rgba };
}
