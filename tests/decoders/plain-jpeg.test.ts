import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { plainJpeg } from '../../lib/decoders/plain-jpeg.ts';

const PICTURE = { create: { width: 32, height: 16, channels: 3 as const, background: '#123456' } };

it('leaves a picture as it is stored', async () => {
  const turned = new Uint8Array(await sharp(PICTURE).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  const plain = plainJpeg(turned);
  if (plain === null) throw new Error('It has no inks.');
  expect((await sharp(turned).metadata()).orientation).toBe(6);
  expect(plain.orientation).toBe(6);
  expect((await sharp(plain.bytes).metadata()).orientation).toBeUndefined();
  expect(await sharp(plain.bytes).raw().toBuffer()).toEqual(await sharp(turned).raw().toBuffer());
  expect(plain.bytes.length).toBe(turned.length);
});

it('refuses a picture of four inks', async () => {
  expect(plainJpeg(new Uint8Array(await sharp(PICTURE).toColourspace('cmyk').jpeg().toBuffer()))).toBeNull();
});

it('takes any bytes, and changes one of them a segment at most', () => {
  const segments = fc.array(fc.tuple(fc.constantFrom(0xe1, 0xc4, 0xff, 0xe0), fc.uint8Array({ maxLength: 20 })));
  fc.assert(
    fc.property(segments, fc.uint8Array(), (list, tail) => {
      const parts = list.map(([marker, body]) => Buffer.from([0xff, marker, 0, body.length + 2, ...body]));
      const file = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, tail]));
      const plain = plainJpeg(file);
      expect(plain === null || plain.bytes.length === file.length).toBe(true);
    }),
  );
});
