import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import {
  box,
  bytes,
  directory,
  ftyp,
  long,
  manifestStore,
  TINY_TIFF,
  tiff,
  u32be,
  u32le,
  undefinedBytes,
  zeros,
} from '../support/build-bytes.ts';
import { flac, flacBlock, MP3_FRAMES, oggPage, vorbisComment } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';
import { font } from './media-files.ts';

const store = manifestStore(300);

async function fieldsOf(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  const { fields } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return { map, fields, texts: fields.texts.map(({ keyword, text }) => `${keyword}=${text}`) };
}

describe('JPEG XL', () => {
  const jxl = (...boxes: readonly Uint8Array[]) => bytes(box('JXL ', '\r\n\x87\n'), ftyp('jxl '), ...boxes);

  it('opens metadata in Brotli', async () => {
    const packed = (type: string, content: Uint8Array) => box('brob', type, brotliCompressSync(content));
    const exif = bytes(u32be(6), 'Exif\0\0', TINY_TIFF);
    const { map, kinds, read } = await mapFile(
      jxl(
        packed('xml ', bytes('<x/>')),
        packed('Exif', exif),
        packed('jumb', store.subarray(8)),
        box('jxlc', zeros(9)),
      ),
    );
    expect(map.incomplete).toBeNull();
    expect(kinds).toEqual(['xmp', 'exif', 'c2pa']);
    expect(await read('xmp')).toBe('<x/>');
    expect(await read('exif')).toBe(Buffer.from(TINY_TIFF).toString('latin1'));
  });

  it('reads metadata as it is, and none in a bare codestream', async () => {
    const { kinds, read } = await mapFile(jxl(box('Exif', u32be(0), TINY_TIFF), box('xml ', '<x/>'), store));
    expect(kinds).toEqual(['exif', 'xmp', 'c2pa']);
    expect(await read('exif')).toBe(Buffer.from(TINY_TIFF).toString('latin1'));
    expect((await mapFile(bytes(0xff, 0x0a, zeros(60)))).map).toEqual({
      format: 'image/jxl',
      parts: [],
      incomplete: null,
    });
  });

  it('leaves a Brotli bomb before it goes off, and says of damage what it is', async () => {
    const bomb = await mapFile(jxl(box('brob', 'xml ', brotliCompressSync(zeros(20_000_000)))));
    expect(await bomb.read('xmp')).toBe('(too-large)');
    expect((await mapFile(jxl(box('brob', 'jumb', zeros(50))))).map.incomplete).toBe('malformed');
    expect((await mapFile(jxl(box('brob', 'Exif', zeros(50))))).map.incomplete).toBe('malformed');
  });
});

describe('Ogg', () => {
  const comment = (kind: string) => bytes(kind, vorbisComment('lib', 'AIGC={}'));

  it.each([
    ['Opus', bytes('OpusHead', zeros(11)), comment('OpusTags')],
    ['Vorbis', bytes('\x01vorbis', zeros(23)), comment('\x03vorbis')],
    ['Theora', bytes('\x80theora', zeros(35)), comment('\x81theora')],
    ['Speex', bytes('Speex   ', zeros(72)), comment('')],
    ['FLAC', bytes('\x7fFLAC', zeros(46)), comment('\x84\0\0\x20')],
  ])('%s', async (_, first, second) => {
    const { texts, map } = await fieldsOf(
      bytes(oggPage(2, 1, [first]), oggPage(0, 1, [second]), oggPage(4, 1, [zeros(99)])),
    );
    expect(texts).toEqual(['Software=lib', 'AIGC={}']);
    expect(map.incomplete).toBeNull();
  });

  it('puts a comment together over pages and between those of another stream', async () => {
    const long = bytes('OpusTags', vorbisComment('lib', `PICTURE=${'x'.repeat(70_000)}`, 'AIGC={}'));
    const cut = 255 * 200;
    const file = bytes(
      oggPage(2, 1, [bytes('OpusHead', zeros(11))]),
      oggPage(2, 2, [bytes('\x80theora', zeros(35))]),
      oggPage(0, 1, [long.subarray(0, cut)], true),
      oggPage(0, 2, [comment('\x81theora')]),
      oggPage(1, 1, [long.subarray(cut)]),
      oggPage(4, 1, [zeros(99)]),
    );
    const { texts } = await fieldsOf(file);
    expect(texts.map((text) => text.slice(0, 12))).toEqual([
      'Software=lib',
      'AIGC={}',
      'Software=lib',
      'PICTURE=xxxx',
      'AIGC={}',
    ]);
  });

  it.each([
    ['malformed', bytes(oggPage(2, 1, [bytes('OpusHead')]), oggPage(0, 1, [bytes('Opus????')]))],
    ['truncated', oggPage(2, 1, [bytes('OpusHead')])],
    ['malformed', bytes(oggPage(2, 1, [bytes('OpusHead')]), zeros(90))],
    ['too-large', bytes(oggPage(2, 1, [bytes('OpusHead')]), ...Array.from({ length: 1500 }, () => oggPage(0, 2, [])))],
  ])('%s', async (why, file) => {
    expect((await mapFile(file)).map.incomplete).toBe(why);
  });
});

describe('FLAC', () => {
  it('reads its comment and leaves pictures out', async () => {
    const picture = `METADATA_BLOCK_PICTURE=${'A'.repeat(900)}`;
    const { texts } = await fieldsOf(
      flac(flacBlock(6, zeros(500)), flacBlock(4, vorbisComment('', 'Title=x', picture, 'no equals', 'ISRC=AB'))),
    );
    expect(texts).toEqual(['Title=x', 'ISRC=AB']);
  });

  it.each([
    ['truncated', bytes('fLaC', 0, 0, 9)],
    ['truncated', bytes('fLaC', 4, [0xff, 0xff, 0xff], zeros(9))],
    ['too-large', flac(...Array.from({ length: 2000 }, () => flacBlock(1, '')))],
  ])('%s', async (why, file) => {
    expect((await mapFile(file)).map.incomplete).toBe(why);
  });

  it('says that a comment is damaged', async () => {
    const { map, source } = await mapFile(flac(flacBlock(4, bytes(u32le(0), u32le(2 ** 31), u32le(2 ** 31), 'x'))));
    const { gaps } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
    expect(Object.fromEntries(gaps)).toEqual({ 'vorbis-comment': 'malformed' });
  });
});

describe('fonts', () => {
  it('reads the address of a record, with and without one inside', async () => {
    const remote = await fieldsOf(font(new Uint8Array(0), 'https://x.example/f.c2pa'));
    expect(remote.fields.recordLinks).toEqual(['https://x.example/f.c2pa']);
    expect(remote.map.parts.map(({ kind }) => kind)).toEqual(['c2pa-link']);
    expect((await mapFile(font(store, 'https://x.example/f.c2pa'))).kinds).toEqual(['c2pa-link', 'c2pa']);
  });

  it('says of compressed fonts that they are not read', async () => {
    expect((await mapFile(bytes('wOF2', zeros(60)))).map).toEqual({
      format: 'font/woff2',
      parts: [],
      incomplete: 'unsupported',
    });
  });
});

describe('DNG', () => {
  it('is a TIFF that states its version', async () => {
    const version = { tag: 50706, type: 1, value: bytes([1, 6, 0, 0]) };
    const file = tiff(directory(8, [long(256, 32), long(257, 16), version, undefinedBytes(0xcd41, store)]));
    const { map, kinds } = await mapFile(file);
    expect(map).toMatchObject({ format: 'image/x-adobe-dng', incomplete: null, pixels: { width: 32, height: 16 } });
    expect(kinds).toEqual(['c2pa']);
  });
});

describe('sidecar', () => {
  it('is a piece of something else', async () => {
    expect((await mapFile(store)).map).toMatchObject({ format: 'application/c2pa', isPiece: true, incomplete: null });
    expect((await mapFile(store.subarray(0, 200))).map.incomplete).toBe('truncated');
  });
});

it('takes sound without tags for what it is', async () => {
  expect((await mapFile(MP3_FRAMES)).map).toEqual({ format: 'audio/mpeg', parts: [], incomplete: null });
  expect((await mapFile(bytes([0xff, 0xf1, 0x50, 0x80], zeros(90)))).map).toEqual({
    format: 'audio/aac',
    parts: [],
    incomplete: null,
  });
});
