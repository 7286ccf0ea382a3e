import { decode } from 'fast-png';
import type { ByteSource } from '../bytes/source.ts';
import type { Format } from '../model/format.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';

/** Largest picture decoded: 64 megapixels are 256 MB of RGBA, the cap of one item. */
const MAX_PIXELS = 64 * 1024 * 1024;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Decodes the file's own samples. Only PNG so far: the others answer `unsupported`. */
export async function readPixels(format: Format, source: ByteSource): Promise<Outcome<Raster>> {
  if (format !== 'image/png') return { kind: 'unanswered', why: 'unsupported' };
  const bytes = await source.read(0, source.size ?? MAX_FILE_BYTES);
  if (bytes.length >= MAX_FILE_BYTES) return { kind: 'unanswered', why: 'too-large' };
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33) return { kind: 'unanswered', why: 'truncated' };
  if (header.getUint32(16) * header.getUint32(20) > MAX_PIXELS) return { kind: 'unanswered', why: 'too-large' };
  try {
    return toRgba(decode(bytes));
  } catch {
    return { kind: 'unanswered', why: 'malformed' };
  }
}

function toRgba({ width, height, data, channels, depth, palette }: ReturnType<typeof decode>): Outcome<Raster> {
  if (depth !== 8 || palette !== undefined) return { kind: 'unanswered', why: 'unsupported' };
  const count = width * height;
  if (data.length < count * channels) return { kind: 'unanswered', why: 'truncated' };
  const rgba = new Uint8Array(count * 4);
  const hasColor = channels >= 3;
  const hasAlpha = channels === 2 || channels === 4;
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * channels;
    const to = pixel * 4;
    const first = data[from] ?? 0;
    rgba[to] = first;
    rgba[to + 1] = hasColor ? (data[from + 1] ?? 0) : first;
    rgba[to + 2] = hasColor ? (data[from + 2] ?? 0) : first;
    rgba[to + 3] = hasAlpha ? (data[from + channels - 1] ?? 0) : 255;
  }
  return { kind: 'found', value: { width, height, rgba } };
}
