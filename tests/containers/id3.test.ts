import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, manifestStore, u16be, u32be, zeros, type Piece } from '../support/build-bytes.ts';
import {
  flac,
  flacBlock,
  geob,
  id3,
  id3Frame,
  MP3_FRAMES,
  syncSafe,
  unsynchronise,
  vorbisComment,
} from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const store = manifestStore(300);
const utf16 = (text: string) => bytes([0xff, 0xfe], Buffer.from(text, 'utf16le'));
const mp3 = (...tags: readonly Piece[]) => bytes(...tags, MP3_FRAMES);

async function textsOf(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  const { fields, gaps } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return { texts: fields.texts.map(({ keyword, text }) => `${keyword}=${text}`), gaps: Object.fromEntries(gaps), map };
}

describe('ID3', () => {
  it.each([
    [2, id3(2, bytes(id3Frame(2, 'TXX', '\0AIGC\0{}'), id3Frame(2, 'GEO', geob(store))))],
    [3, id3(3, bytes(id3Frame(3, 'TXXX', '\0AIGC\0{}'), id3Frame(3, 'GEOB', geob(store))))],
    [4, id3(4, bytes(id3Frame(4, 'TXXX', '\x03AIGC\0{}'), id3Frame(4, 'GEOB', geob(store))), { footer: true })],
    [
      4,
      id3(
        4,
        bytes(
          id3Frame(4, 'TXXX', '\x03AIGC\0{}'),
          id3Frame(4, 'GEOB', geob(store, 'application/x-c2pa-manifest-store')),
        ),
      ),
    ],
  ])('version 2.%s: the store whole, the texts read', async (_, tag) => {
    const file = mp3(tag);
    const { map, read } = await mapFile(file);
    expect(map).toMatchObject({ format: 'audio/mpeg', incomplete: null });
    expect(await read('c2pa')).toBe(Buffer.from(store).toString('latin1'));
    expect((await textsOf(file)).texts).toEqual(['AIGC={}']);
  });

  it('finds XMP, the description in UTF-16, and what stands behind a megabyte of cover picture', async () => {
    const described = bytes(1, 'application/c2pa\0', utf16('c2pa'), [0, 0], utf16('x'), [0, 0], store);
    const frames = bytes(
      id3Frame(3, 'APIC', zeros(1_500_000)),
      id3Frame(3, 'PRIV', 'XMP\0<x/>'),
      id3Frame(3, 'GEOB', described),
    );
    const { kinds, read, source } = await mapFile(mp3(id3(3, frames, { padding: 2000 })));
    expect(kinds).toEqual(['xmp', 'c2pa']);
    expect(await read('xmp')).toBe('<x/>');
    expect(await read('c2pa')).toHaveLength(300);
    expect(source.bytesRead).toBeLessThan(100_000);
  });

  it('undoes unsynchronisation of a whole tag (2.3) and of a frame (2.4)', async () => {
    const loud = bytes(store, [0xff, 0xe0, 0xff, 0x00, 0xff]);
    const whole = unsynchronise(bytes(id3Frame(3, 'TIT2', '\0a\xffb'), id3Frame(3, 'GEOB', geob(loud))));
    const old = await mapFile(mp3(bytes('ID3', 3, 0, 0x80, syncSafe(whole.length), whole)));
    expect(await old.read('c2pa')).toBe(Buffer.from(loud).toString('latin1'));
    const frame = id3Frame(4, 'GEOB', unsynchronise(geob(loud)), 0x0002);
    const recent = await mapFile(mp3(id3(4, frame, { flags: 0x80 })));
    expect(await recent.read('c2pa')).toBe(Buffer.from(loud).toString('latin1'));
  });

  it('passes over extended headers and a second tag', async () => {
    const extended = bytes(u32be(6), zeros(6));
    const first = bytes('ID3', 3, 0, 0x40, syncSafe(10 + 20), extended, id3Frame(3, 'TIT2', '\0aaaaaaaaa'));
    const { texts, map } = await textsOf(mp3(first, id3(4, id3Frame(4, 'TSSE', '\x03Kino'))));
    expect(texts).toEqual(['Title=aaaaaaaaa', 'Software=Kino']);
    expect(map.incomplete).toBeNull();
  });

  it('reads texts in all encodings, comments, addresses, identifiers, and compressed ones', async () => {
    const packed = bytes(u32be(5), deflateSync(bytes('\0zip!')));
    const tag = id3(
      3,
      bytes(
        id3Frame(3, 'TIT2', bytes(1, utf16('Ünï'))),
        id3Frame(3, 'COMM', '\0engabout\0made with x'),
        id3Frame(3, 'WCOP', 'https://x.example/'),
        id3Frame(3, 'UFID', 'http://musicbrainz.org\0abc'),
        id3Frame(3, 'TPE1', packed, 0x80),
      ),
    );
    const { texts, gaps } = await textsOf(mp3(tag));
    expect(texts).toEqual([
      'Title=Ünï',
      'Comment=made with x',
      'License=https://x.example/',
      'UFID http://musicbrainz.org=abc',
      'Author=zip!',
    ]);
    expect(gaps).toEqual({});
  });

  it('goes on into FLAC', async () => {
    const file = bytes(
      id3(4, id3Frame(4, 'GEOB', geob(store))),
      flac(flacBlock(6, zeros(100_000)), flacBlock(4, vorbisComment('v', 'aigc={}'))),
    );
    const { texts, map } = await textsOf(file);
    expect(map).toMatchObject({ format: 'audio/flac', incomplete: null });
    expect(map.parts.map(({ kind }) => kind)).toEqual(['c2pa', 'vorbis-comment']);
    expect(texts).toEqual(['Software=v', 'AIGC={}']);
  });

  it.each([
    ['malformed', id3(4, id3Frame(4, 'GEOB', geob(bytes('not a store'))))],
    ['unsupported', id3(3, id3Frame(3, 'GEOB', bytes(u32be(9), geob(store)), 0x80))],
    ['malformed', id3(3, bytes('TIT2', u32be(2 ** 31), u16be(0), 'x'))],
    ['malformed', id3(3, bytes('(-;)', u32be(1), u16be(0), 'x'))],
    ['unsupported', id3(2, 'x', { flags: 0x40 })],
    ['unsupported', bytes('ID3', 9, 0, 0, syncSafe(4), 'abcd')],
    ['truncated', bytes('ID3', 4, 0, 0, syncSafe(2 ** 27), 'TIT2')],
    ['too-large', bytes('ID3', 3, 0, 0x80, syncSafe(20_000_000), zeros(20_000_000))],
    ['too-large', id3(3, bytes(...Array.from({ length: 5000 }, () => id3Frame(3, 'APIC', 'x'))))],
  ])('%s', async (why, tag) => {
    expect((await mapFile(mp3(tag))).map.incomplete).toBe(why);
  });

  it('does not take a text frame that inflates without end', async () => {
    const bomb = bytes(u32be(5), deflateSync(zeros(20_000_000)));
    expect((await textsOf(mp3(id3(3, id3Frame(3, 'TIT2', bomb, 0x80))))).gaps).toEqual({ 'id3v2.3': 'too-large' });
  });
});
