import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { hasLaterFrames } from '../../lib/decoders/has-later-frames.ts';
import type { Format } from '../../lib/model/format.ts';

const frame = (color: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: color } })
    .png()
    .toBuffer();

it.each(['webp', 'gif'] as const)('tells a moving picture from a still one: %s', async (kind) => {
  const format = `image/${kind}` as const;
  const frames = await Promise.all(['red', 'blue', 'lime'].map(frame));
  const joined = sharp(frames, { join: { animated: true } });
  const moving = await joined.toFormat(kind, { loop: 0 }).toBuffer();
  const still = await sharp(frames[0]).toFormat(kind).toBuffer();
  expect([hasLaterFrames(format, moving), hasLaterFrames(format, still)]).toEqual([true, false]);
});

it('takes any bytes', () => {
  const formats = fc.constantFrom<Format[]>('image/png', 'image/webp', 'image/gif', 'image/avif', 'image/jpeg');
  fc.assert(
    fc.property(formats, fc.uint8Array({ maxLength: 200 }), (format, bytes) => {
      expect(hasLaterFrames(format, bytes)).toBeTypeOf('boolean');
    }),
  );
});
