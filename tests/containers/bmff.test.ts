import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { recognize } from '../../lib/containers/index.ts';
import {
  box,
  bytes,
  c2paBox,
  C2PA_UUID,
  ftyp,
  fullBox,
  manifestStore,
  TINY_TIFF,
  u16be,
  u32be,
  u64be,
  XMP_UUID,
  zeros,
} from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

const AVIF = ftyp('avif', 'mif1', 'miaf');

describe('brands', () => {
  it.each([
    ['image/avif', ftyp('avif', 'mif1')],
    ['image/avif', ftyp('mif1', 'avif', 'miaf')],
    ['image/avif', ftyp('avis', 'msf1')],
    ['image/heic', ftyp('heic', 'mif1')],
    ['image/heic', ftyp('mif1', 'heic')],
    ['image/heic', ftyp('msf1', 'hevc')],
    ['image/heif', ftyp('mif1')],
  ])('%s', (format, head) => {
    expect(recognize(head)?.format).toBe(format);
  });

  it.each(['isom', 'mp42', 'qt  ', 'M4A ', 'jxl '])('%s is for others', (brand) => {
    expect(recognize(ftyp(brand, 'isom', 'avif'))?.format ?? 'none').not.toMatch(/^image/);
  });
});

describe('ISO BMFF', () => {
  it('maps nothing in a bare picture', async () => {
    const { map } = await mapFile(bytes(AVIF, fullBox('meta', 0), box('mdat', zeros(40))));
    expect(map).toEqual({ format: 'image/avif', parts: [], incomplete: null });
  });

  it.each(['manifest', 'original', 'update'])(
    'finds the store in a box of purpose %s, and it alone',
    async (purpose) => {
      const store = manifestStore(500);
      const { map, kinds, read } = await mapFile(bytes(AVIF, c2paBox(purpose, store), box('mdat', zeros(40))));
      expect([map.incomplete, kinds]).toEqual([null, ['c2pa']]);
      expect(await read('c2pa')).toBe(latin1(store));
    },
  );

  it('passes by the boxes of Merkle trees and other uuids', async () => {
    const merkle = box('uuid', C2PA_UUID, u32be(0), 'merkle\0', 'cbor');
    const { map } = await mapFile(bytes(AVIF, merkle, box('uuid', zeros(16), manifestStore())));
    expect(map).toMatchObject({ parts: [], incomplete: null });
  });

  it('maps XMP, behind a 64-bit box and in a box that lasts to the end', async () => {
    const large = bytes(u32be(1), 'mdat', u64be(16 + 70_000), zeros(70_000));
    const last = bytes(u32be(0), 'uuid', XMP_UUID, '<x/>');
    const { map, kinds, read } = await mapFile(bytes(AVIF, large, last));
    expect([map.incomplete, kinds, await read('xmp')]).toEqual([null, ['xmp'], '<x/>']);
  });

  it('jumps over the picture', async () => {
    const { source, kinds } = await mapFile(
      bytes(AVIF, box('mdat', zeros(3_000_000)), c2paBox('update', manifestStore())),
    );
    expect([kinds, source.reads]).toEqual([['c2pa'], 2]);
    expect(source.bytesRead).toBeLessThan(70_000);
  });

  it('says truncated when cut inside a box', async () => {
    const file = bytes(AVIF, c2paBox('manifest', manifestStore(100)), box('mdat', zeros(40)));
    const edges = [AVIF.length, file.length - 48];
    for (let length = AVIF.length; length < file.length; length++) {
      const { map } = await mapFile(file.subarray(0, length));
      // A file may end between two boxes without anyone being able to tell.
      expect(map.incomplete === null, `${length} bytes`).toBe(edges.includes(length));
    }
  });

  it('calls lengths below a header, purposes without an end and carriers without a store malformed', async () => {
    expect((await mapFile(bytes(AVIF, u32be(7), 'mdat', zeros(20)))).map.incomplete).toBe('malformed');
    expect((await mapFile(bytes(AVIF, u32be(1), 'mdat', u64be(15), zeros(20)))).map.incomplete).toBe('malformed');
    const endless = box('uuid', C2PA_UUID, u32be(0), 'm'.repeat(60));
    expect((await mapFile(bytes(AVIF, endless))).map.incomplete).toBe('malformed');
    expect((await mapFile(bytes(AVIF, c2paBox('manifest', 'c2pa')))).map).toMatchObject({
      incomplete: 'malformed',
      parts: [],
    });
  });

  it('ends with more boxes than any real file has', async () => {
    const { map } = await mapFile(bytes(AVIF, ...Array.from({ length: 5000 }, () => box('free'))));
    expect(map.incomplete).toBe('too-large');
  });
});

describe('HEIF items', () => {
  const infe = (id: number, type: string, ...rest: string[]) =>
    fullBox('infe', 2, u16be(id), u16be(0), type, '\0', ...rest);
  const iinf = (...entries: Uint8Array[]) => fullBox('iinf', 0, u16be(entries.length), ...entries);
  /** Version 1, 32-bit offsets and lengths, no base. */
  const iloc = (...items: { id: number; method?: number; extents: [number, number][] }[]) =>
    fullBox(
      'iloc',
      1,
      [0x44, 0x00],
      u16be(items.length),
      ...items.map(({ id, method = 0, extents }) =>
        bytes(
          u16be(id),
          u16be(method),
          u16be(0),
          u16be(extents.length),
          ...extents.map(([offset, length]) => bytes(u32be(offset), u32be(length))),
        ),
      ),
    );
  const mime = (id: number, type = 'application/rdf+xml', encoding = '') =>
    infe(id, 'mime', `${type}\0`, `${encoding}\0`);
  const EXIF = bytes(u32be(0), TINY_TIFF);
  /** Items' bytes stand first, so that their offsets are known. */
  const withItems = (data: Uint8Array, ...meta: Uint8Array[]) =>
    bytes(AVIF, box('mdat', data), fullBox('meta', 0, ...meta));
  const DATA = AVIF.length + 8;

  it('maps EXIF and XMP, each where it begins', async () => {
    const file = withItems(
      bytes(EXIF, '<x/>'),
      iinf(infe(1, 'av01'), infe(2, 'Exif'), mime(3), mime(4, 'text/plain')),
      iloc(
        { id: 1, extents: [[0, 9]] },
        { id: 3, extents: [[DATA + EXIF.length, 4]] },
        { id: 2, extents: [[DATA, EXIF.length]] },
      ),
      box('iprp', box('ipco', fullBox('ispe', 0, u32be(64), u32be(64)), fullBox('ispe', 0, u32be(320), u32be(200)))),
    );
    const { map, kinds, read } = await mapFile(file);
    expect([map.incomplete, map.pixels, kinds.toSorted()]).toEqual([
      null,
      { width: 320, height: 200 },
      ['exif', 'xmp'],
    ]);
    expect(await read('exif')).toBe(latin1(TINY_TIFF));
    expect(await read('xmp')).toBe('<x/>');
  });

  it.each([
    ['an offset past a signature', bytes(u32be(6), 'Exif\0\0', TINY_TIFF)],
    ['a signature the offset does not count', bytes(u32be(0), 'Exif\0\0', TINY_TIFF)],
  ])('finds the TIFF structure behind %s', async (_, item) => {
    const file = withItems(item, iinf(infe(2, 'Exif')), iloc({ id: 2, extents: [[DATA, item.length]] }));
    expect(await (await mapFile(file)).read('exif')).toBe(latin1(TINY_TIFF));
  });

  it('joins extents and reads from idat', async () => {
    const packet = '<x>in two pieces</x>';
    const meta = fullBox(
      'meta',
      0,
      iinf(mime(3)),
      iloc({
        id: 3,
        method: 1,
        extents: [
          [6, 10],
          [16, 10],
        ],
      }),
      box('idat', 'before', packet),
    );
    const { map, read } = await mapFile(bytes(AVIF, meta));
    expect([map.incomplete, await read('xmp')]).toEqual([null, packet]);
  });

  it.each([
    ['unsupported', 'encoded', [iinf(mime(3, undefined, 'deflate'))]],
    ['unsupported', 'made from other items', [iinf(mime(3)), iloc({ id: 3, method: 2, extents: [[0, 4]] })]],
    ['malformed', 'not located', [iinf(mime(3)), iloc({ id: 1, extents: [[0, 4]] })]],
    ['malformed', 'without a list of places', [iinf(mime(3))]],
    ['malformed', 'outside idat', [iinf(mime(3)), iloc({ id: 3, method: 1, extents: [[0, 4]] }), box('idat', 'x')]],
    ['malformed', 'without idat', [iinf(mime(3)), iloc({ id: 3, method: 1, extents: [[0, 4]] })]],
    ['malformed', 'shorter than its own offset', [iinf(infe(3, 'Exif')), iloc({ id: 3, extents: [[0, 4]] })]],
    [
      'too-large',
      'in a thousand extents',
      [iinf(mime(3)), iloc({ id: 3, extents: Array.from({ length: 1000 }, () => [0, 1]) })],
    ],
    ['malformed', 'a child longer than its parent', [bytes(u32be(500), 'free')]],
  ])('%s: an item %s', async (why, _, meta) => {
    const { map } = await mapFile(withItems(zeros(8), ...meta));
    expect(map).toMatchObject({ incomplete: why, parts: [] });
  });

  it('does not count extents that take no bytes', async () => {
    const items = zeros(60_000 * 6).map((_, i) => (i % 6 < 4 ? 0 : 0xff));
    const bomb = fullBox('iloc', 0, [0x00, 0x00], u16be(60_000), items);
    const started = performance.now();
    const { map } = await mapFile(withItems(zeros(8), iinf(mime(3)), bomb));
    expect(map.incomplete).toBe('malformed');
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('tells bytes behind the last box from a box that was cut off', async () => {
    const whole = bytes(AVIF, fullBox('meta', 0, iinf()), box('mdat', zeros(100)));
    const incomplete = async (file: Uint8Array) => (await mapFile(file)).map.incomplete;
    for (const foreign of [
      '\n',
      'appended text',
      '\xff\xd8\xff\xe0 another picture',
      bytes(zeros(3), 90, 'xxxx', zeros(4)),
    ])
      expect(await incomplete(bytes(whole, foreign))).not.toBe('truncated');
    const cut = bytes(whole, box('uuid', zeros(400)));
    for (const length of [whole.length + 3, whole.length + 9, cut.length - 1])
      expect(await incomplete(cut.subarray(0, length))).toBe('truncated');
    expect(await incomplete(whole.subarray(0, -1))).toBe('truncated');
  });

  it('refuses a list of items of many megabytes', async () => {
    expect((await mapFile(bytes(AVIF, fullBox('meta', 0, zeros(5_000_000))))).map.incomplete).toBe('too-large');
  });
});
