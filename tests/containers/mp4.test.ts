import { describe, expect, it } from 'vitest';
import { decodeParts } from '../../lib/decoders/index.ts';
import { readPart } from '../../lib/bytes/read-part.ts';
import {
  box,
  bytes,
  c2paBox,
  ftyp,
  fullBox,
  manifestStore,
  u32be,
  u64be,
  XMP_UUID,
  zeros,
} from '../support/build-bytes.ts';
import { dataBox, itunesTags, keyedMeta, MDAT, moov, MP4 } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const LABEL = '{"Label":"1","ContentProducer":"x","ProduceID":"y"}';

async function textsOf(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  const { fields, gaps } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  expect([...gaps]).toEqual([]);
  return fields.texts.map(({ keyword, text }) => `${keyword}=${text}`);
}

describe('MP4', () => {
  it('finds the movie behind the media, and reads next to nothing of the media', async () => {
    const media = box('mdat', zeros(3_000_000));
    const file = bytes(MP4, media, moov(itunesTags(['©cmt', 'hello'])), box('uuid', XMP_UUID, '<x/>'));
    const { map, kinds, source } = await mapFile(file);
    expect(kinds).toEqual(['mp4-tags', 'xmp']);
    expect(map.incomplete).toBeNull();
    expect(source.bytesRead).toBeLessThan(80_000);
  });

  it('jumps over media with a 64-bit length, and takes a length of 0 as "to the end"', async () => {
    const long = bytes(u32be(1), 'mdat', u64be(16 + 40), zeros(40));
    const { kinds, map } = await mapFile(
      bytes(MP4, long, c2paBox('manifest', manifestStore()), u32be(0), 'mdat', zeros(50)),
    );
    expect(kinds).toEqual(['c2pa']);
    expect(map.incomplete).toBeNull();
  });

  it.each([
    ['moov/udta/meta with keys', moov(box('udta', keyedMeta('iso', { AIGC: LABEL })))],
    ['moov/meta as QuickTime writes it', moov(keyedMeta('quicktime', { 'com.apple.quicktime.aigc': LABEL }))],
    ['a meta box beside moov', bytes(moov(), keyedMeta('iso', { AIGC: LABEL }))],
    ['moov/udta/meta without keys', moov(itunesTags(['AIGC', LABEL]))],
    ['a box of its own in udta', moov(box('udta', box('AIGC', LABEL), u32be(0)))],
    [
      'a free-form item',
      moov(
        box(
          'udta',
          fullBox(
            'meta',
            0,
            box(
              'ilst',
              box('----', fullBox('mean', 0, 'com.apple.iTunes'), fullBox('name', 0, 'AIGC'), dataBox(LABEL)),
            ),
          ),
        ),
      ),
    ],
  ])('reads an AIGC label from %s', async (_, boxes) => {
    expect(await textsOf(bytes(MP4, boxes, MDAT))).toEqual([`AIGC=${LABEL}`]);
  });

  it('reads texts of QuickTime and 3GPP, names tags as other formats do, and leaves covers out', async () => {
    const udta = box('udta', box('©swr', [0, 4], [0x55, 0xc4], 'Kino'), fullBox('cprt', 0, [0x15, 0xc7], 'me\0'));
    expect(await textsOf(bytes(MP4, moov(udta), MDAT))).toEqual(['Software=Kino', 'Copyright=me']);
    const cover = box(
      'udta',
      fullBox(
        'meta',
        0,
        box('ilst', box('©nam', dataBox('x')), box('covr', zeros(300_000)), box('©too', dataBox('y'))),
      ),
    );
    const file = bytes(MP4, moov(cover), MDAT);
    expect(await textsOf(file)).toEqual(['Title=x', 'Software=y']);
  });

  it('tells the head of a fragmented file from a whole one', async () => {
    const head = bytes(MP4, c2paBox('manifest', manifestStore()), moov(box('mvex')));
    expect((await mapFile(head)).map).toMatchObject({ isPiece: true, incomplete: null });
    const { map, source } = await mapFile(bytes(head, ...Array.from({ length: 5000 }, () => bytes(box('moof'), MDAT))));
    expect(map).not.toHaveProperty('isPiece');
    expect(map.incomplete).toBeNull();
    expect(source.reads).toBe(1);
  });

  it('says that a media segment cannot be checked on its own', async () => {
    const { map } = await mapFile(
      bytes(box('styp', 'msdh', u32be(0)), c2paBox('merkle', zeros(40)), box('moof'), MDAT),
    );
    expect(map).toEqual({ format: 'video/iso.segment', parts: [], incomplete: 'unsupported' });
  });

  it.each([
    ['truncated', bytes(MP4, u32be(900), 'mdat', zeros(40))],
    ['malformed', bytes(MP4, u32be(4), 'mdat')],
    ['malformed', bytes(MP4, box('moov', u32be(999), 'udta'))],
    ['malformed', bytes(MP4, box('moov', u32be(1), 'udta', u64be(2 ** 52)))],
    ['unsupported', bytes(MP4, moov(box('cmov', zeros(9))))],
    ['too-large', bytes(MP4, ...Array.from({ length: 5000 }, () => box('free')))],
  ])('%s', async (why, file) => {
    expect((await mapFile(file)).map.incomplete).toBe(why);
  });

  it('does not descend into what is nested 100,000 deep', async () => {
    let nested: Uint8Array<ArrayBufferLike> = new Uint8Array(800_000);
    const view = new DataView(nested.buffer);
    for (let at = 0; at < nested.length; at += 8) {
      view.setUint32(at, nested.length - at);
      nested.set(Buffer.from(at % 16 === 0 ? 'moov' : 'udta'), at + 4);
    }
    nested = bytes(ftyp('isom'), nested);
    const { map } = await mapFile(nested);
    expect(map.parts).toEqual([]);
  });
});
