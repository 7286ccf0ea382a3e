import sharp from 'sharp';
import { THUMBNAIL_SIDE, type Thumbnail } from '../../lib/originals/same-picture.ts';

/** A file's thumbnail, as hosts make it: decoded, turned upright, scaled without regard to shape. */
export async function thumbnailOf(file: Buffer | Uint8Array): Promise<Thumbnail> {
  const upright = sharp(file).autoOrient();
  const { autoOrient } = await sharp(file).metadata();
  const luma = await upright
    .flatten({ background: '#fff' })
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'fill' })
    .grayscale()
    .raw()
    .toBuffer();
  return { luma: new Uint8Array(luma), width: autoOrient.width, height: autoOrient.height };
}
