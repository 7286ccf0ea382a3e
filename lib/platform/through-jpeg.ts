import type { Raster } from '../model/raster.ts';

const QUALITY = 0.95;

/** A picture as its JPEG copy of quality 95 shows it, by the browser's own encoder. Alpha is left out. */
export async function throughJpeg({ width, height, rgba }: Raster): Promise<Raster> {
  const opaque = new Uint8ClampedArray(rgba);
  for (let alpha = 3; alpha < opaque.length; alpha += 4) opaque[alpha] = 255;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The browser gives no canvas of this size.');
  context.putImageData(new ImageData(opaque, width, height), 0, 0);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  if (jpeg.type !== 'image/jpeg') throw new Error('The browser writes no JPEG.');
  const copy = await createImageBitmap(jpeg, { colorSpaceConversion: 'none' });
  context.drawImage(copy, 0, 0);
  copy.close();
  return { width, height, rgba: new Uint8Array(context.getImageData(0, 0, width, height).data) };
}
