import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { Unreadable } from '../../lib/bytes/source.ts';
import type { ByteRange, Part } from '../../lib/model/container.ts';
import { bytes, countingSource } from '../support/build-bytes.ts';

const part = (...ranges: ByteRange[]): Part => ({ kind: 'c2pa', ranges });
const file = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

describe('readPart', () => {
  it('joins ranges in their order', async () => {
    const outcome = await readPart(
      countingSource(file),
      part({ offset: 500, length: 2 }, { offset: 3, length: 1 }),
      10,
    );
    expect(outcome).toEqual({ kind: 'found', value: Uint8Array.of(249, 250, 3) });
  });

  it('takes hundreds of ranges a byte apart in one read', async () => {
    const source = countingSource(file);
    const ranges = Array.from({ length: 300 }, (_, i) => ({ offset: 10 + i * 256, length: 255 }));
    const outcome = await readPart(source, part(...ranges), 300 * 255);
    const expected = ranges.flatMap(({ offset, length }) => [...file.subarray(offset, offset + length)]);
    expect(outcome).toEqual({ kind: 'found', value: Uint8Array.from(expected) });
    expect(source.reads).toBe(1);
  });

  it('fetches at most about twice what it wants', async () => {
    const source = countingSource(file);
    const ranges = Array.from({ length: 40 }, (_, i) => ({ offset: i * 2000, length: 1 }));
    await readPart(source, part(...ranges), 40);
    expect(source.bytesRead).toBeLessThan(40 * 4096);
    expect(source.reads).toBeGreaterThan(10);
  });

  it('refuses more than the cap without reading, and scattered crumbs', async () => {
    const source = countingSource(file);
    expect(await readPart(source, part({ offset: 0, length: 11 }), 10)).toEqual({
      kind: 'unanswered',
      why: 'too-large',
    });
    const crumbs = Array.from({ length: 300 }, (_, i) => ({ offset: i * 1_000_000, length: 1 }));
    expect(await readPart(source, part(...crumbs), 1000)).toEqual({ kind: 'unanswered', why: 'too-large' });
    expect(source.reads).toBe(0);
  });

  it('says truncated when the file ends inside the part', async () => {
    const outcome = await readPart(countingSource(file), part({ offset: 99_999, length: 2 }), 10);
    expect(outcome).toEqual({ kind: 'unanswered', why: 'truncated' });
  });

  it('passes on why the source could not deliver', async () => {
    const source = { size: 10, bytesRead: 0, read: () => Promise.reject(new Unreadable('timeout')) };
    expect(await readPart(source, part({ offset: 0, length: 1 }), 10)).toEqual({ kind: 'unanswered', why: 'timeout' });
  });

  it('undoes base64 with white space in it, and refuses what is none', async () => {
    const read = (text: string) =>
      readPart(countingSource(bytes(text)), { ...part({ offset: 0, length: text.length }), encoding: 'base64' }, 100);
    expect(await read(' anVt\n Yg== ')).toEqual({ kind: 'found', value: bytes('jumb') });
    expect(await read('anVt&#10;Yg')).toEqual({ kind: 'unanswered', why: 'malformed' });
  });

  it('joins any ranges as slicing one by one would', async () => {
    const range = fc.record({ offset: fc.nat(3000), length: fc.nat(300) });
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 40 }), async (ranges) => {
        const small = file.subarray(0, 3000);
        const outcome = await readPart(countingSource(small), part(...ranges), 100_000);
        const isInside = ranges.every(({ offset, length }) => length === 0 || offset + length <= small.length);
        const expected = ranges.flatMap(({ offset, length }) => [...small.subarray(offset, offset + length)]);
        expect(outcome).toEqual(
          isInside ? { kind: 'found', value: Uint8Array.from(expected) } : { kind: 'unanswered', why: 'truncated' },
        );
      }),
    );
  });
});
