import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileSource } from '../../lib/fetch/file-source.ts';

const bytesOf = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, index) => index % 251);

describe('a file of the person’s own', () => {
  it('gives exactly the bytes asked for, whatever was asked before', async () => {
    const bytes = bytesOf(200_000);
    const range = fc.tuple(fc.nat({ max: 210_000 }), fc.nat({ max: 140_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 8 }), fc.boolean(), async (asked, atOnce) => {
        const source = fileSource(new Blob([bytes]));
        const read = ([offset, length]: readonly [number, number]) => source.read(offset, length);
        const answers: Uint8Array[] = [];
        if (atOnce) answers.push(...(await Promise.all(asked.map(read))));
        else for (const each of asked) answers.push(await read(each));
        for (const [index, [offset, length]] of asked.entries())
          expect(Buffer.compare(answers[index] ?? new Uint8Array(), bytes.subarray(offset, offset + length))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('reads no more of a huge one than is asked for', async () => {
    const slices: [number, number][] = [];
    const size = 2 * 1024 ** 3;
    const huge = {
      size,
      slice(start: number, end: number) {
        slices.push([start, end]);
        return new Blob([bytesOf(Math.min(end, size) - start)]);
      },
    } as unknown as Blob;
    const source = fileSource(huge);
    expect(source.size).toBe(size);
    await source.read(0, 12);
    await source.read(8, 100);
    expect(await source.read(size - 4, 100)).toHaveLength(4);
    expect(await source.read(size, 1)).toHaveLength(0);
    expect(slices).toHaveLength(2);
    expect(source.bytesRead).toBeLessThan(100_000);
  });

  it('is unreadable where the browser refuses its bytes, or gives fewer than there were', async () => {
    const gone = { size: 9, slice: () => ({ size: 9, arrayBuffer: () => Promise.reject(new Error('NotReadable')) }) };
    const short = { size: 9, slice: () => ({ size: 9, arrayBuffer: async () => new ArrayBuffer(3) }) };
    for (const file of [gone, short])
      await expect(fileSource(file as unknown as Blob).read(0, 4)).rejects.toMatchObject({ why: 'unreadable' });
  });
});
