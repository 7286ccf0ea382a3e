import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { exifOrientation } from '../../lib/decoders/exif-orientation.ts';

const PICTURE = { create: { width: 32, height: 16, channels: 3 as const, background: '#123456' } };

it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads %i, as an independent writer states it', async (orientation) => {
  const jpeg = await sharp(PICTURE).withMetadata({ orientation }).jpeg().toBuffer();
  const { exif } = await sharp(jpeg).metadata();
  expect(exifOrientation(exif ?? new Uint8Array())).toBe(orientation);
});

it('takes any bytes for as stored', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (tail) => {
      const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), tail]);
      expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(exifOrientation(tiff));
      expect(exifOrientation(tail)).toBe(1);
    }),
  );
});
