import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageBytes } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import { type AskFrame, PageReader } from '../../lib/platform/page-reader.ts';

const SENDER: PageSender = {
  tab: 7,
  frame: 2,
  url: 'https://example.org/page',
  origin: 'https://example.org',
  isPrivate: false,
};
const URL_A = 'https://cdn.example.net/a.jpg';
const base64 = (length: number) => Buffer.alloc(length, 7).toString('base64');
const BYTES: PageBytes = {
  size: 5000,
  parts: [base64(1536), base64(512)],
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

describe('opening a file', () => {
  it('asks the frame for its head and tail in one message', async () => {
    expect(await new PageReader(ask).open(SENDER, URL_A)).toEqual({
      tab: 7,
      frame: 2,
      size: 5000,
      head: BYTES.parts[0],
      tail: BYTES.parts[1],
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
    const ranges = [
      { offset: 0, length: 1536 },
      { offset: -512, length: 512 },
    ];
    expect(ask.mock.calls).toEqual([[7, 2, 'readRanges', { url: URL_A, ranges, size: null }]]);
  });

  it('asks no frame whose answers could be kept for nobody', async () => {
    expect(await new PageReader(ask).open({ ...SENDER, origin: '' }, URL_A)).toBeNull();
    expect(ask).not.toHaveBeenCalled();
  });

  it.each([
    ['what is no answer', 'x'],
    ['a size that is none', { ...BYTES, size: -1 }],
    ['a size of an empty file', { ...BYTES, size: 0 }],
    ['a part too many', { ...BYTES, parts: [...BYTES.parts, ''] }],
    ['a part that is too long', { ...BYTES, parts: [base64(1600), BYTES.parts[1]] }],
    ['a part that is too short', { ...BYTES, parts: [BYTES.parts[0], base64(100)] }],
    ['parts that are no text', { ...BYTES, parts: [1, 2] }],
    ['nothing', null],
  ])('does not take %s', async (_name, value) => {
    ask.mockResolvedValue({ reached: true, value: value as PageBytes });
    expect(await new PageReader(ask).open(SENDER, URL_A)).toBeNull();
  });

  it('takes no header that is no text, or too long to be one', async () => {
    const value = { ...BYTES, etag: 'x'.repeat(600), lastModified: 5, cacheControl: {} } as unknown as PageBytes;
    ask.mockResolvedValue({ reached: true, value });
    const opened = await new PageReader(ask).open(SENDER, URL_A);
    expect(opened?.facts).toMatchObject({ etag: null, lastModified: null, maxAge: 0 });
  });

  it('gives up a frame that does not answer', async () => {
    vi.useFakeTimers();
    ask.mockReturnValue(new Promise(() => undefined));
    const opening = new PageReader(ask).open(SENDER, URL_A);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await opening).toBeNull();
    vi.useRealTimers();
  });
});

describe('a page that cannot read an origin', () => {
  it('is not asked again after three refusals in a row, for that origin only', async () => {
    const reader = new PageReader(ask);
    ask.mockResolvedValue({ reached: true, value: null });
    for (let time = 0; time < 5; time += 1) await reader.open(SENDER, URL_A);
    expect(ask).toHaveBeenCalledTimes(3);
    await reader.open(SENDER, 'https://other.example.net/a.jpg');
    await reader.open({ ...SENDER, tab: 8 }, URL_A);
    expect(ask).toHaveBeenCalledTimes(5);
  });

  it('is asked on when one reading succeeds', async () => {
    const reader = new PageReader(ask);
    for (const value of [null, null, BYTES, null, null, BYTES]) {
      ask.mockResolvedValueOnce({ reached: true, value });
      await reader.open(SENDER, URL_A);
    }
    expect(ask).toHaveBeenCalledTimes(6);
  });
});

describe('more of a file', () => {
  const question = { tab: 7, frame: 2, url: URL_A, size: 5000, offset: 1536, length: 3 };

  it('comes as it is asked for', async () => {
    ask.mockResolvedValue({ reached: true, value: { ...BYTES, parts: ['AQID'] } });
    expect(await new PageReader(ask).more(question)).toBe('AQID');
    const ranges = [{ offset: 1536, length: 3 }];
    expect(ask.mock.calls).toEqual([[7, 2, 'readRanges', { url: URL_A, ranges, size: 5000 }]]);
  });

  it('does not come from a file of another size, or a frame that went away', async () => {
    ask.mockResolvedValueOnce({ reached: true, value: { ...BYTES, size: 5001, parts: ['AQID'] } });
    expect(await new PageReader(ask).more(question)).toBeNull();
    ask.mockResolvedValueOnce({ reached: false });
    expect(await new PageReader(ask).more(question)).toBeNull();
  });
});
