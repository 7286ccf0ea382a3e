import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { webp as container } from '../../lib/containers/webp.ts';
import { bytes, manifestStore, riffChunk, TINY_TIFF, u16le, u32le, VP8X, webp, zeros } from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

const PICTURE = riffChunk('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a], u16le(32), u16le(16), zeros(51));

describe('WebP', () => {
  it('is told by RIFF and WEBP', () => {
    expect(container.matches(webp(VP8X))).toBe(true);
    expect(container.matches(bytes('RIFF', u32le(4), 'WAVE'))).toBe(false);
  });

  it.each([
    ['lossy', PICTURE],
    ['lossless', riffChunk('VP8L', 0x2f, u32le(31 | (15 << 14)))],
    ['extended', VP8X],
  ])('states its size: %s', async (_, picture) => {
    expect((await mapFile(webp(picture))).map).toEqual({
      format: 'image/webp',
      parts: [],
      incomplete: null,
      pixels: { width: 32, height: 16 },
    });
  });

  it('maps EXIF, XMP and the store behind the picture, whatever their padding', async () => {
    const store = manifestStore(101);
    const file = webp(
      VP8X,
      PICTURE,
      riffChunk('EXIF', 'Exif\0\0', TINY_TIFF),
      riffChunk('XMP ', '<x/> '),
      riffChunk('C2PA', store),
    );
    const { map, kinds, read } = await mapFile(file);
    expect([map.incomplete, kinds]).toEqual([null, ['exif', 'xmp', 'c2pa']]);
    expect(await read('exif')).toBe(latin1(TINY_TIFF));
    expect(await read('xmp')).toBe('<x/> ');
    expect(await read('c2pa')).toBe(latin1(store));
  });

  it('jumps over the picture to a store at the end', async () => {
    const { kinds, source } = await mapFile(
      webp(VP8X, riffChunk('VP8 ', zeros(3_000_000)), riffChunk('C2PA', manifestStore())),
    );
    expect([kinds, source.reads]).toEqual([['c2pa'], 2]);
    expect(source.bytesRead).toBeLessThan(70_000);
  });

  it('forgives a missing last padding byte', async () => {
    const file = webp(PICTURE, riffChunk('XMP ', 'odd'));
    file.set(u32le(file.length - 9), 4);
    expect((await mapFile(file.subarray(0, -1))).map.incomplete).toBeNull();
  });

  it('says truncated wherever it is cut', async () => {
    const file = webp(VP8X, PICTURE, riffChunk('XMP ', '<x/>'), riffChunk('C2PA', manifestStore(100)));
    for (let length = 12; length < file.length; length++) {
      expect((await mapFile(file.subarray(0, length))).map.incomplete, `${length} bytes`).toBe('truncated');
    }
  });

  it('calls lengths that contradict each other malformed', async () => {
    const chunkBeyondEnd = webp(VP8X, PICTURE);
    chunkBeyondEnd.set(u32le(5000), 12 + VP8X.length + 4);
    expect((await mapFile(chunkBeyondEnd)).map.incomplete).toBe('malformed');
    const bytesBehindEnd = bytes(webp(VP8X, PICTURE), riffChunk('C2PA', manifestStore()));
    expect((await mapFile(bytesBehindEnd)).map).toMatchObject({ incomplete: 'malformed', parts: [] });
  });

  it('calls a C2PA chunk without a store malformed', async () => {
    const { map, kinds } = await mapFile(webp(PICTURE, riffChunk('C2PA', 'c2pa')));
    expect([map.incomplete, kinds]).toEqual(['malformed', []]);
  });
});
