import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { gif as container } from '../../lib/containers/gif.ts';
import { application, bytes, FRAME, gif, gifXmp, manifestStore, subBlocks, zeros } from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

const C2PA = 'C2PA_GIF\x01\0\0';
const comment = (text: string, size = 255) => bytes([0x21, 0xfe], subBlocks(bytes(text), size));
const CONTROL = bytes([0x21, 0xf9, 4, 0, 0, 0, 0, 0]);

describe('GIF', () => {
  it('is told by either signature', () => {
    expect(container.matches(gif())).toBe(true);
    expect(container.matches(bytes('GIF87a'))).toBe(true);
    expect(container.matches(bytes('GIF90a'))).toBe(false);
  });

  it('maps nothing in a bare animation, and its size', async () => {
    const loop = application('NETSCAPE2.0', bytes([3, 1, 0, 0, 0]));
    const { map } = await mapFile(gif(loop, CONTROL, FRAME, CONTROL, FRAME));
    expect(map).toEqual({ format: 'image/gif', parts: [], incomplete: null, pixels: { width: 32, height: 16 } });
  });

  it.each([255, 100, 7])('joins a store cut into sub-blocks of %i bytes', async (size) => {
    const store = manifestStore(1000);
    const { map, kinds, read, source } = await mapFile(gif(application(C2PA, subBlocks(store, size)), FRAME));
    expect([map.incomplete, kinds]).toEqual([null, ['c2pa']]);
    expect(await read('c2pa')).toBe(latin1(store));
    expect(source.reads).toBe(2);
  });

  it('maps XMP as it is and as proper sub-blocks, without the trailer', async () => {
    const packet = `<x>${'words '.repeat(200)}</x>`;
    const file = gif(gifXmp(packet), application('XMP DataXMP', subBlocks(bytes(packet))), FRAME, comment('hello', 2));
    const { map, kinds, read } = await mapFile(file);
    expect([map.incomplete, kinds]).toEqual([null, ['xmp', 'xmp', 'comment']]);
    expect(await read('xmp')).toBe(packet);
    expect(await read('xmp', 1)).toBe(packet);
    expect(await read('comment')).toBe('hello');
  });

  it('follows chains across windows', async () => {
    const frame = bytes([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0x80], zeros(6), 8, subBlocks(zeros(500_000).fill(7), 201));
    const { map, kinds, source } = await mapFile(gif(frame, comment('last')));
    expect([map.incomplete, kinds]).toEqual([null, ['comment']]);
    expect(source.reads).toBeLessThan(9);
  });

  describe('of which nobody asked to read much', () => {
    const pictures = (count: number) =>
      Array.from({ length: count }, () =>
        bytes(CONTROL, [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 8], subBlocks(zeros(20_000).fill(7))),
      );
    const packet = `<x>${'words '.repeat(200)}</x>`;
    const spared = (...blocks: readonly Uint8Array[]) => mapFile(gif(...blocks), { isSparing: true });

    it('is looked at from both ends, and never called looked through', async () => {
      const { map, kinds, read, source } = await spared(
        comment('first'),
        ...pictures(80),
        CONTROL,
        gifXmp(packet),
        comment('last'),
      );
      expect([map.incomplete, kinds]).toEqual(['budget', ['comment', 'xmp', 'comment']]);
      expect([await read('xmp'), await read('comment', 1)]).toEqual([packet, 'last']);
      expect(source.bytesRead).toBeLessThan(30_000);
    });

    it('says so where what it left unread holds something', async () => {
      const { map, kinds } = await spared(...pictures(60), comment('between'), ...pictures(60));
      expect([map.incomplete, kinds]).toEqual(['budget', []]);
    });

    it('is read through where little is left of it, or a record was seen', async () => {
      const short = await spared(...pictures(5), comment('between'), ...pictures(1));
      expect([short.map.incomplete, short.kinds]).toEqual([null, ['comment']]);
      const signed = await spared(application(C2PA, subBlocks(manifestStore(400))), ...pictures(80), comment('last'));
      expect([signed.map.incomplete, signed.kinds]).toEqual([null, ['c2pa', 'comment']]);
    });

    it('takes nothing in a picture for a comment', async () => {
      let state = 7;
      const noise = Uint8Array.from({ length: 300_000 }, () => (state = (state * 48_271) % 0x7fffffff) & 0xff);
      for (let at = 0; at < noise.length; at += 700) noise.set([0, 0x21, 0xfe, 40, 1], at);
      const picture = subBlocks(noise);
      const { kinds } = await spared(bytes([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 8], picture));
      expect(kinds).toEqual([]);
    });
  });

  it('says truncated wherever it is cut', async () => {
    const file = gif(application(C2PA, subBlocks(manifestStore(300))), CONTROL, FRAME, comment('x'));
    for (let length = 6; length < file.length; length++) {
      expect((await mapFile(file.subarray(0, length))).map.incomplete, `${length} bytes`).toBe('truncated');
    }
  });

  it('calls unknown blocks and a carrier without a store malformed', async () => {
    expect((await mapFile(gif(0x99))).map.incomplete).toBe('malformed');
    const { map, kinds } = await mapFile(gif(application(C2PA, subBlocks(bytes('c2pa'))), FRAME));
    expect([map.incomplete, kinds]).toEqual(['malformed', []]);
  });

  it('gives up on a part in a hundred thousand crumbs', async () => {
    const { map } = await mapFile(gif(application(C2PA, subBlocks(manifestStore(100_000), 1))));
    expect(map.incomplete).toBe('too-large');
  });
});
