import { deflateSync, gzipSync } from 'node:zlib';
import type { Raster } from '../../lib/model/raster.ts';
import { bytes, IEND, png, pngChunk, u32be } from './build-bytes.ts';

export interface StealthPlan {
  readonly carrier: 'alpha' | 'rgb';
  readonly isPacked: boolean;
  readonly isByRows?: boolean;
}

/** A raster whose samples are all told apart, opaque. */
export function plainRaster(width: number, height: number): Raster {
  const rgba = Uint8Array.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) & 0xff));
  return { width, height, rgba };
}

/** Stealth PNGInfo as its Python writers do it: a bit a sample, column after column. */
export function embedStealth(raster: Raster, text: string, plan: StealthPlan): Raster {
  const content = Buffer.from(text);
  const payload = plan.isPacked ? gzipSync(content) : content;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.length * 8);
  const magic = `stealth_${plan.carrier === 'alpha' ? 'png' : 'rgb'}${plan.isPacked ? 'comp' : 'info'}`;
  return embedBits(raster, Buffer.concat([Buffer.from(magic), length, payload]), plan);
}

/** The raster as a PNG file without any tags. */
export function pngOf({ width, height, rgba }: Raster): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => bytes(0, rgba.subarray(y * width * 4, (y + 1) * width * 4)));
  const header = pngChunk('IHDR', u32be(width), u32be(height), 8, 6, 0, 0, 0);
  return png(header, pngChunk('IDAT', deflateSync(bytes(...rows))), IEND);
}

/** Any bytes where the mark would be; those the picture has no room for are left out. */
export function embedBits(
  { width, height, rgba }: Raster,
  bytes: Uint8Array,
  plan: Omit<StealthPlan, 'isPacked'>,
): Raster {
  const marked = rgba.slice();
  const channels = plan.carrier === 'alpha' ? [3] : [0, 1, 2];
  const bits = [...bytes].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  const [outer, inner] = plan.isByRows === true ? [height, width] : [width, height];
  let next = 0;
  for (let line = 0; line < outer; line++)
    for (let along = 0; along < inner; along++)
      for (const channel of channels) {
        const [x, y] = plan.isByRows === true ? [along, line] : [line, along];
        const at = (y * width + x) * 4 + channel;
        const bit = bits[next++];
        if (bit !== undefined) marked[at] = ((marked[at] ?? 0) & 0xfe) | bit;
      }
  return { width, height, rgba: marked };
}
