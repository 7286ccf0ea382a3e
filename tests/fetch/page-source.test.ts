import { describe, expect, it, vi } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { pageSource } from '../../lib/fetch/page-source.ts';
import { patterned } from './media-server.ts';

const FILE = patterned(200_000);
const OPENING = { size: FILE.length, head: FILE.subarray(0, 1536), isSparing: true };

function source(ask = async (offset: number, length: number): Promise<Uint8Array | null> => bytes(offset, length)) {
  const asked = vi.fn(ask);
  return { source: pageSource(OPENING, asked), asked };
}

function bytes(offset: number, length: number): Uint8Array {
  return FILE.slice(offset, offset + length);
}

describe('a file as its page delivers it', () => {
  it('has its head at hand', async () => {
    const { source: file, asked } = source();
    expect(await file.read(0, 1000)).toEqual(bytes(0, 1000));
    expect(file.atHand?.(1500)).toEqual(bytes(1500, 36));
    expect([file.bytesRead, asked.mock.calls.length]).toEqual([1536, 0]);
  });

  it('asks once for what is missing, and for nothing twice', async () => {
    const { source: file, asked } = source();
    expect(await file.read(1000, 1000)).toEqual(bytes(1000, 1000));
    expect(Buffer.compare(await file.read(0, FILE.length), FILE)).toBe(0);
    expect(asked.mock.calls).toEqual([
      [1536, 8192],
      [9728, FILE.length - 9728],
    ]);
    expect(file.bytesRead).toBe(FILE.length);
  });

  it.each([
    ['nothing', null],
    ['less', FILE.subarray(0, 10)],
    ['more', FILE],
  ])('is lost when the page answers %s', async (_name, answer) => {
    const { source: file, asked } = source(async () => answer);
    await expect(file.read(5000, 10)).rejects.toThrow(Unreadable);
    expect(file.isLost).toBe(true);
    await expect(file.read(50_000, 10)).rejects.toThrow(Unreadable);
    expect(asked).toHaveBeenCalledOnce();
    expect(await file.read(0, 10)).toEqual(bytes(0, 10));
  });

  it('comes in messages of a megabyte, and is lost beyond 32', async () => {
    const lengths: number[] = [];
    const ask = async (_offset: number, length: number) => (lengths.push(length), new Uint8Array(length));
    const large = pageSource({ ...OPENING, size: 5_000_000 }, ask);
    await large.read(0, 5_000_000);
    expect(Math.max(...lengths)).toBe(1024 * 1024);
    const huge = pageSource({ ...OPENING, size: 2 ** 40 }, ask);
    lengths.length = 0;
    await expect(huge.read(0, 2 ** 40)).rejects.toThrow(Unreadable);
    expect([huge.isLost, lengths]).toEqual([true, []]);
  });

  it('shows every reader the same bytes, whatever the page says later', async () => {
    let value = 1;
    const { source: file } = source(async (_offset, length) => new Uint8Array(length).fill(value++));
    const first = (await file.read(3000, 100)).slice();
    await file.read(0, FILE.length);
    expect(await file.read(3000, 100)).toEqual(first);
    expect(await file.read(0, 10)).toEqual(bytes(0, 10));
  });
});
