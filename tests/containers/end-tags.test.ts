import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, manifestStore, u32le, zeros, type Piece } from '../support/build-bytes.ts';
import { ape, apeItem, geob, id3, id3Frame, id3v1, lyrics3, MP3_FRAMES } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const SOUND = bytes(...Array.from({ length: 200 }, () => MP3_FRAMES));
const mp3 = (...end: readonly Piece[]) => bytes(id3(4, id3Frame(4, 'TIT2', '\x03Front')), SOUND, ...end);
const OLD = id3v1('Title', 'Ada', 'made with X');
const ITEMS = [apeItem('Copyright', '2026 Ada'), apeItem('Cover Art', 'binary', 2), apeItem('AIGC', '{"Label":"1"}')];
const LAST = id3(4, bytes(id3Frame(4, 'TSRC', '\x03GBAYE6800011')), { footer: true, flags: 0x10 });

async function textsOf(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  const { fields } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return { texts: fields.texts.map(({ keyword, text }) => `${keyword}=${text}`), map, source };
}

describe('tags behind the sound', () => {
  it.each([
    ['ID3v1', [OLD], ['Title=Title', 'Author=Ada', 'Comment=made with X']],
    ['APE', [ape(ITEMS)], ['Copyright=2026 Ada', 'AIGC={"Label":"1"}']],
    ['APE without a header', [ape(ITEMS, { header: false })], ['Copyright=2026 Ada', 'AIGC={"Label":"1"}']],
    ['ID3v2.4 with a footer', [LAST], ['ISRC=GBAYE6800011']],
    [
      'all of them, and lyrics',
      [LAST, ape(ITEMS), lyrics3('la la'), OLD],
      [
        'Title=Title',
        'Author=Ada',
        'Comment=made with X',
        'Copyright=2026 Ada',
        'AIGC={"Label":"1"}',
        'ISRC=GBAYE6800011',
      ],
    ],
  ])('%s', async (_, end, texts) => {
    const found = await textsOf(mp3(...end));
    expect([found.texts, found.map.incomplete]).toEqual([['Title=Front', ...texts], null]);
    expect(found.source.bytesRead).toBeLessThan(20_000);
  });

  it('are found behind AAC, and where there is nothing in front', async () => {
    const adts = bytes(...Array.from({ length: 300 }, () => bytes([0xff, 0xf1, 0x50, 0x80], zeros(300))));
    expect((await textsOf(bytes(adts, OLD))).texts).toContain('Author=Ada');
    expect((await textsOf(bytes(SOUND, OLD))).texts).toContain('Author=Ada');
  });

  it('may hold a record', async () => {
    const { kinds } = await mapFile(
      mp3(id3(4, id3Frame(4, 'GEOB', geob(manifestStore(300))), { footer: true, flags: 0x10 })),
    );
    expect(kinds).toContain('c2pa');
  });

  it('cost one short read where there are none, whatever the length', async () => {
    const { source, map } = await mapFile(bytes(mp3(), zeros(3_000_000)));
    expect([map.incomplete, source.reads, source.bytesRead]).toEqual([null, 2, 8192]);
  });

  it('are not claimed to be absent from a stream without an end', async () => {
    const endless = await mapFile(bytes(mp3(), zeros(3_000_000)), { tellsSize: false });
    expect(endless.map.incomplete).toBe('too-large');
    expect(endless.source.bytesRead).toBeLessThan(1_200_000);
    expect((await mapFile(mp3(OLD), { tellsSize: false })).kinds).toContain('id3v1');
  });

  it.each([
    ['APE of an impossible length', bytes('APETAGEX', u32le(2000), u32le(0x7fffffff), u32le(1), u32le(0), zeros(8))],
    ['lyrics longer than the file', bytes('999999LYRICS200')],
    ['a footer without its header', bytes(zeros(40), '3DI', 4, [0, 0, 0, 0, 0, 20])],
    ['a footer of more than there is', bytes('3DI', 4, [0, 0, 0x7f, 0x7f, 0x7f, 0x7f])],
  ])('%s: malformed', async (_, end) => {
    expect((await mapFile(mp3(end))).map.incomplete).toBe('malformed');
  });

  it('end where tags are heaped upon tags', async () => {
    const heap = await mapFile(mp3(...Array.from({ length: 1000 }, () => OLD)));
    expect([heap.map.incomplete, heap.kinds.filter((kind) => kind === 'id3v1').length]).toEqual(['too-large', 8]);
  });

  it('with any bytes changed: an answer, in few reads', async () => {
    const file = mp3(LAST, ape(ITEMS), lyrics3('la'), OLD);
    const change = fc.tuple(fc.nat(600), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const changed = file.slice();
        for (const [back, value] of changes) changed[file.length - 1 - back] = value;
        const { source, map } = await mapFile(changed);
        expect(source.reads).toBeLessThan(20);
        for (const part of map.parts) await readPart(source, part, 1 << 20);
      }),
    );
  });
});
