import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { tiff as container } from '../../lib/containers/tiff.ts';
import {
  ascii,
  bytes,
  directory,
  long,
  manifestStore,
  tiff,
  u16be,
  u16le,
  u32be,
  u32le,
  u64le,
  undefinedBytes,
  zeros,
} from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

const SIZE = [long(256, 32), long(257, 16)];
const store = manifestStore(300);

describe('TIFF', () => {
  it('is told by order and version', () => {
    expect(container.matches(tiff())).toBe(true);
    expect(container.matches(bytes('MM', u16be(42), u32be(8)))).toBe(true);
    expect(container.matches(bytes('II', u16be(42), u32be(8)))).toBe(false);
    expect(container.matches(bytes('II'))).toBe(false);
  });

  it('maps nothing in a bare picture, and its size', async () => {
    const { map } = await mapFile(tiff(directory(8, SIZE)));
    expect(map).toEqual({ format: 'image/tiff', parts: [], incomplete: null, pixels: { width: 32, height: 16 } });
  });

  it('maps the store, XMP, IIM and image resources', async () => {
    const tags = [
      ...SIZE,
      undefinedBytes(700, bytes('<x/> ')),
      long(33723, 1, 2),
      undefinedBytes(34377, bytes('8BIM.')),
    ];
    const { map, kinds, read } = await mapFile(tiff(directory(8, [...tags, undefinedBytes(0xcd41, store)])));
    expect([map.incomplete, kinds]).toEqual([null, ['xmp', 'iptc', 'iptc', 'c2pa']]);
    expect(await read('c2pa')).toBe(latin1(store));
    expect(await read('xmp')).toBe('<x/> ');
    expect(await read('iptc')).toBe('\x01\0\0\0\x02\0\0\0');
  });

  it('finds the store in the last directory of a chain and in one that hangs', async () => {
    const second = 8 + directory(8, SIZE).length;
    const chained = tiff(directory(8, SIZE, second), directory(second, [undefinedBytes(0xcd41, store)]));
    expect((await mapFile(chained)).kinds).toEqual(['c2pa']);
    const hangingAt = 8 + directory(8, [long(330, 0)]).length;
    const hanging = tiff(directory(8, [long(330, hangingAt)]), directory(hangingAt, [undefinedBytes(0xcd41, store)]));
    expect((await mapFile(hanging)).kinds).toEqual(['c2pa']);
  });

  it('gives EXIF the file up to the last value it wants, and no pixels behind it', async () => {
    const exifAt = 8 + directory(8, [ascii(305, 'a longer name'), long(34665, 0)]).length;
    const file = tiff(
      directory(8, [ascii(305, 'a longer name'), long(34665, exifAt)]),
      directory(exifAt, [undefinedBytes(0x9286, bytes('ASCII\0\0\0prompt'))]),
      zeros(5000),
    );
    const { map, kinds, read } = await mapFile(file);
    expect([map.incomplete, kinds]).toEqual([null, ['exif']]);
    expect(await read('exif')).toBe(latin1(file.subarray(0, -5000)));
  });

  it('walks big-endian and 64-bit files', async () => {
    const entry = bytes(u16be(700), u16be(1), u32be(4), '<x/>');
    const big = bytes('MM', u16be(42), u32be(8), u16be(1), entry, u32be(0));
    expect(await (await mapFile(big)).read('xmp')).toBe('<x/>');
    const entry64 = bytes(u16le(700), u16le(1), u64le(4), '<x/>', zeros(4));
    const head64 = bytes('II', u16le(43), u16le(8), u16le(0), u64le(16));
    const { map, read } = await mapFile(bytes(head64, u64le(1), entry64, u64le(0)));
    expect([map.incomplete, await read('xmp')]).toEqual([null, '<x/>']);
    const text64 = bytes(u16le(305), u16le(2), u64le(4), 'abc\0', zeros(4));
    // Nobody decodes EXIF with 64-bit offsets.
    expect((await mapFile(bytes(head64, u64le(1), text64, u64le(0)))).map.incomplete).toBe('unsupported');
  });

  it.each([
    ['of one directory', tiff(directory(8, SIZE, 8))],
    ['of a directory hanging from itself', tiff(directory(8, [long(330, 8, 8, 8)]))],
    ['of an Exif directory', tiff(directory(8, [long(34665, 8)]))],
  ])('calls a loop %s malformed', async (_, file) => {
    expect((await mapFile(file)).map.incomplete).toBe('malformed');
  });

  it('says truncated when a directory or a value is cut', async () => {
    const file = tiff(directory(8, [...SIZE, undefinedBytes(0xcd41, store)]));
    for (let length = 8; length < file.length; length++) {
      const { map } = await mapFile(file.subarray(0, length));
      expect(map.incomplete, `${length} bytes`).toMatch(/truncated|malformed/);
    }
    const { kinds, read } = await mapFile(file.subarray(0, -10));
    expect([kinds, await read('c2pa')]).toEqual([['c2pa'], '(truncated)']);
  });

  it('bounds directories and entries', async () => {
    const many = directory(8, [long(330, ...Array.from({ length: 5000 }, (_, i) => 100 + i))]);
    expect((await mapFile(tiff(many, zeros(10_000).fill(1)))).map.incomplete).toBe('too-large');
    expect((await mapFile(tiff(u16le(0xffff), zeros(1_000_000)))).map.incomplete).toBe('too-large');
  });

  it('reads a directory at the end without the picture before it', async () => {
    const at = 3_000_000;
    const { source, kinds } = await mapFile(
      bytes('II', u16le(42), u32le(at), zeros(at - 8), directory(at, [...SIZE, undefinedBytes(700, bytes('<x/> '))])),
    );
    expect([kinds, source.reads]).toEqual([['xmp'], 2]);
    expect(source.bytesRead).toBeLessThan(70_000);
  });
});
