import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageBytes } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import { type AskFrame, readMore, readingOf } from '../../lib/platform/page-reader.ts';

const SENDER: PageSender = {
  tab: 7,
  frame: 2,
  url: 'https://example.org/page',
  origin: 'https://example.org',
  isPrivate: false,
};
const URL_A = 'https://cdn.example.net/a.jpg';
const BYTES: PageBytes = {
  size: 5000,
  part: 'AQID',
  etag: '"a"',
  lastModified: null,
  cacheControl: 'max-age=60',
  link: null,
};
const ask = vi.fn<AskFrame>();

beforeEach(() => {
  vi.resetAllMocks();
  ask.mockResolvedValue({ reached: true, value: BYTES });
});

describe('what a page began to deliver', () => {
  it('goes on in that frame', () => {
    expect(readingOf(BYTES, URL_A, SENDER)).toEqual({
      tab: 7,
      frame: 2,
      size: 5000,
      head: 'AQID',
      facts: {
        status: 200,
        finalUrl: URL_A,
        contentType: null,
        etag: '"a"',
        lastModified: null,
        size: 5000,
        link: null,
        maxAge: 60,
        noStore: false,
      },
    });
  });

  it.each([
    ['nothing', null, URL_A, SENDER],
    ['what could be kept for nobody', BYTES, URL_A, { ...SENDER, origin: '' }],
    ['what has no address', BYTES, 'blob:https://example.org/1', SENDER],
  ])('is not taken of %s', (_name, opening, url, sender) => {
    expect(readingOf(opening, url, sender)).toBeNull();
  });
});

describe('more of a file', () => {
  const question = { tab: 7, frame: 2, url: URL_A, size: 5000, offset: 1536, length: 3 };

  it('comes as it is asked for', async () => {
    expect(await readMore(question, ask)).toBe('AQID');
    const range = { offset: 1536, length: 3 };
    expect(ask.mock.calls).toEqual([[7, 2, 'readRange', { url: URL_A, range, size: 5000 }]]);
  });

  it('does not come from a file of another size, or a frame that went away', async () => {
    ask.mockResolvedValueOnce({ reached: true, value: { ...BYTES, size: 5001 } });
    expect(await readMore(question, ask)).toBeNull();
    ask.mockResolvedValueOnce({ reached: false });
    expect(await readMore(question, ask)).toBeNull();
    ask.mockResolvedValueOnce({ reached: true, value: null });
    expect(await readMore(question, ask)).toBeNull();
  });

  it('is not waited for without end', async () => {
    vi.useFakeTimers();
    ask.mockReturnValue(new Promise(() => undefined));
    const reading = readMore(question, ask);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reading).toBeNull();
    vi.useRealTimers();
  });
});
