import sharp from 'sharp';
import type { ReadPack } from '../../lib/evidence/read-pack.ts';
import { sha256Of } from '../../lib/bytes/sha256-of.ts';
import { hashOf } from '../../lib/recognition/fingerprint-bytes.ts';
import { lumaOf } from '../../lib/recognition/luma.ts';
import { pdqDistance } from '../../lib/recognition/pdq.ts';
import { wholeQueriesOf } from '../../lib/recognition/whole.ts';
import type { Check } from './verify-pack.ts';

/** As browsers make pictures small before they are compared. */
const COMPARED_SIDE = 1024;
const MAX_PIXELS = 120_000_000;
/** Bits of 256 that another decoder and another way to scale change. */
const TOLERANCE = 16;

/** What a pack says of a work of its maker's: its parts by their hashes, and the distance of the hashes once more. */
export async function verifySighting(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  sighting: NonNullable<ReadPack['index']['sighting']>,
  original: Uint8Array | null,
): Promise<readonly Check[]> {
  const different: string[] = [];
  for (const { file, sha256: hash } of sighting.parts) {
    const bytes = files.get(file);
    if (bytes === undefined || (await sha256Of(bytes)) !== hash) different.push(file);
  }
  const check = 'sighting';
  const parts: Check =
    different.length === 0
      ? { check, state: 'same', detail: sighting.parts.map(({ file }) => file).join(', ') }
      : { check, state: 'different', detail: `not as pack.json has them: ${different.join(', ')}` };
  return [parts, await distanceRow(files, sighting, original)];
}

async function distanceRow(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  { fingerprint, pdqDistance: packed }: NonNullable<ReadPack['index']['sighting']>,
  original: Uint8Array | null,
): Promise<Check> {
  const check = 'PDQ distance';
  const bytes = fingerprint === null ? undefined : files.get(fingerprint);
  const hash = bytes === undefined ? null : hashOf(bytes);
  if (hash === null || packed === null || original === null)
    return { check, state: 'not-compared', detail: 'the pack has no fingerprint, no figures or no original' };
  const hashes = await hashesOf(original);
  if (hashes === null) return { check, state: 'not-compared', detail: 'the original could not be decoded here' };
  const now = Math.min(...hashes.map((each) => pdqDistance(each, hash)));
  const state = Math.abs(now - packed) <= TOLERANCE ? 'same' : 'different';
  return { check, state, detail: `pack ${packed} of 256; now ${now}` };
}

async function hashesOf(original: Uint8Array): Promise<readonly Uint8Array[] | null> {
  try {
    const { data, info } = await sharp(original, { limitInputPixels: MAX_PIXELS })
      .rotate()
      .resize(COMPARED_SIDE, COMPARED_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColorspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return wholeQueriesOf(lumaOf({ width: info.width, height: info.height, rgba: new Uint8Array(data) })).hashes;
  } catch {
    return null;
  }
}
