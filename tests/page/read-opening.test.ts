import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageBytes } from '../../lib/messaging/protocol.ts';
import type { readRange as Read } from '../../lib/page/read-range.ts';

const BYTES: PageBytes = { size: 9, part: '', etag: null, lastModified: null, cacheControl: null, link: null };
const readRange = vi.hoisted(() => vi.fn<typeof Read>());
vi.mock('../../lib/page/read-range.ts', () => ({ readRange }));

let readOpening: typeof import('../../lib/page/read-opening.ts').readOpening;

beforeEach(async () => {
  vi.stubGlobal('location', { origin: 'https://page.example' });
  // Anew for each test, as for each page: it remembers who refused.
  vi.resetModules();
  ({ readOpening } = await import('../../lib/page/read-opening.ts'));
});

afterEach(() => {
  vi.unstubAllGlobals();
  readRange.mockReset();
});

it('reads the head, and says the size where it is known', async () => {
  readRange.mockResolvedValue(BYTES);
  expect(await readOpening('https://a.example/1.jpg', 4000)).toBe(BYTES);
  expect(readRange.mock.calls).toEqual([
    [{ url: 'https://a.example/1.jpg', range: { offset: 0, length: 1536 }, size: 4000 }],
  ]);
});

it('tries no origin again after two refusals in a row, not even when many ask at once', async () => {
  readRange.mockResolvedValue(null);
  await Promise.all(Array.from({ length: 9 }, (_, index) => readOpening(`https://a.example/${index}.jpg`, null)));
  expect(readRange).toHaveBeenCalledTimes(2);
  await readOpening('https://b.example/1.jpg', null);
  expect(readRange).toHaveBeenCalledTimes(3);
});

it('reads many at once of an origin that it may read', async () => {
  const { promise, resolve } = Promise.withResolvers<PageBytes>();
  readRange.mockResolvedValueOnce(BYTES).mockReturnValue(promise);
  const openings = Array.from({ length: 3 }, (_, index) => readOpening(`https://page.example/${index}.jpg`, null));
  expect(readRange).toHaveBeenCalledTimes(3);
  resolve(BYTES);
  expect(await Promise.all(openings)).toEqual([BYTES, BYTES, BYTES]);
});

it('goes on with an origin where one reading succeeds', async () => {
  for (const answer of [null, BYTES, null, null, BYTES, null]) {
    readRange.mockResolvedValueOnce(answer);
    await readOpening('https://a.example/1.jpg', null);
  }
  expect(readRange).toHaveBeenCalledTimes(6);
});

it.each(['data:image/png,', 'blob:https://a.example/1', 'no address'])('reads nothing of %s', async (url) => {
  expect(await readOpening(url, null)).toBeNull();
  expect(readRange).not.toHaveBeenCalled();
});
