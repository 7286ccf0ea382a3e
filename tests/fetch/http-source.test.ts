import { afterEach, describe, expect, it } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { type HttpOptions, type HttpSource, openHttp } from '../../lib/fetch/http-source.ts';
import { type MediaServer, patterned, sendRange, startMediaServer } from './media-server.ts';

type Answer = Parameters<typeof startMediaServer>[0];

const KIB = 1024;
const FILE = patterned(300 * KIB);

let servers: MediaServer[] = [];

async function serve(answer: Answer): Promise<MediaServer> {
  const server = await startMediaServer(answer);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

function options(server: MediaServer, more: Partial<HttpOptions> = {}): HttpOptions {
  return { pageUrl: `${server.origin}/page.html`, ...more };
}

async function open(server: MediaServer, more: Partial<HttpOptions> = {}, path = '/a.jpg'): Promise<HttpSource> {
  const opened = await openHttp(server.origin + path, options(server, more));
  if (opened.kind !== 'source') throw new Error('not modified');
  return opened.source;
}

async function why(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Unreadable)) throw new Error(`expected Unreadable, got ${String(error)}`);
  return error.why;
}

/** Vitest compares long arrays element by element, which takes a second a time. */
function expectBytes(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  expect(Buffer.compare(actual, expected)).toBe(0);
}

describe('a server that answers ranges', () => {
  it('costs 4 KiB to open, and tells the size and the validators', async () => {
    const headers = {
      etag: '"a"',
      'last-modified': 'Wed, 01 Jan 2025 00:00:00 GMT',
      'cache-control': 'public, max-age=600',
    };
    const server = await serve((request, response) => sendRange(request, response, FILE, headers));
    const source = await open(server);
    expect(source.size).toBe(FILE.length);
    expect(source.bytesRead).toBe(4 * KIB);
    expect(await source.read(10, 20)).toEqual(FILE.slice(10, 30));
    expect(server.asked).toEqual(['bytes=0-4095']);
    expect(source.facts).toMatchObject({
      status: 206,
      etag: '"a"',
      lastModified: headers['last-modified'],
      maxAge: 600,
      noStore: false,
    });
  });

  it('reads the tail without what lies between', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE));
    const source = await open(server);
    expect(await source.read(FILE.length - 10, 100)).toEqual(FILE.slice(-10));
    expect(server.asked).toEqual(['bytes=0-4095', `bytes=${FILE.length - 10}-${FILE.length - 1}`]);
  });

  it('never asks for a byte twice, however reads overlap', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE));
    const source = await open(server);
    const [a, b, c] = await Promise.all([
      source.read(60 * KIB, 80 * KIB),
      source.read(0, 140 * KIB),
      source.read(100 * KIB, KIB),
    ]);
    expectBytes(a, FILE.slice(60 * KIB, 140 * KIB));
    expectBytes(b, FILE.slice(0, 140 * KIB));
    expectBytes(c, FILE.slice(100 * KIB, 101 * KIB));
    await source.read(0, FILE.length);
    expect(source.bytesRead).toBe(FILE.length);
  });

  it('asks for growing ranges while it is read in sequence', async () => {
    const long = patterned(1024 * KIB);
    const server = await serve((request, response) => sendRange(request, response, long));
    const source = await open(server);
    for (let offset = 0; offset < long.length; offset += KIB) await source.read(offset, KIB);
    expect(server.asked.length).toBeLessThan(8);
    expect(source.bytesRead).toBe(long.length);
  });

  it('reads nothing past the end', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE.subarray(0, 100)));
    const source = await open(server);
    expect(await source.read(90, 100)).toEqual(FILE.slice(90, 100));
    expect(await source.read(100, 1)).toHaveLength(0);
    expect(server.asked).toHaveLength(1);
  });

  it('reads an empty file as empty', async () => {
    const server = await serve((request, response) => sendRange(request, response, new Uint8Array()));
    const source = await open(server);
    expect(await source.read(0, 10)).toHaveLength(0);
    expect(source.size).toBe(0);
  });

  it('finds the end of a file whose size nobody tells', async () => {
    const server = await serve((request, response) => {
      const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      response.writeHead(206).end(FILE.subarray(Number(first), Number(last) + 1));
    });
    const source = await open(server);
    expect(source.size).toBeNull();
    expectBytes(await source.read(0, 1024 * KIB), FILE);
    expect(source.size).toBe(FILE.length);
  });

  it('sends no cookies and no referrer', async () => {
    const seen: unknown[] = [];
    const server = await serve((request, response) => sendRange(request, response, FILE));
    await open(server, {
      fetch: (input, init) => {
        seen.push(init);
        return fetch(input, init);
      },
    });
    expect(seen[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });
});

describe('a server that ignores ranges', () => {
  it('is read only as far as needed', async () => {
    const long = patterned(8 * 1024 * KIB);
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': long.length }).end(long);
    });
    const source = await open(server);
    expect(source.size).toBe(long.length);
    expect(await source.read(100 * KIB, 10)).toEqual(long.slice(100 * KIB, 100 * KIB + 10));
    expect(source.bytesRead).toBeLessThan(256 * KIB);
    source.close();
    expect(server.asked).toHaveLength(1);
  });

  it('is read to the end when the end is asked for', async () => {
    const server = await serve((_request, response) => response.writeHead(200).end(FILE));
    const source = await open(server);
    expect(source.size).toBeNull();
    expectBytes(await source.read(0, 1024 * KIB), FILE);
    expect(source.size).toBe(FILE.length);
    expect(source.bytesRead).toBe(FILE.length);
  });
});

describe('asking whether it changed', () => {
  const known = { etag: '"a"', lastModified: null, size: FILE.length };

  it('costs no body when it did not', async () => {
    const server = await serve((request, response) => {
      expect(request.headers['if-none-match']).toBe('"a"');
      response.writeHead(304, { 'cache-control': 'max-age=60' }).end();
    });
    const opened = await openHttp(`${server.origin}/a.jpg`, options(server, { known }));
    expect(opened).toMatchObject({ kind: 'not-modified', facts: { maxAge: 60 } });
  });

  it('reads the new file when it did', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE, { etag: '"b"' }));
    const source = await open(server, { known });
    expect(source.facts.etag).toBe('"b"');
  });

  it('asks plainly where a condition is not let through', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE));
    const source = await open(server, {
      known,
      fetch: (input, init) =>
        new Headers(init?.headers).has('if-none-match')
          ? Promise.reject(new TypeError('preflight'))
          : fetch(input, init),
    });
    expect(source.size).toBe(FILE.length);
  });
});

describe('a server that lies', () => {
  it('is not believed when the file changes between two ranges', async () => {
    let count = 0;
    const server = await serve((request, response) => sendRange(request, response, FILE, { etag: `"${count++}"` }));
    const source = await open(server);
    expect(await why(source.read(200 * KIB, 10))).toBe('malformed');
    expect(source.hasChanged).toBe(true);
  });

  it.each([
    ['is of another length', (request, response) => sendRange(request, response, FILE.subarray(0, 250 * KIB))],
    [
      'was changed at another time',
      (request, response) => sendRange(request, response, FILE, { 'last-modified': 'now' }),
    ],
    ['is not that long any more', (_, response) => void response.writeHead(416).end('no such range')],
    ['is not told', (_, response) => void response.writeHead(304).end()],
  ] satisfies [string, Answer][])(
    'is not believed when the file %s when more of it is asked for',
    async (_, second) => {
      let count = 0;
      const server = await serve((request, response) =>
        count++ === 0 ? sendRange(request, response, FILE, { 'last-modified': 'then' }) : second(request, response),
      );
      const source = await open(server);
      expect(await why(source.read(200 * KIB, 10))).toBe('malformed');
      expect(source.hasChanged).toBe(true);
    },
  );

  it('is read on as a stream when it gives up ranges half-way', async () => {
    let count = 0;
    const server = await serve((request, response) => {
      if (count++ === 0) sendRange(request, response, FILE);
      else response.writeHead(200, { 'content-length': FILE.length }).end(FILE);
    });
    const source = await open(server);
    expectBytes(await source.read(200 * KIB, 50 * KIB), FILE.slice(200 * KIB, 250 * KIB));
    expect([server.asked.length, source.bytesRead <= 4 * KIB + 256 * KIB]).toEqual([2, true]);
  });

  it.each([
    ['several ranges at once', { 'content-type': 'multipart/byteranges; boundary=x' }],
    ['a compressed piece', { 'content-encoding': 'br' }],
  ])('is asked for the whole file when it sends %s', async (_, headers) => {
    const server = await serve((request, response) => {
      if (request.headers.range === undefined) response.writeHead(200).end(FILE);
      else response.writeHead(206, headers).end('--x\r\nno picture');
    });
    expectBytes(await (await open(server)).read(0, FILE.length), FILE);
    expect(server.asked).toEqual(['bytes=0-4095', 'whole']);
  });

  it('is not believed when it sends the whole file under the header of a part', async () => {
    const server = await serve((request, response) => {
      const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      const range = `bytes ${first}-${last}/${FILE.length}`;
      response.writeHead(206, { 'content-range': range, 'content-length': FILE.length }).end(FILE);
    });
    const source = await open(server);
    expect(await why(source.read(200 * KIB, 10))).toBe('malformed');
  });

  it('is refused when it has neither a part nor the whole', async () => {
    const server = await serve((_request, response) => void response.writeHead(416).end('no picture'));
    expect(await why(open(server))).toBe('blocked');
  });

  it.each(['bytes 8192-12287', 'bytes 4096-8191'])('is not believed when it begins with %s', async (range) => {
    const server = await serve(
      (_request, response) =>
        void response.writeHead(206, { 'content-range': `${range}/${FILE.length}` }).end(FILE.subarray(0, 4096)),
    );
    expect(await why(open(server))).toBe('malformed');
  });

  it('is not believed when it sends another range than asked', async () => {
    let count = 0;
    const server = await serve((request, response) => {
      if (count++ === 0) return sendRange(request, response, FILE);
      response.writeHead(206, { 'content-range': `bytes 0-65535/${FILE.length}` }).end(FILE.subarray(0, 64 * KIB));
    });
    const source = await open(server);
    expect(await why(source.read(200 * KIB, 10))).toBe('malformed');
  });

  it('may send more than it announced: the rest is left unread', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-9/10' }).end(FILE);
    });
    const source = await open(server);
    expect(await source.read(0, 100)).toEqual(FILE.slice(0, 10));
    expect(source.bytesRead).toBe(10);
  });

  it('gives truncated when it sends less than it announced', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(206, { 'content-range': `bytes 0-65535/${FILE.length}` }).end(FILE.subarray(0, 100));
    });
    expect(await why(open(server))).toBe('truncated');
  });

  it.each([200, 206])('gives truncated when the connection breaks in the body of a %i', async (status) => {
    const server = await serve((_request, response) => {
      const range = status === 206 ? { 'content-range': `bytes 0-4095/${FILE.length}` } : {};
      response.writeHead(status, { 'content-length': status === 206 ? 4096 : 1_000_000, ...range });
      response.write(FILE.subarray(0, 100), () => response.destroy());
    });
    expect(await why(open(server))).toBe('truncated');
  });

  it('gives offline when the connection breaks before the headers', async () => {
    const server = await serve((_request, response) => void response.destroy());
    expect(await why(open(server))).toBe('offline');
  });

  it('gives blocked when it leads round in circles', async () => {
    const server = await serve((_request, response) => void response.writeHead(302, { location: '/a.jpg' }).end());
    expect(await why(open(server))).toBe('blocked');
  });

  it('cannot send without end', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * KIB, 0xff);
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const source = await open(server, { limits: { maxBytes: 1024 * KIB } });
    expect(await why(source.read(0, 10 * 1024 * KIB))).toBe('too-large');
    expect(source.bytesRead).toBeLessThanOrEqual(1024 * KIB);
    source.close();
  });

  it('cannot make a huge range be fetched', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(206, { 'content-range': `bytes 0-65535/${2 ** 40}` }).end(FILE.subarray(0, 64 * KIB));
    });
    const source = await open(server);
    expect(await why(source.read(0, 2 ** 40))).toBe('too-large');
    expect(server.asked).toHaveLength(1);
  });
});

describe('a server that stalls', () => {
  it('before its headers', async () => {
    const server = await serve(() => undefined);
    expect(await why(open(server, { limits: { stallMs: 50 } }))).toBe('timeout');
  });

  it('in its body', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000_000 });
      response.write(FILE.subarray(0, 10));
    });
    expect(await why(open(server, { limits: { stallMs: 50 } }))).toBe('timeout');
  });

  it('or drips, ends at the total limit', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await why(open(server, { limits: { stallMs: 1000, totalMs: 100 } }))).toBe('timeout');
  });
});

describe('a server that refuses', () => {
  it.each([401, 403, 404, 410, 429, 500, 503])('%i is blocked', async (status) => {
    const server = await serve((_request, response) => response.writeHead(status).end('no'));
    expect(await why(open(server))).toBe('blocked');
  });

  it.each([
    '<!DOCTYPE html><title>Sign in</title>',
    '\n <html lang="en">',
    '<!-- x --><!doctype html>',
    '\uFEFF<!doctype html>',
  ])('a web page instead of the picture is blocked: %j', async (page) => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(page),
    );
    expect(await why(open(server))).toBe('blocked');
  });

  it('a picture that is called HTML is still a picture', async () => {
    const server = await serve((request, response) =>
      sendRange(request, response, FILE, { 'content-type': 'text/html' }),
    );
    expect((await open(server)).size).toBe(FILE.length);
  });

  it('an SVG is no web page', async () => {
    const svg = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg/>';
    const server = await serve((_request, response) => response.writeHead(200).end(svg));
    expect((await open(server)).size).toBe(svg.length);
  });

  it('nobody there is offline', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(await why(open(server))).toBe('offline');
  });
});

describe('addresses', () => {
  it('asks nothing of an inner address for a public page', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE));
    expect(await why(open(server, { pageUrl: 'https://example.org/' }))).toBe('not-public');
    expect(server.asked).toHaveLength(0);
  });

  it('does not follow a redirect from a public address to an inner one', async () => {
    const server = await serve((request, response) => sendRange(request, response, FILE));
    const redirecting: typeof fetch = async (_input, init) => {
      const response = await fetch(`${server.origin}/inner`, init);
      expect(response.url).toContain('127.0.0.1');
      return response;
    };
    const opening = openHttp('https://example.org/a.jpg', { pageUrl: 'https://example.org/', fetch: redirecting });
    expect(await why(opening)).toBe('not-public');
  });

  it('tells the address a redirect led to', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/a.jpg') response.writeHead(302, { location: '/b.jpg' }).end();
      else sendRange(request, response, FILE);
    });
    expect((await open(server)).facts.finalUrl).toBe(`${server.origin}/b.jpg`);
  });

  it('reads http and https only', async () => {
    expect(await why(openHttp('file:///etc/passwd', { pageUrl: '' }))).toBe('unsupported');
    expect(await why(openHttp('ftp://example.org/a.jpg', { pageUrl: '' }))).toBe('unsupported');
  });
});

it('ends with the signal of its owner', async () => {
  const server = await serve(() => undefined);
  const owner = new AbortController();
  const opening = open(server, { signal: owner.signal });
  owner.abort();
  expect(await why(opening)).toBe('timeout');
});
