import { deflateSync } from 'node:zlib';
import type { ByteSource } from '../../lib/bytes/source.ts';

/**
 * Words for building files byte by byte, so that a test reads like the format it is about:
 * `png(IHDR, pngChunk('caBX', manifestStore()), IEND)`.
 */
export type Piece = number | string | Uint8Array | readonly number[];

/** Pieces joined: a number is one byte, a text one byte a character. */
export function bytes(...pieces: readonly Piece[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces.map(toBytes)));
}

function toBytes(piece: Piece): Uint8Array {
  if (typeof piece === 'number') return Uint8Array.of(piece);
  return typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Uint8Array.from(piece);
}

export const u16be = (value: number) => [value >>> 8, value & 0xff];
export const u16le = (value: number) => u16be(value).toReversed();
export const u24le = (value: number) => [value & 0xff, (value >>> 8) & 0xff, value >>> 16];
export const u32be = (value: number) => [...u16be(value >>> 16), ...u16be(value & 0xffff)];
export const u32le = (value: number) => u32be(value).toReversed();
export const u64be = (value: number) => [...u32be(Math.floor(value / 2 ** 32)), ...u32be(value % 2 ** 32)];
export const u64le = (value: number) => u64be(value).toReversed();
export const zeros = (length: number) => new Uint8Array(length);

/** The beginning of a C2PA manifest store, filled up to `length` bytes; of another JUMBF type on demand. */
export function manifestStore(length = 64, type = 'c2pa'): Uint8Array {
  const uuid = bytes(type, [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71]);
  const description = bytes('jumd', uuid, 3, `${type}\0`);
  const start = bytes(u32be(length), 'jumb', u32be(description.length + 4), description);
  return bytes(start, zeros(length - start.length).fill(0x5a));
}

/** A TIFF structure without tags: what an EXIF block at least is. */
export const TINY_TIFF = bytes('II', u16le(42), u32le(8), u16le(0), u32le(0));

// JPEG

export const segment = (marker: number, ...content: readonly Piece[]) => {
  const payload = bytes(...content);
  return bytes(0xff, marker, u16be(payload.length + 2), payload);
};
/** One frame header and one scan, 32 × 16 pixels. */
export const SCAN = bytes(
  segment(0xc0, 8, u16be(16), u16be(32), 1, 0, 0, 0),
  segment(0xda, 1, 0, 0, 0, 63, 0),
  zeros(64),
);
export const jpeg = (...segments: readonly Piece[]) => bytes([0xff, 0xd8], ...segments, SCAN, [0xff, 0xd9]);

/** APP11 segments that hold `box` in pieces of `size` bytes, each with the box header repeated. */
export function jumbfSegments(box: Uint8Array, size: number, instance = 0x211): Uint8Array[] {
  const header = box.subarray(0, 8);
  const content = box.subarray(8);
  const count = Math.max(1, Math.ceil(content.length / size));
  return Array.from({ length: count }, (_, i) =>
    segment(0xeb, 'JP', u16be(instance), u32be(i + 1), header, content.subarray(i * size, (i + 1) * size)),
  );
}

/** Samsung's trailer with one block for each name. */
export function samsungTrailer(blocks: readonly { name: string; content: Piece }[]): Uint8Array {
  const stored = blocks.map(({ name, content }) => bytes([0, 0, 0xa1, 0x0b], u32le(name.length), name, content));
  const entries = stored.map((block, i) => {
    const distance = stored.slice(i).reduce((sum, each) => sum + each.length, 0);
    return bytes([0, 0, 0xa1, 0x0b], u32le(distance), u32le(block.length));
  });
  const directory = bytes('SEFH', u32le(101), u32le(stored.length), ...entries);
  return bytes(...stored, directory, u32le(directory.length), 'SEFT');
}

// PNG

export const pngChunk = (type: string, ...content: readonly Piece[]) => {
  const payload = bytes(...content);
  return bytes(u32be(payload.length), type, payload, u32be(0));
};
export const IHDR = pngChunk('IHDR', u32be(32), u32be(16), 8, 2, 0, 0, 0);
export const IDAT = pngChunk('IDAT', deflateSync(zeros(16 * 97)));
export const IEND = pngChunk('IEND');
export const png = (...chunks: readonly Piece[]) => bytes('\x89PNG\r\n\x1a\n', ...chunks);

// WebP

export const riffChunk = (type: string, ...content: readonly Piece[]) => {
  const payload = bytes(...content);
  return bytes(type, u32le(payload.length), payload, zeros(payload.length % 2));
};
export const VP8X = riffChunk('VP8X', 0, 0, 0, 0, u24le(31), u24le(15));
export const webp = (...chunks: readonly Piece[]) => {
  const content = bytes('WEBP', ...chunks);
  return bytes('RIFF', u32le(content.length), content);
};

// GIF

/** A chain of sub-blocks of at most `size` bytes. */
export function subBlocks(content: Uint8Array, size = 255): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += size) {
    const piece = content.subarray(at, at + size);
    pieces.push(bytes(piece.length, piece));
  }
  return bytes(...pieces, 0);
}
export const application = (name: string, chain: Uint8Array) => bytes([0x21, 0xff, 11], name, chain);
/** XMP as it is, with the trailer that leads a reader of sub-blocks out of it. */
export const gifXmp = (packet: string) =>
  application(
    'XMP DataXMP',
    bytes(
      packet,
      1,
      Array.from({ length: 256 }, (_, i) => 255 - i),
      0,
    ),
  );
export const FRAME = bytes([0x2c, 0, 0, 0, 0], u16le(32), u16le(16), [0, 8], subBlocks(zeros(600)));
/** A screen of 32 × 16 with a color table of two. */
export const gif = (...blocks: readonly Piece[]) =>
  bytes('GIF89a', u16le(32), u16le(16), [0x80, 0, 0], zeros(6), ...blocks, 0x3b);

// ISO BMFF

export const box = (type: string, ...content: readonly Piece[]) => {
  const payload = bytes(...content);
  return bytes(u32be(payload.length + 8), type, payload);
};
export const fullBox = (type: string, version: number, ...content: readonly Piece[]) =>
  box(type, version, [0, 0, 0], ...content);
export const ftyp = (major: string, ...compatible: readonly string[]) => box('ftyp', major, u32be(0), ...compatible);
export const C2PA_UUID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
export const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
export const c2paBox = (purpose: string, ...content: readonly Piece[]) =>
  box('uuid', C2PA_UUID, u32be(0), `${purpose}\0`, u64be(0), ...content);

// TIFF

export interface Tag {
  readonly tag: number;
  readonly type: number;
  /** Values as stored, little-endian. */
  readonly value: Uint8Array;
}
const TIFF_TYPE_SIZES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 13: 4 };

/** A little-endian directory to stand at `offset`: its table, then the values that do not fit into it. */
export function directory(offset: number, tags: readonly Tag[], next = 0): Uint8Array {
  let at = offset + 2 + tags.length * 12 + 4;
  const values: Uint8Array[] = [];
  const entries = tags.map(({ tag, type, value }) => {
    const count = value.length / (TIFF_TYPE_SIZES[type] ?? 1);
    const head = bytes(u16le(tag), u16le(type), u32le(count));
    if (value.length <= 4) return bytes(head, value, zeros(4 - value.length));
    const entry = bytes(head, u32le(at));
    values.push(value);
    at += value.length;
    return entry;
  });
  return bytes(u16le(tags.length), ...entries, u32le(next), ...values);
}
export const tiff = (...pieces: readonly Piece[]) => bytes('II', u16le(42), u32le(8), ...pieces);
export const long = (tag: number, ...values: readonly number[]): Tag => ({
  tag,
  type: 4,
  value: bytes(...values.map(u32le)),
});
export const ascii = (tag: number, text: string): Tag => ({ tag, type: 2, value: bytes(`${text}\0`) });
export const undefinedBytes = (tag: number, value: Uint8Array): Tag => ({ tag, type: 7, value });

// Sources

export interface CountingSource extends ByteSource {
  /** How often `read` was called. */
  readonly reads: number;
}

/** A file on the far side of something: counts what is asked of it, and may keep its size to itself. */
export function countingSource(
  file: Uint8Array,
  options: { readonly tellsSize?: boolean; readonly isSparing?: boolean } = {},
): CountingSource {
  let reads = 0;
  let bytesRead = 0;
  return {
    size: options.tellsSize === false ? null : file.length,
    isSparing: options.isSparing === true,
    get reads() {
      return reads;
    },
    get bytesRead() {
      return bytesRead;
    },
    read: async (offset, length) => {
      const read = file.subarray(Math.min(offset, file.length), Math.min(offset + length, file.length));
      reads++;
      bytesRead += read.length;
      return read;
    },
  };
}
