import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { png as container } from '../../lib/containers/png.ts';
import {
  bytes,
  IDAT,
  IEND,
  IHDR,
  manifestStore,
  png,
  pngChunk,
  TINY_TIFF,
  u32be,
  zeros,
} from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

describe('PNG', () => {
  it('is told by its signature', () => {
    expect(container.matches(png())).toBe(true);
    expect(container.matches(png().subarray(0, 7))).toBe(false);
  });

  it('maps nothing in a bare picture, and its size', async () => {
    const { map } = await mapFile(png(IHDR, IDAT, IEND));
    expect(map).toEqual({ format: 'image/png', parts: [], incomplete: null, pixels: { width: 32, height: 16 } });
  });

  it('maps the store, text of all three kinds and EXIF, before and after the picture', async () => {
    const store = manifestStore(500);
    const { map, kinds, read } = await mapFile(
      png(
        IHDR,
        pngChunk('caBX', store),
        pngChunk('tEXt', 'parameters\0a cat'),
        IDAT,
        pngChunk('zTXt', 'k\0\0zipped'),
        pngChunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<x/>'),
        pngChunk('eXIf', TINY_TIFF),
        IEND,
      ),
    );
    expect([map.incomplete, kinds]).toEqual([null, ['c2pa', 'png-text', 'png-ztxt', 'png-itxt', 'exif']]);
    expect(await read('c2pa')).toBe(latin1(store));
    expect(await read('png-text')).toBe('parameters\0a cat');
    expect(await read('png-ztxt')).toBe('k\0\0zipped');
    expect(await read('exif')).toBe(latin1(TINY_TIFF));
  });

  it('drops the signature of JPEG that some writers put before EXIF', async () => {
    const { read } = await mapFile(png(IHDR, pngChunk('eXIf', 'Exif\0\0', TINY_TIFF), IEND));
    expect(await read('exif')).toBe(latin1(TINY_TIFF));
  });

  it('reports every store of several', async () => {
    const chunk = pngChunk('caBX', manifestStore());
    expect((await mapFile(png(IHDR, chunk, chunk, IDAT, IEND))).kinds).toEqual(['c2pa', 'c2pa']);
  });

  it.each([
    ['prose', 'c2pa'],
    ['other JUMBF', manifestStore(64, 'json')],
    ['nothing', ''],
  ])('calls a caBX with %s in it malformed and walks on', async (_, content) => {
    const { map, kinds } = await mapFile(png(IHDR, pngChunk('caBX', content), pngChunk('tEXt', 'a\0b'), IDAT, IEND));
    expect([map.incomplete, kinds]).toEqual(['malformed', ['png-text']]);
  });

  it('does not take the next chunk for the content of an empty one', async () => {
    const { kinds } = await mapFile(png(IHDR, u32be(0), 'caBX', manifestStore(), IEND));
    expect(kinds).toEqual([]);
  });

  it('finds text megabytes behind the picture in few reads', async () => {
    const idats = Array.from({ length: 500 }, () => pngChunk('IDAT', zeros(8192)));
    const { map, kinds, source } = await mapFile(png(IHDR, ...idats, pngChunk('tEXt', 'a\0b'), IEND));
    expect([map.incomplete, kinds]).toEqual([null, ['png-text']]);
    expect([source.reads, source.bytesRead < 20_000]).toEqual([4, true]);
  });

  it.each([8192, 32_768, 65_536])(
    'finds text behind a picture in chunks of %i bytes and a shorter one',
    async (size) => {
      const idats = Array.from({ length: 20 }, () => pngChunk('IDAT', zeros(size)));
      for (const [last, text] of [
        [1, 10],
        [size - 1, 10],
        [2000, 3 * size],
      ] as const) {
        const tail = [pngChunk('IDAT', zeros(last)), pngChunk('tEXt', zeros(text)), IEND];
        const { map, kinds, source } = await mapFile(png(IHDR, ...idats, ...tail));
        expect([map.incomplete, kinds]).toEqual([null, ['png-text']]);
        expect([source.reads < 9, source.bytesRead < 110_000]).toEqual([true, true]);
      }
    },
  );

  it('walks a picture whose chunks keep no length, or when nobody says how long the file is', async () => {
    const idats = Array.from({ length: 60 }, (_, i) => pngChunk('IDAT', zeros(8000 + i)));
    const file = png(IHDR, ...idats, pngChunk('tEXt', 'a\0b'), IEND);
    for (const tellsSize of [true, false]) {
      const { map, kinds, source } = await mapFile(file, { tellsSize });
      expect([map.incomplete, kinds]).toEqual([null, ['png-text']]);
      expect(source.reads).toBeLessThan(14);
    }
  });

  it('misses nothing that stands between a picture and the end, whatever the lengths', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 6 });
    const chunks = fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.nat(40), fc.nat(9000), lengths);
    await fc.assert(
      fc.asyncProperty(chunks, async ([size, count, last, texts]) => {
        const run = Array.from({ length: count }, () => pngChunk('IDAT', zeros(size)));
        const after = texts.map((length) => pngChunk('tEXt', zeros(length)));
        const { map } = await mapFile(png(IHDR, ...run, pngChunk('IDAT', zeros(last)), ...after, IEND));
        expect([map.incomplete, map.parts.length]).toEqual([null, texts.length]);
      }),
      { numRuns: 200 },
    );
  });

  it('jumps over one large picture', async () => {
    const { kinds, source } = await mapFile(
      png(IHDR, pngChunk('IDAT', zeros(4_000_000)), pngChunk('tEXt', 'a\0b'), IEND),
    );
    expect(kinds).toEqual(['png-text']);
    expect(source.bytesRead).toBeLessThan(70_000);
  });

  it('says truncated wherever it is cut', async () => {
    const file = png(IHDR, pngChunk('caBX', manifestStore(100)), pngChunk('tEXt', 'a\0b'), IDAT, IEND);
    for (let length = 8; length < file.length; length++) {
      for (const tellsSize of [true, false]) {
        const { map } = await mapFile(file.subarray(0, length), { tellsSize });
        expect(map.incomplete, `${length} bytes`).toBe('truncated');
      }
    }
  });

  it('calls impossible lengths and types malformed', async () => {
    expect((await mapFile(png(IHDR, u32be(0x80000000), 'IDAT', zeros(40)))).map.incomplete).toBe('malformed');
    expect((await mapFile(png(IHDR, u32be(2), '\0\0\0\0', zeros(40)))).map.incomplete).toBe('malformed');
  });

  it('ends with more parts and more chunks than any real file has', async () => {
    const texts = Array.from({ length: 3000 }, () => pngChunk('tEXt'));
    const many = await mapFile(png(IHDR, ...texts, IEND));
    expect([many.map.incomplete, many.kinds.length]).toEqual(['too-large', 1024]);
    const empty = pngChunk('teSt');
    const file = zeros(8 + IHDR.length + 110_000 * empty.length);
    file.set(png(IHDR));
    for (let at = 8 + IHDR.length; at < file.length; at += empty.length) file.set(empty, at);
    expect((await mapFile(file)).map.incomplete).toBe('too-large');
  });

  it('ignores what follows the end', async () => {
    expect((await mapFile(bytes(png(IHDR, IDAT, IEND), zeros(100)))).map.incomplete).toBeNull();
  });
});
