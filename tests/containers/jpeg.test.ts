import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { jpeg as container } from '../../lib/containers/jpeg.ts';
import {
  ascii,
  bytes,
  directory,
  jpeg,
  jumbfSegments,
  manifestStore,
  samsungTrailer,
  segment,
  type Tag,
  tiff,
  TINY_TIFF,
  u32be,
  u32le,
  zeros,
} from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

const XMP = 'http://ns.adobe.com/xap/1.0/\0';

describe('JPEG', () => {
  it('is told by its first three bytes', () => {
    expect(container.matches(jpeg())).toBe(true);
    expect(container.matches(bytes(0xff, 0xd8))).toBe(false);
    expect(container.matches(new Uint8Array(0))).toBe(false);
  });

  it('maps nothing in a bare picture, and its size', async () => {
    const { map } = await mapFile(jpeg());
    expect(map).toEqual({ format: 'image/jpeg', parts: [], incomplete: null, pixels: { width: 32, height: 16 } });
  });

  it('maps EXIF, XMP, extended XMP, Photoshop, comments and readable segments', async () => {
    const extended = `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}`;
    const { map, kinds, read } = await mapFile(
      jpeg(
        segment(0xe0, 'JFIF\0', zeros(9)),
        segment(0xe1, 'Exif\0\0', TINY_TIFF),
        segment(0xe1, XMP, '<x/>'),
        segment(0xe1, extended, u32be(9), u32be(0), 'more'),
        segment(0xed, 'Photoshop 3.0\0', '8BIM'),
        segment(0xfe, 'made by hand'),
        segment(0xed, 'Photoshop 3.0\0', 'again'),
        segment(0xe7, 'AIGC{"Label":"1"}'),
        segment(0xea, '{"a":1}'),
        segment(0xe2, 'ICC_PROFILE\0', zeros(100)),
      ),
    );
    expect(map.incomplete).toBeNull();
    expect(kinds.toSorted()).toEqual(['app-text', 'app-text', 'comment', 'exif', 'iptc', 'xmp', 'xmp-extended']);
    expect(await read('exif')).toBe(latin1(TINY_TIFF));
    expect(await read('xmp')).toBe('<x/>');
    expect(await read('xmp-extended')).toBe(`${'A'.repeat(32)}\0\0\0\x09\0\0\0\0more`);
    expect(await read('iptc')).toBe('8BIMagain');
    expect(await read('comment')).toBe('made by hand');
    expect(await read('app-text', 1)).toBe('{"a":1}');
  });

  it('steps over fill bytes and markers without content', async () => {
    const { map, read } = await mapFile(jpeg([0xff, 0xff, 0xff, 0x01, 0xff, 0xd0], segment(0xfe, 'x')));
    expect([map.incomplete, await read('comment')]).toEqual([null, 'x']);
  });

  it('reads no further than the first scan and the tail', async () => {
    const { source, map } = await mapFile(bytes(jpeg(segment(0xfe, 'x')), zeros(2_000_000), [0xff, 0xd9]));
    expect(map.incomplete).toBeNull();
    expect(source.reads).toBe(2);
    expect(source.bytesRead).toBeLessThan(70_000);
  });

  it('stops at a picture that never comes', async () => {
    expect((await mapFile(bytes([0xff, 0xd8, 0xff, 0xd9]))).map.incomplete).toBeNull();
  });

  it.each([
    ['in the marker', 2, 'truncated'],
    ['in the length', 5, 'truncated'],
    ['in the content', 20, 'truncated'],
  ])('says so when cut %s', async (_, length, why) => {
    const file = jpeg(segment(0xfe, 'a comment of some length'));
    expect((await mapFile(bytes(file.subarray(0, length), length === 2 ? 0xff : []))).map.incomplete).toBe(why);
  });

  it('keeps a part it saw the header of, which then reads as truncated', async () => {
    const { map, read } = await mapFile(jpeg(segment(0xe1, XMP, zeros(500))).subarray(0, 100));
    expect([map.incomplete, await read('xmp')]).toEqual(['truncated', '(truncated)']);
  });

  it.each([
    ['a length below its own', bytes([0xff, 0xd8, 0xff, 0xfe, 0, 1], zeros(50))],
    ['no marker where one must be', bytes([0xff, 0xd8, 0xff, 0xfe, 0, 2, 0x41], zeros(50))],
    ['a marker of zero', bytes([0xff, 0xd8, 0xff, 0x00], zeros(50))],
  ])('calls %s malformed', async (_, file) => {
    expect((await mapFile(file)).map.incomplete).toBe('malformed');
  });

  it('ends a file of nothing but segments', async () => {
    const { map, source } = await mapFile(
      bytes(
        [0xff, 0xd8],
        zeros(200_000).map((_, i) => [0xff, 0xfe, 0, 2][i % 4] ?? 0),
      ),
    );
    expect(map.incomplete).toBe('too-large');
    expect(source.reads).toBeLessThan(10);
  });
});

describe('JPEG with C2PA', () => {
  const store = manifestStore(1000);

  it.each([2000, 300, 64])('puts a store together that was cut into packets of %i bytes', async (size) => {
    const { map, kinds, read } = await mapFile(jpeg(...jumbfSegments(store, size)));
    expect([map.incomplete, kinds]).toEqual([null, ['c2pa']]);
    expect(await read('c2pa')).toBe(latin1(store));
  });

  it('sorts packets that stand out of order', async () => {
    const [first, second, third] = jumbfSegments(store, 400);
    const { map, read } = await mapFile(jpeg(first ?? [], third ?? [], second ?? []));
    expect([map.incomplete, await read('c2pa')]).toEqual([null, latin1(store)]);
  });

  it('takes a 64-bit box length', async () => {
    const content = store.subarray(8);
    const header = bytes(u32be(1), 'jumb', u32be(0), u32be(1008));
    const packet = (number: number, piece: Uint8Array) => segment(0xeb, 'JP', [2, 17], u32be(number), header, piece);
    const { map, read } = await mapFile(jpeg(packet(1, content.subarray(0, 500)), packet(2, content.subarray(500))));
    expect([map.incomplete, await read('c2pa')]).toEqual([null, latin1(bytes(header, content))]);
  });

  it('finds a missing packet', async () => {
    const [first, , third] = jumbfSegments(store, 400);
    const { map, kinds } = await mapFile(jpeg(first ?? [], third ?? []));
    expect([map.incomplete, kinds]).toEqual(['malformed', ['c2pa']]);
  });

  it('finds a doubled packet', async () => {
    const [first, second, third] = jumbfSegments(store, 400);
    const { map } = await mapFile(jpeg(first ?? [], second ?? [], second ?? [], third ?? []));
    expect(map.incomplete).toBe('malformed');
  });

  it('leaves other JUMBF and mere mentions of c2pa alone', async () => {
    const other = jumbfSegments(manifestStore(200, 'json'), 100, 1);
    const { map, kinds } = await mapFile(jpeg(...other, segment(0xeb, 'JP c2pa'), segment(0xe2, 'jumb jumd c2pa')));
    expect([map.incomplete, kinds]).toEqual([null, []]);
  });

  it('calls a store whose head was damaged malformed, never absent', async () => {
    const [segments] = [jumbfSegments(manifestStore(200), 500)];
    for (const at of [4, 5, 24, 30]) {
      const damaged = jpeg(...segments);
      damaged[2 + at] = (damaged[2 + at] ?? 0) ^ 0x10;
      expect([at, (await mapFile(damaged)).map.incomplete]).toEqual([at, 'malformed']);
    }
  });

  it('keeps boxes of different instances, and a second box of the same one, apart', async () => {
    const other = jumbfSegments(manifestStore(300, 'json'), 100, 7);
    const [first, second] = jumbfSegments(store, 500, 9);
    const again = jumbfSegments(manifestStore(90), 500, 9);
    const { kinds, read } = await mapFile(jpeg(other[0] ?? [], first ?? [], other[1] ?? [], second ?? [], ...again));
    expect(kinds).toEqual(['c2pa', 'c2pa']);
    expect(await read('c2pa')).toBe(latin1(store));
    expect(await read('c2pa', 1)).toBe(latin1(manifestStore(90)));
  });
});

describe('JPEG with a Samsung trailer', () => {
  const EDIT = { name: 'PhotoEditor_Re_Edit_Data', content: '{"genAIType":1}' };

  it('finds it from the end of the file', async () => {
    const file = bytes(jpeg(), zeros(300_000), samsungTrailer([EDIT, { name: 'Other', content: 'x' }]));
    const { map, source, read } = await mapFile(file);
    expect([map.incomplete, source.reads]).toEqual([null, 2]);
    expect(await read('trailer')).toContain('PhotoEditor_Re_Edit_Data{"genAIType":1}');
  });

  describe('that nobody asked about', () => {
    const exif = (...tags: readonly Tag[]) => segment(0xe1, 'Exif\0\0', tiff(directory(8, tags)));
    const JFIF = segment(0xe0, 'JFIF\0', zeros(9));
    const [MAKE, MODEL] = [0x010f, 0x0110];
    const spared = (...head: readonly Uint8Array[]) =>
      mapFile(bytes(jpeg(...head), zeros(300_000), samsungTrailer([EDIT])), { isSparing: true });

    it.each([
      ['Exif names Samsung', [exif(ascii(MAKE, 'SAMSUNG '), ascii(MODEL, 'SM-S921B'))]],
      ['Exif names nobody', [JFIF, exif(ascii(MODEL, 'SM-S921B'))]],
      ['Exif is no TIFF', [segment(0xe1, 'Exif\0\0', 'x')]],
    ])('is looked for where %s', async (_, head) => {
      const { kinds, source } = await spared(...head);
      expect([kinds.includes('trailer'), source.reads]).toEqual([true, 2]);
    });

    it.each([
      ['an encoder wrote the head', [JFIF]],
      ['there is no header at all', []],
      ['Exif names another maker', [exif(ascii(MAKE, 'Halden'))]],
      ['Exif names another maker in four letters', [exif(ascii(MAKE, 'NEX'))]],
    ])('is not asked for where %s', async (_, head) => {
      const { map, kinds, source } = await spared(...head);
      expect([map.incomplete, kinds.includes('trailer'), source.reads]).toEqual([null, false, 1]);
    });

    it('is found where it came along', async () => {
      const file = bytes(jpeg(JFIF), zeros(2000), samsungTrailer([EDIT]));
      expect((await mapFile(file, { isSparing: true })).kinds).toEqual(['trailer']);
    });

    it('is looked for in a file that is read whole for its record', async () => {
      const { kinds } = await spared(JFIF, ...jumbfSegments(manifestStore(400), 500));
      expect(kinds).toEqual(['c2pa', 'trailer']);
    });
  });

  it('leaves videos out, but not without a word an edit that is too long', async () => {
    const video = { name: 'MotionPhoto_Data', content: zeros(400_000) };
    const small = await mapFile(bytes(jpeg(), samsungTrailer([video, EDIT])));
    expect([small.map.incomplete, (await small.read('trailer')).length]).toEqual([null, 8 + 24 + 15]);
    const large = await mapFile(bytes(jpeg(), samsungTrailer([{ ...EDIT, content: zeros(400_000) }])));
    expect([large.map.incomplete, large.kinds]).toEqual(['too-large', []]);
  });

  it('calls a lying directory malformed', async () => {
    const lying = samsungTrailer([EDIT]);
    lying.set(u32le(0x7fffffff), lying.length - 8);
    expect((await mapFile(bytes(jpeg(), lying))).map.incomplete).toBe('malformed');
    const outside = samsungTrailer([EDIT]);
    outside.set(u32le(0x7fffffff), outside.length - 16);
    expect((await mapFile(bytes(jpeg(), outside))).map.incomplete).toBe('malformed');
  });

  it('is missing with the rest of a file that was cut off in its picture', async () => {
    const whole = bytes(jpeg(), samsungTrailer([EDIT]));
    const scanned = bytes(jpeg().subarray(0, -2), zeros(200_000));
    expect((await mapFile(scanned)).map.incomplete).toBe('truncated');
    expect((await mapFile(whole)).map.incomplete).toBe(null);
    expect((await mapFile(bytes(jpeg(), zeros(60_000)))).map.incomplete).toBe(null);
  });

  it('is found where nobody says how long the file is', async () => {
    const { map, kinds } = await mapFile(bytes(jpeg(), zeros(300_000), samsungTrailer([EDIT])), { tellsSize: false });
    expect([map.incomplete, kinds]).toEqual([null, ['trailer']]);
  });
});
