import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageBytes } from '../../lib/messaging/protocol.ts';
import { readRange } from '../../lib/page/read-range.ts';
import { type MediaServer, patterned, sendRange, startMediaServer } from '../fetch/media-server.ts';

const FILE = patterned(190_000);
const HEAD = { offset: 0, length: 1536 };
const MIDDLE = { offset: 100_000, length: 70_000 };

let server: MediaServer;
let answer: Parameters<typeof startMediaServer>[0];
/** What the browser's cache would say to a request that only it may answer. */
let isCached: boolean;
const asked: RequestInit[] = [];

beforeEach(async () => {
  isCached = false;
  asked.length = 0;
  answer = (request, response) => sendRange(request, response, FILE, { etag: '"a"', 'cache-control': 'max-age=9' });
  server = await startMediaServer((request, response) => answer(request, response));
  vi.stubGlobal('location', { origin: server.origin });
  const real = fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(init);
    if (init.cache === 'only-if-cached' && !isCached) throw new TypeError('not cached');
    const { method = 'GET', headers = {}, signal = null } = init;
    return real(url, { method, headers, signal });
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  await server.close();
});

function expectPart(read: PageBytes | null, part: Uint8Array): void {
  expect(Buffer.compare(Buffer.from(read?.part ?? '', 'base64'), part)).toBe(0);
}

describe('a file of the page itself, in Firefox', () => {
  beforeEach(() => vi.stubEnv('FIREFOX', 'true'));

  it('is asked of the cache alone', async () => {
    isCached = true;
    const read = await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null });
    expectPart(read, FILE.subarray(0, 1536));
    expect(read).toMatchObject({ size: FILE.length, etag: '"a"', cacheControl: 'max-age=9', link: null });
    expect(asked.map(({ cache, mode }) => [cache, mode])).toEqual([['only-if-cached', 'same-origin']]);
  });

  it.each([
    ['is not cached', () => void (isCached = false)],
    ['is large', () => void (answer = (request, response) => sendRange(request, response, patterned(3 * 1024 * 1024)))],
    [
      'is there in part only, as players leave it',
      () => {
        answer = (_request, response) => {
          const headers = { 'content-range': `bytes 0-49999/${FILE.length}`, 'content-length': 50_000 };
          response.writeHead(206, headers).end(FILE.subarray(0, 50_000));
        };
      },
    ],
  ])('is left to others where it %s', async (_name, arrange) => {
    isCached = true;
    arrange();
    expect(await readRange({ url: `${server.origin}/a.mp4`, range: MIDDLE, size: FILE.length })).toBeNull();
    expect(asked.every(({ cache }) => cache === 'only-if-cached')).toBe(true);
  });

  it('may be shorter than what is asked of it', async () => {
    isCached = true;
    const small = FILE.subarray(0, 300);
    answer = (request, response) => sendRange(request, response, small);
    const read = await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null });
    expectPart(read, small);
    expect(read?.size).toBe(300);
  });

  it('is read from the middle too', async () => {
    isCached = true;
    const read = await readRange({ url: `${server.origin}/a.jpg`, range: MIDDLE, size: FILE.length });
    expectPart(read, FILE.subarray(100_000, 170_000));
  });

  it('is left to others when it is of another origin, which Firefox reads apart from the page', async () => {
    vi.stubGlobal('location', { origin: 'https://page.example' });
    expect(await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null })).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('a file', () => {
  it('of the page itself is read by one request, and tells its size', async () => {
    const read = await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null });
    expectPart(read, FILE.subarray(0, 1536));
    expect(read?.size).toBe(FILE.length);
    expect(server.asked).toEqual(['bytes=0-1535']);
    expect(asked.map(({ cache }) => cache)).toEqual(['force-cache']);
  });

  it('is believed to be the range that the server says it is', async () => {
    const answerWith = (from: number) => {
      const part = FILE.subarray(from, 180_000);
      answer = (_request, response) =>
        void response.writeHead(206, { 'content-range': `bytes ${from}-179999/${FILE.length}` }).end(part);
    };
    answerWith(90_000);
    expectPart(
      await readRange({ url: `${server.origin}/a.jpg`, range: MIDDLE, size: FILE.length }),
      FILE.subarray(100_000, 170_000),
    );
    answerWith(110_000);
    expect(await readRange({ url: `${server.origin}/a.jpg`, range: MIDDLE, size: FILE.length })).toBeNull();
  });

  it('is read from the middle too, also from a server that ignores ranges', async () => {
    expectPart(
      await readRange({ url: `${server.origin}/a.jpg`, range: MIDDLE, size: FILE.length }),
      FILE.subarray(100_000, 170_000),
    );
    answer = (_request, response) => void response.writeHead(200, { 'content-length': FILE.length }).end(FILE);
    expectPart(
      await readRange({ url: `${server.origin}/a.jpg`, range: MIDDLE, size: FILE.length }),
      FILE.subarray(100_000, 170_000),
    );
  });
});

describe('a file of another origin', () => {
  beforeEach(() => vi.stubGlobal('location', { origin: 'https://page.example' }));

  it('is read by its range, and its size asked for, because CORS hides it', async () => {
    answer = (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(200, { 'content-length': FILE.length }).end();
      const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      response.writeHead(206).end(FILE.subarray(Number(first), Number(last) + 1));
    };
    const read = await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null });
    expectPart(read, FILE.subarray(0, 1536));
    expect(read?.size).toBe(FILE.length);
    expect(asked.every(({ cache }) => cache === 'force-cache')).toBe(true);
    expect(server.asked).toEqual(['bytes=0-1535', 'whole']);
  });

  it('is read by one request where the browser told its size', async () => {
    answer = (_request, response) => void response.writeHead(206).end(FILE.subarray(0, 1536));
    expectPart(
      await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: FILE.length }),
      FILE.subarray(0, 1536),
    );
    expect(server.asked).toHaveLength(1);
  });

  it('that sends more than was asked for is cut', async () => {
    answer = (_request, response) =>
      void response.writeHead(206, { 'content-length': 5000 }).end(FILE.subarray(0, 5000));
    expectPart(
      await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: FILE.length }),
      FILE.subarray(0, 1536),
    );
  });

  it('from a server that ignores ranges is read as far as needed', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-length': FILE.length }).end(FILE);
    expectPart(await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null }), FILE.subarray(0, 1536));
  });

  it.each([
    ['it may not be read', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the server refuses', async () => new Response('no', { status: 403 })],
    ['nobody says its size', async () => new Response(new Uint8Array(1536), { status: 206 })],
  ])('is left to others when %s', async (_name, fetched) => {
    vi.stubGlobal('fetch', fetched);
    expect(await readRange({ url: `${server.origin}/a.jpg`, range: HEAD, size: null })).toBeNull();
  });
});

it('reads what has no address not at all', async () => {
  expect(await readRange({ url: 'no address', range: HEAD, size: null })).toBeNull();
});
