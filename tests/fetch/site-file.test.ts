import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_SITE_FILE, readRightsHeaders, readSiteFile } from '../../lib/fetch/site-file.ts';
import { type MediaServer, startMediaServer } from './media-server.ts';

describe('a file of a site', () => {
  let server: MediaServer;
  let sent = 0;
  const seen: (string | undefined)[] = [];
  const read = (path: string, page = `${server.origin}/page`) => readSiteFile(server.origin + path, page, fetch);

  beforeAll(async () => {
    server = await startMediaServer((request, response) => {
      seen.push(request.headers.cookie, request.headers.referer);
      const status = Number(/\d{3}$/.exec(request.url ?? '')?.[0] ?? 200);
      if (request.url === '/huge') {
        const piece = Buffer.alloc(64 * 1024, 'User-agent: *\n');
        const pour = () => {
          while (sent < 100 * 1024 * 1024 && !response.destroyed) {
            sent += piece.length;
            if (!response.write(piece)) return void response.once('drain', pour);
          }
          response.end();
        };
        pour();
      } else if (request.url === '/html') response.end('<!DOCTYPE html><title>Not here</title>');
      else if (request.url === '/inward') response.writeHead(302, { location: 'http://192.168.0.1/robots.txt' }).end();
      else if (request.url === '/broken') response.destroy();
      else if (request.url === '/headers.jpg') {
        response.writeHead(206, {
          'Content-Usage': 'train-ai=n',
          'TDM-Reservation': '1',
          Link: '</l.xml>; rel="license"; type="application/rsl+xml", </p>; rel="next", </o>; rel=license; anchor="/x"',
        });
        response.end('x');
      } else response.writeHead(status).end('User-agent: *');
    });
  });
  afterAll(() => server.close());

  it('is read, is not there, or was not had', async () => {
    expect(await read('/robots.txt')).toEqual({ text: 'User-agent: *', isCut: false });
    expect(await read('/404')).toBe('none');
    expect(await read('/410')).toBe('none');
    expect(await read('/500')).toBe('blocked');
    expect(await read('/403')).toBe('blocked');
    expect(await read('/html')).toBe('blocked');
    expect(await read('/broken')).toBe('offline');
    expect(await readSiteFile('http://127.0.0.1:1/robots.txt', 'http://127.0.0.1:1/', fetch)).toBe('offline');
  });

  it('of 100 MB costs no more than is read of it', async () => {
    const file = await read('/huge');
    expect(file).toMatchObject({ isCut: true });
    expect(typeof file === 'object' && file.text.length).toBe(MAX_SITE_FILE);
    // What the sockets hold on the way comes on top.
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('inside the own network is not asked for by a public page, directly or led there', async () => {
    const before = server.asked.length;
    expect(await read('/robots.txt', 'https://public.example/')).toBe('not-public');
    expect(server.asked).toHaveLength(before);
    const follow: typeof fetch = async (input, init) =>
      new URL(String(input)).pathname === '/inward'
        ? Object.defineProperty(new Response('User-agent: *'), 'url', { value: 'http://192.168.0.1/robots.txt' })
        : fetch(input, init);
    expect(await readSiteFile(`${server.origin}/inward`, `${server.origin}/`, follow)).toBe('not-public');
  });

  it('is asked for as by nobody', () => {
    expect(seen.filter((each) => each !== undefined)).toEqual([]);
  });

  it('tells apart headers that are there, are not, and were not had', async () => {
    const page = `${server.origin}/`;
    expect(await readRightsHeaders(`${server.origin}/headers.jpg`, page, fetch)).toEqual({
      contentUsage: 'train-ai=n',
      tdmReservation: '1',
      tdmPolicy: null,
      robotsTag: null,
      licenses: [{ href: '/l.xml', type: 'application/rsl+xml' }],
    });
    expect(await readRightsHeaders(`${server.origin}/plain`, page, fetch)).toMatchObject({ contentUsage: null });
    expect(await readRightsHeaders(`${server.origin}/404`, page, fetch)).toBe('blocked');
  });
});
