import sharp from 'sharp';
import type { DecodePixels } from '../../lib/inspect/context.ts';
import type { Format } from '../../lib/model/format.ts';

/** What browsers decode too. */
const DECODED: ReadonlySet<Format> = new Set<Format>(['image/jpeg', 'image/webp', 'image/avif', 'image/gif']);

/** The first frame's samples as they are stored: no color profile, no rotation. */
export const decodePixels: DecodePixels = async (format, bytes, maxPixels) => {
  if (!DECODED.has(format)) return { kind: 'unanswered', why: 'unsupported' };
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, ignoreIcc: true, failOn: 'none' });
    const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { kind: 'found', value: { width: info.width, height: info.height, rgba: new Uint8Array(data) } };
  } catch (error) {
    const isLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return { kind: 'unanswered', why: isLarge ? 'too-large' : 'malformed' };
  }
};
