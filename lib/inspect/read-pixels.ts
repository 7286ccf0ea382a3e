import type { ByteSource } from '../bytes/source.ts';
import { decodePngPixels } from '../decoders/png-pixels.ts';
import type { Format } from '../model/format.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';

/** Largest picture decoded: 64 megapixels are 256 MB of RGBA, the cap of one item. */
const MAX_PIXELS = 64 * 1024 * 1024;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Decodes the file's own samples. Only PNG so far: the others answer `unsupported`. */
export async function readPixels(format: Format, source: ByteSource): Promise<Outcome<Raster>> {
  if (format !== 'image/png') return { kind: 'unanswered', why: 'unsupported' };
  if ((source.size ?? 0) > MAX_FILE_BYTES) return { kind: 'unanswered', why: 'too-large' };
  const bytes = await source.read(0, source.size ?? MAX_FILE_BYTES + 1);
  if (bytes.length > MAX_FILE_BYTES) return { kind: 'unanswered', why: 'too-large' };
  return decodePngPixels(bytes, MAX_PIXELS);
}
