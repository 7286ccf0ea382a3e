import { crc32, deflateSync } from 'node:zlib';
import {
  box,
  bytes,
  fullBox,
  ftyp,
  riffChunk,
  u16be,
  u16le,
  u32be,
  u32le,
  u64le,
  zeros,
  type Piece,
} from './build-bytes.ts';

/** Words for building sound, video and documents byte by byte; `build-bytes.ts` has those for pictures. */

// MP4

export const moov = (...children: readonly Piece[]) => box('moov', fullBox('mvhd', 0, zeros(96)), ...children);
/** `udta` with iTunes tags, each a type and a text. */
export const itunesTags = (...items: readonly (readonly [type: string, text: string])[]) =>
  box('udta', fullBox('meta', 0, hdlr('mdir'), box('ilst', ...items.map(([type, text]) => box(type, dataBox(text))))));
export const dataBox = (text: string) => box('data', u32be(1), u32be(0), Buffer.from(text));
export const hdlr = (kind: string) => fullBox('hdlr', 0, u32be(0), kind, zeros(13));
/** A `meta` box with named tags, as QuickTime writes it (no version), or ISO. */
export function keyedMeta(style: 'quicktime' | 'iso', tags: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(tags);
  const keys = fullBox('keys', 0, u32be(names.length), ...names.map((name) => box('mdta', name)));
  const items = names.map((name, i) =>
    bytes(u32be(8 + dataBox(tags[name] ?? '').length), u32be(i + 1), dataBox(tags[name] ?? '')),
  );
  const children = bytes(hdlr('mdta'), keys, box('ilst', ...items));
  return style === 'iso' ? fullBox('meta', 0, children) : box('meta', children);
}
export const MP4 = ftyp('isom', 'iso2', 'mp41');
export const MDAT = box('mdat', zeros(64));

// ID3

export const syncSafe = (value: number) => [21, 14, 7, 0].map((shift) => (value >>> shift) & 0x7f);
export const id3 = (version: 2 | 3 | 4, frames: Piece, { flags = 0, padding = 0, footer = false } = {}) => {
  const content = bytes(frames, zeros(padding));
  const header = bytes('ID3', version, 0, flags, syncSafe(content.length));
  return bytes(header, content, footer ? bytes('3DI', header.subarray(3)) : '');
};
export const id3Frame = (version: 2 | 3 | 4, id: string, content: Piece, flags = 0) => {
  const body = bytes(content);
  if (version === 2) return bytes(id, u32be(body.length).slice(1), body);
  return bytes(id, version === 4 ? syncSafe(body.length) : u32be(body.length), u16be(flags), body);
};
export const geob = (store: Uint8Array, type = 'application/c2pa') =>
  bytes(0, `${type}\0`, 'c2pa\0', 'c2pa manifest store\0', store);
/** Two frames of silence: MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
export const MP3_FRAMES = bytes([0xff, 0xfb, 0x90, 0x00], zeros(413), [0xff, 0xfb, 0x90, 0x00], zeros(413));
/** Puts a zero after every FF, as ID3 wants it. */
export const unsynchronise = (content: Uint8Array) =>
  bytes([...content].flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])));

/** 128 bytes: title, artist, album, year, comment, genre. */
export const id3v1 = (title: string, artist: string, comment: string) =>
  bytes(
    'TAG',
    ...[title, artist, '', '', comment].map((text, i) => bytes(text, zeros((i === 3 ? 4 : 30) - text.length))),
    0,
  );
export const apeItem = (name: string, text: string, flags = 0) => {
  const value = Buffer.from(text);
  return bytes(u32le(value.length), u32le(flags), `${name}\0`, value);
};
export const ape = (items: readonly Uint8Array[], { header = true } = {}) => {
  const content = bytes(...items);
  const mark = (flags: number) =>
    bytes('APETAGEX', u32le(2000), u32le(content.length + 32), u32le(items.length), u32le(flags), zeros(8));
  const base = header ? 0x80000000 : 0;
  return bytes(header ? mark(base + 0x20000000) : '', content, mark(base));
};
export const lyrics3 = (text: string) =>
  bytes('LYRICSBEGIN', text, String(11 + text.length).padStart(6, '0'), 'LYRICS200');

// RIFF

export const riff = (form: string, ...chunks: readonly Piece[]) => {
  const content = bytes(form, ...chunks);
  return bytes('RIFF', u32le(content.length), content);
};
export const FMT = riffChunk('fmt ', u16le(1), u16le(1), u32le(8000), u32le(16000), u16le(2), u16le(16));
export const DATA = riffChunk('data', zeros(200));
export const info = (...tags: readonly (readonly [type: string, text: string])[]) =>
  riffChunk('LIST', 'INFO', ...tags.map(([type, text]) => riffChunk(type, Buffer.from(text))));
/** RF64: the lengths of 32 bits say "see `ds64`". */
export const rf64 = (...chunks: readonly Piece[]) => {
  const rest = bytes(...chunks, 'data', u32le(0xffffffff), zeros(300));
  const ds64 = (riffLength: number) => riffChunk('ds64', u64le(riffLength), u64le(300), u64le(0), u32le(0));
  return (...after: readonly Piece[]) => {
    const tail = bytes(...after);
    const length = 4 + ds64(0).length + rest.length + tail.length;
    return bytes('RF64', u32le(0xffffffff), 'WAVE', ds64(length), rest, tail);
  };
};

// FLAC, Ogg

export const vorbisComment = (vendor: string, ...comments: readonly string[]) =>
  bytes(
    ...[vendor, ...comments].flatMap((text, i) => {
      const body = Buffer.from(text);
      return [u32le(body.length), body, ...(i === 0 ? [u32le(comments.length)] : [])];
    }),
  );
export const flacBlock = (kind: number, content: Piece, isLast = false) => {
  const body = bytes(content);
  return bytes(kind | (isLast ? 0x80 : 0), u32be(body.length).slice(1), body);
};
const STREAMINFO = flacBlock(0, bytes(u16be(4096), u16be(4096), zeros(6), [0x0a, 0xc4, 0x40, 0xf0], zeros(20)));
export const flac = (...blocks: readonly Piece[]) =>
  bytes('fLaC', STREAMINFO, ...blocks, flacBlock(1, zeros(16), true), zeros(40));

/** One page with whole packets; `open` leaves the last one to go on in the next page. */
export function oggPage(flags: number, serial: number, packets: readonly Uint8Array[], open = false): Uint8Array {
  const laces = packets.flatMap((packet, i) => {
    const full = Array.from({ length: Math.floor(packet.length / 255) }, () => 255);
    return open && i === packets.length - 1 ? full : [...full, packet.length % 255];
  });
  return bytes('OggS', 0, flags, zeros(8), u32le(serial), u32le(0), u32le(0), laces.length, laces, ...packets);
}

// Matroska

/** Lengths of four bytes, whatever they say. */
const ebmlSize = (length: number) => bytes(0x10 | (length >>> 24), u32be(length).slice(1));
export const ebml = (id: number, ...content: readonly Piece[]) => {
  const body = bytes(...content);
  return bytes(ebmlId(id), ebmlSize(body.length), body);
};
export const ebmlId = (id: number) => u32be(id).slice(id > 0xffffff ? 0 : id > 0xffff ? 1 : id > 0xff ? 2 : 3);
export const EBML_HEAD = (type: string) => ebml(0x1a45dfa3, ebml(0x4282, type));
export const simpleTag = (name: string, text: string) =>
  ebml(0x67c8, ebml(0x45a3, name), ebml(0x4487, Buffer.from(text)));
export const tags = (...simple: readonly Piece[]) => ebml(0x1254c367, ebml(0x7373, ...simple));
export const cluster = (length = 60) => ebml(0x1f43b675, ebml(0xa3, zeros(length)));

// PDF

/** Objects by number, with a classic cross-reference table. `trailer` without its brackets. */
export function pdf(objects: Readonly<Record<number, Piece>>, trailer: string): Uint8Array {
  let file = bytes('%PDF-1.7\n');
  const offsets = new Map<number, number>();
  for (const [number, content] of Object.entries(objects)) {
    offsets.set(Number(number), file.length);
    file = bytes(file, `${number} 0 obj\n`, content, '\nendobj\n');
  }
  const size = Math.max(...offsets.keys()) + 1;
  const entries = Array.from({ length: size }, (_, i) => {
    const offset = offsets.get(i);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  return bytes(
    file,
    `xref\n0 ${size}\n${entries.join('')}trailer\n<</Size ${size} ${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}
export const pdfStream = (dictionary: string, content: Uint8Array) =>
  bytes(`<<${dictionary}/Length ${content.length}>>\nstream\n`, content, '\nendstream');
/** The objects of a document with an embedded record. */
export const pdfRecord = (store: Uint8Array, more: Readonly<Record<number, Piece>> = {}) => ({
  1: '<</Type/Catalog/Pages 2 0 R/AF[3 0 R]/Names 5 0 R>>',
  2: '<</Type/Pages/Kids[]/Count 0>>',
  3: '<</Type/Filespec/F(c2pa)/AFRelationship/C2PA_Manifest/EF<</F 4 0 R>>>>',
  4: pdfStream('/Type/EmbeddedFile/Subtype/application#2Fc2pa', store),
  5: '<</EmbeddedFiles 6 0 R>>',
  6: '<</Names[(c2pa)3 0 R]>>',
  ...more,
});

// ZIP

export interface ZipFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly isDeflated?: boolean;
}
export function zip(files: readonly ZipFile[], comment = ''): Uint8Array {
  let file = bytes();
  let directory = bytes();
  for (const { name, content, isDeflated = false } of files) {
    const stored = isDeflated ? compress(content) : content;
    const common = [
      u16le(20),
      u16le(0),
      u16le(isDeflated ? 8 : 0),
      u32le(0),
      u32le(crc32(content)),
      u32le(stored.length),
      u32le(content.length),
    ];
    directory = bytes(
      directory,
      'PK\x01\x02',
      u16le(20),
      ...common,
      u16le(name.length),
      zeros(12),
      u32le(file.length),
      name,
    );
    file = bytes(file, 'PK\x03\x04', ...common, u16le(name.length), u16le(0), name, stored);
  }
  const count = u16le(files.length);
  const end = bytes(
    'PK\x05\x06',
    u32le(0),
    count,
    count,
    u32le(directory.length),
    u32le(file.length),
    u16le(comment.length),
    comment,
  );
  return bytes(file, directory, end);
}
function compress(content: Uint8Array): Uint8Array {
  return new Uint8Array(deflateSync(content).subarray(2, -4));
}

// Text

/** A manifest store as the invisible characters of C2PA's wrapper. */
export function textWrapper(store: Uint8Array, version = 1, stated = store.length): string {
  const frame = bytes('C2PATXT\0', version, u32be(stated), store);
  return `\ufeff${[...frame].map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)).join('')}`;
}
