import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageBytes } from '../../lib/messaging/protocol.ts';
import type { readRanges as Read } from '../../lib/page/read-ranges.ts';

const BYTES: PageBytes = { size: 9, parts: [''], etag: null, lastModified: null, cacheControl: null, link: null };
const readRanges = vi.hoisted(() => vi.fn<typeof Read>());
vi.mock('../../lib/page/read-ranges.ts', () => ({ readRanges }));

let readOpening: typeof import('../../lib/page/read-opening.ts').readOpening;

beforeEach(async () => {
  vi.stubGlobal('location', { origin: 'https://page.example' });
  // Anew for each test, as for each page: it remembers who refused.
  vi.resetModules();
  ({ readOpening } = await import('../../lib/page/read-opening.ts'));
});

afterEach(() => {
  vi.unstubAllGlobals();
  readRanges.mockReset();
});

it('reads the head, and says the size where it is known', async () => {
  readRanges.mockResolvedValue(BYTES);
  expect(await readOpening('https://a.example/1.jpg', 4000)).toBe(BYTES);
  expect(readRanges.mock.calls).toEqual([['https://a.example/1.jpg', [{ offset: 0, length: 1536 }], 4000]]);
});

it('tries no origin again after two refusals in a row, not even when many ask at once', async () => {
  readRanges.mockResolvedValue(null);
  await Promise.all(Array.from({ length: 9 }, (_, index) => readOpening(`https://a.example/${index}.jpg`, null)));
  expect(readRanges).toHaveBeenCalledTimes(2);
  await readOpening('https://b.example/1.jpg', null);
  expect(readRanges).toHaveBeenCalledTimes(3);
});

it('reads many at once of an origin that it may read', async () => {
  const { promise, resolve } = Promise.withResolvers<PageBytes>();
  readRanges.mockResolvedValueOnce(BYTES).mockReturnValue(promise);
  const openings = Array.from({ length: 3 }, (_, index) => readOpening(`https://page.example/${index}.jpg`, null));
  expect(readRanges).toHaveBeenCalledTimes(3);
  resolve(BYTES);
  expect(await Promise.all(openings)).toEqual([BYTES, BYTES, BYTES]);
});

it('goes on with an origin where one reading succeeds', async () => {
  for (const answer of [null, BYTES, null, null, BYTES, null]) {
    readRanges.mockResolvedValueOnce(answer);
    await readOpening('https://a.example/1.jpg', null);
  }
  expect(readRanges).toHaveBeenCalledTimes(6);
});

it.each(['data:image/png,', 'blob:https://a.example/1', 'no address'])('reads nothing of %s', async (url) => {
  expect(await readOpening(url, null)).toBeNull();
  expect(readRanges).not.toHaveBeenCalled();
});
