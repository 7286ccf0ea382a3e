import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { Window } from '../../lib/bytes/window.ts';
import { countingSource } from '../support/build-bytes.ts';

const MB = 1024 * 1024;
const file = Uint8Array.from({ length: 8 * MB }, (_, i) => (i * 31 + (i >>> 8)) % 256);

/** Walks the file as chunks of `stride` bytes, looking at 8 of each. */
async function stroll(stride: number, tellsSize = true) {
  const source = countingSource(file, { tellsSize });
  const window = new Window(source);
  for (let at = 0; at < file.length; at += stride) {
    const view = await window.at(at, 8);
    expect(view.u8(0)).toBe(file[at]);
  }
  return source;
}

describe('Window', () => {
  it('reads a small head once, whatever is asked of it', async () => {
    const source = countingSource(file);
    const window = new Window(source);
    for (const at of [0, 2_000, 12, 4_088]) expect((await window.at(at, 8)).u8(0)).toBe(file[at]);
    expect([source.reads, source.bytesRead]).toEqual([1, 4 * 1024]);
  });

  it('reads little at first, then four times as much each time while a walk goes on', async () => {
    const lengths: number[] = [];
    const source = countingSource(file);
    const window = new Window({
      ...source,
      read: (offset, length) => {
        lengths.push(length);
        return source.read(offset, length);
      },
    });
    for (let at = 0; at < 400 * 1024; at += 1024) await window.at(at, 8);
    expect(lengths.map((length) => length / 1024)).toEqual([4, 4, 4, 4, 16, 64, 256, 1024]);
  });

  it('leaves the rest of a long file unread only where bytes are spared and the whole is not wanted', async () => {
    const window = new Window(countingSource(file, { isSparing: true }));
    expect([window.isSparing, window.mayLeave(0), window.mayLeave(file.length - 1000)]).toEqual([true, true, false]);
    expect(new Window(countingSource(file)).mayLeave(0)).toBe(false);
    expect(new Window(countingSource(file, { isSparing: true, tellsSize: false })).mayLeave(0)).toBe(false);
    window.expectWhole();
    expect([window.isSparing, window.mayLeave(0)]).toEqual([false, false]);
  });

  it('tells what it holds without asking', async () => {
    const source = countingSource(file);
    const window = new Window(source);
    expect(window.holds(0, 1)).toBe(false);
    await window.at(0, 8);
    expect([window.holds(0, 4096), window.holds(0, 4097), window.holds(100_000, 1)]).toEqual([true, false, false]);
    expect(source.reads).toBe(1);
  });

  it('reads nothing the source has at hand', async () => {
    const source = countingSource(file);
    const window = new Window({ ...source, atHand: (offset) => file.subarray(offset, Math.max(offset, 10_000)) });
    for (const at of [0, 60, 9_992]) expect((await window.at(at, 8)).u8(0)).toBe(file[at]);
    expect(source.reads).toBe(0);
    expect((await window.at(9_993, 8)).u8(0)).toBe(file[9_993]);
    expect(source.reads).toBe(1);
  });

  it('reads all that is missing at once when the whole will be wanted', async () => {
    const source = countingSource(file);
    const window = new Window(source);
    await window.at(0, 8);
    window.expectWhole();
    for (let at = 0; at < file.length; at += 60_000) expect((await window.at(at, 8)).u8(0)).toBe(file[at]);
    expect(source.reads).toBe(2);
  });

  it('never takes a file of unknown size, or a huge one, in one read', async () => {
    for (const size of [null, 2 ** 40]) {
      const lengths: number[] = [];
      const read = async (_: number, length: number) => (lengths.push(length), new Uint8Array(length));
      const window = new Window({ size, bytesRead: 0, read });
      window.expectWhole();
      for (let at = 0; at < 2 ** 22; at += 60_000) await window.at(at, 8);
      expect(Math.max(...lengths)).toBe(1024 * 1024);
    }
  });

  it.each([true, false])('crosses many small chunks in few large reads (size told: %s)', async (tellsSize) => {
    expect((await stroll(8 * 1024, tellsSize)).reads).toBeLessThan(20);
  });

  it('jumps over large chunks without reading them', async () => {
    const source = await stroll(2 * MB);
    expect([source.reads, source.bytesRead < 100_000]).toEqual([4, true]);
  });

  it('needs at most about forty reads for 8 MB, whatever the stride', async () => {
    for (const stride of [1000, 5000, 66_000, 130_000, 300_000]) expect((await stroll(stride)).reads).toBeLessThan(40);
  });

  it('is short at the end of the file and empty past it', async () => {
    for (const tellsSize of [true, false]) {
      const window = new Window(countingSource(file, { tellsSize }));
      expect((await window.at(file.length - 3, 8)).length).toBe(3);
      expect((await window.at(file.length + 3, 8)).length).toBe(0);
      expect((await window.at(2 ** 53 - 1, 8)).length).toBe(0);
      expect(window.size).toBe(file.length);
    }
  });

  it('gives up after a bounded number of reads', async () => {
    const window = new Window({ size: 2 ** 50, bytesRead: 0, read: async (_, length) => new Uint8Array(length) });
    const walk = async () => {
      for (let at = 0; ; at += 2 ** 33) await window.at(at, 8);
    };
    await expect(walk()).rejects.toEqual(new Unreadable('too-large', 'more than 256 reads'));
  });

  it('holds at any place what the file holds there', async () => {
    const small = file.subarray(0, 300_000);
    const place = fc.tuple(fc.nat(310_000), fc.integer({ min: 1, max: 70_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 20 }), fc.boolean(), async (places, tellsSize) => {
        const window = new Window(countingSource(small, { tellsSize }));
        for (const [at, atLeast] of places) {
          const { bytes } = await window.at(at, atLeast);
          expect(bytes.length).toBeGreaterThanOrEqual(Math.min(atLeast, Math.max(small.length - at, 0)));
          expect(Buffer.compare(bytes, small.subarray(at, at + bytes.length))).toBe(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});
