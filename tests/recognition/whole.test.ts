import { expect, it } from 'vitest';
import { lumaOf } from '../../lib/recognition/luma.ts';
import { pdqHex, PDQ_RADIUS } from '../../lib/recognition/pdq.ts';
import { wholeFingerprintOf, wholeQueriesOf } from '../../lib/recognition/whole.ts';
import { drawScene } from '../support/draw-scene.ts';
import { readRaster, toSharp } from '../support/read-raster.ts';

it('a copy enlarged four times is looked up by nearly the hash that the work is registered by', async () => {
  const work = drawScene(400, 300, 3);
  const copy = await readRaster(await toSharp(work).resize(1600).png().toBuffer());
  const { hash } = wholeFingerprintOf(lumaOf(work));
  const [stored = new Uint8Array()] = wholeQueriesOf(lumaOf(copy)).hashes;
  const differing = hash.reduce((sum, byte, at) => {
    return sum + (byte ^ (stored[at] ?? 0)).toString(2).replaceAll('0', '').length;
  }, 0);
  expect(differing).toBeLessThanOrEqual(PDQ_RADIUS);
});

it('a picture is looked up by the very hash that it is registered by, and seven others', () => {
  const luma = lumaOf(drawScene(700, 500, 4));
  const fingerprint = wholeFingerprintOf(luma);
  const { hashes, quality } = wholeQueriesOf(luma);
  expect(hashes[0]).toEqual(fingerprint.hash);
  expect(quality).toBe(fingerprint.quality);
  expect(new Set(hashes.map((hash) => pdqHex(hash))).size).toBe(8);
});
