import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { plainJpeg } from '../decoders/plain-jpeg.ts';
import { decodePngPixels } from '../decoders/png-pixels.ts';
import type { ContainerMap } from '../model/container.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';
import type { DecodePixels } from './context.ts';

/** Largest picture decoded: 64 megapixels are 256 MB of RGBA, the cap of one item. */
const MAX_PIXELS = 64 * 1024 * 1024;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * Decodes the file's own samples: PNG here, other formats where the host can.
 * `unsupported` also where the header does not say how large the picture is: nobody knows what decoding it would take.
 */
export async function readPixels(
  { format, pixels }: Pick<ContainerMap, 'format' | 'pixels'>,
  source: ByteSource,
  decode?: DecodePixels,
): Promise<Outcome<Raster>> {
  if (format === 'image/png') return decodePngPixels(await wholeFile(source), MAX_PIXELS);
  if (decode === undefined || pixels === undefined) return { kind: 'unanswered', why: 'unsupported' };
  if (pixels.width * pixels.height > MAX_PIXELS) return { kind: 'unanswered', why: 'too-large' };
  const bytes = await wholeFile(source);
  if (format !== 'image/jpeg') return decode(format, bytes, MAX_PIXELS);
  const plain = plainJpeg(bytes);
  // Ink is not what marks are made of, and every decoder turns it into light in a way of its own.
  if (plain === null) return { kind: 'unanswered', why: 'unsupported' };
  const raster = await decode(format, plain.bytes, MAX_PIXELS);
  return raster.kind === 'found'
    ? { kind: 'found', value: { ...raster.value, orientation: plain.orientation } }
    : raster;
}

/** @throws Unreadable `too-large` beyond 64 MiB. */
export async function wholeFile(source: ByteSource): Promise<Uint8Array> {
  if ((source.size ?? 0) > MAX_FILE_BYTES) throw new Unreadable('too-large');
  const bytes = await source.read(0, source.size ?? MAX_FILE_BYTES + 1);
  if (bytes.length > MAX_FILE_BYTES) throw new Unreadable('too-large');
  return bytes;
}
