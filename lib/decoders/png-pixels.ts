import { ByteView } from '../bytes/byte-view.ts';
import { inflateHead } from '../bytes/inflate.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';
import { CHANNELS, type PngColor, type PngHeader, type PngPass, type PngTables, toRgba } from './png-rows.ts';

/**
 * The samples of a PNG file as they are stored: no color management, alpha not premultiplied. 16 bits are
 * cut to their upper 8, which undoes how 8 are made 16. Of an animation, the still picture.
 * `truncated`: rows are missing. `too-large`: more than `maxPixels`. `malformed`: not built as PNG asks.
 */
export function decodePngPixels(bytes: Uint8Array, maxPixels: number): Outcome<Raster> {
  const file = new ByteView(bytes);
  const header = readHeader(file);
  if (typeof header === 'string') return unanswered(header);
  if (header.width * header.height > maxPixels) return unanswered('too-large');
  const { image, ...tables } = readChunks(file);
  if (header.color === 3 && tables.palette.length === 0) return unanswered('malformed');
  const passes = passesOf(header);
  const length = passes.reduce((sum, { rowBytes, height }) => sum + (1 + rowBytes) * height, 0);
  // Said before the memory is taken: a header costs nothing to write.
  if (length > image.length * MOST_INFLATION) return unanswered('truncated');
  const rows = inflateHead(image, 'zlib', length);
  if (rows.length < length) return unanswered('truncated');
  const rgba = toRgba(rows, header, tables, passes);
  const { width, height } = header;
  return rgba === null ? unanswered('malformed') : { kind: 'found', value: { width, height, rgba } };
}

function unanswered(why: Unanswered): Outcome<never> {
  return { kind: 'unanswered', why };
}

function readHeader(file: ByteView): PngHeader | Unanswered {
  const [width, height] = [file.u32(16), file.u32(20)];
  const [depth, color, interlace] = [file.u8(24), file.u8(25), file.u8(28)];
  if (width === undefined || height === undefined || interlace === undefined) return 'truncated';
  if (depth === undefined || color === undefined || !file.startsWith('IHDR', 12)) return 'malformed';
  if (width === 0 || height === 0 || interlace > 1 || !isColor(color)) return 'malformed';
  if (file.u16(26) !== 0 || !DEPTHS[color].includes(depth)) return 'malformed';
  return { width, height, depth, color, isInterlaced: interlace === 1 };
}

function isColor(color: number): color is PngColor {
  return Object.hasOwn(DEPTHS, color);
}

/** The compressed rows joined, and the tables; up to the file's end or its first fault. */
function readChunks(file: ByteView): PngTables & { readonly image: Uint8Array } {
  const pieces: Uint8Array[] = [];
  let palette: Uint8Array = NOTHING;
  let transparency: Uint8Array = NOTHING;
  for (let at = SIGNATURE_LENGTH, count = 0; count < MOST_CHUNKS; count++) {
    const length = file.u32(at);
    const type = file.latin1(at + 4, 4);
    if (length === undefined || type === undefined || type === 'IEND') break;
    const content = file.from(at + 8, length).bytes;
    if (type === 'IDAT') pieces.push(content);
    if (type === 'PLTE') palette = content;
    if (type === 'tRNS') transparency = content;
    at += length + CHUNK_FRAME;
  }
  return { image: join(pieces), palette, transparency };
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] ?? NOTHING;
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function passesOf({ width, height, depth, color, isInterlaced }: PngHeader): readonly PngPass[] {
  return (isInterlaced ? ADAM7 : WHOLE)
    .map(([left, top, stepX, stepY]) => {
      const columns = Math.max(Math.ceil((width - left) / stepX), 0);
      const rows = Math.max(Math.ceil((height - top) / stepY), 0);
      const rowBytes = Math.ceil((columns * depth * CHANNELS[color]) / 8);
      return { left, top, stepX, stepY, width: columns, height: rows, rowBytes };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

const WHOLE = [[0, 0, 1, 1]] as const;
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const DEPTHS: Readonly<Record<PngColor, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const NOTHING = new Uint8Array(0);
const SIGNATURE_LENGTH = 8;
/** Length, type and checksum around a chunk's content. */
const CHUNK_FRAME = 12;
/** 800 MB of the 8 KiB chunks libpng writes. */
const MOST_CHUNKS = 100_000;
/** What DEFLATE can grow by. */
const MOST_INFLATION = 1032;
