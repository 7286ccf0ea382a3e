import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { fetchRemoteManifest, MAX_MANIFEST_BYTES, type ManifestOptions } from '../../lib/fetch/remote-manifest.ts';
import { type MediaServer, startMediaServer } from './media-server.ts';

let server: MediaServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** The head of a manifest store box that states `stated` bytes, then zeros up to `length`. */
function store(length: number, stated = length): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, stated);
  bytes.set(new TextEncoder().encode('jumb'), 4);
  view.setUint32(8, 30);
  bytes.set(new TextEncoder().encode('jumdc2pa'), 12);
  bytes.set([0, 0x11, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 20);
  return bytes;
}

async function ask(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: Partial<ManifestOptions> = {},
): Promise<Uint8Array> {
  server = await startMediaServer(answer);
  return fetchRemoteManifest(`${server.origin}/m.c2pa`, { pageUrl: `${server.origin}/page`, ...options });
}

const send = (bytes: Uint8Array) => (_: IncomingMessage, response: ServerResponse) => void response.end(bytes);

async function reasonOf(asking: Promise<unknown>): Promise<string> {
  const error = await asking.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Unreadable ? error.why : `not a shortfall: ${String(error)}`;
}

describe('a manifest kept elsewhere', () => {
  it('comes without what follows it, and nobody is told who asks', async () => {
    let headers: IncomingMessage['headers'] = {};
    const bytes = await ask((request, response) => {
      headers = request.headers;
      response.end(store(500, 400));
    });
    expect(bytes).toEqual(store(500, 400).subarray(0, 400));
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
    expect(headers.accept).toMatch(/^application\/c2pa/);
  });

  it('may run to its end without saying how long it is', async () => {
    expect(await ask(send(store(100, 0)))).toHaveLength(100);
  });

  it.each([
    ['a web page', new TextEncoder().encode('<!doctype html><title>Sign in</title>'), 'malformed'],
    ['nothing', new Uint8Array(), 'malformed'],
    ['a store cut short', store(100, 200), 'truncated'],
    ['a store shorter than its head', store(100, 8), 'malformed'],
    ['another kind of box', store(100).map((byte, index) => (index === 18 ? 0x78 : byte)), 'malformed'],
  ])('is not %s', async (_, bytes, why) => expect(await reasonOf(ask(send(bytes)))).toBe(why));

  it('is not taken over the limit, announced or not', async () => {
    const announced = ask((_, response) =>
      response.writeHead(200, { 'content-length': MAX_MANIFEST_BYTES + 1 }).flushHeaders(),
    );
    expect(await reasonOf(announced)).toBe('too-large');
    await server?.close();
    const endless = ask((_, response) => {
      const piece = store(1024 * 1024, 0);
      const more = (): void => {
        while (response.writable && response.write(piece));
        response.once('drain', more);
      };
      more();
    });
    expect(await reasonOf(endless)).toBe('too-large');
  });

  it('is not what comes with an error', async () => {
    expect(await reasonOf(ask((_, response) => void response.writeHead(404).end(store(100))))).toBe('blocked');
  });

  it('is not waited for forever', async () => {
    expect(await reasonOf(ask(() => undefined, { stallMs: 50 }))).toBe('timeout');
    await server?.close();
    expect(await reasonOf(ask(() => undefined, { totalMs: 50 }))).toBe('timeout');
    await server?.close();
    expect(await reasonOf(ask(() => undefined, { signal: AbortSignal.abort() }))).toBe('timeout');
  });
});

describe('is never asked for', () => {
  it.each([
    ['http://records.example/a.c2pa', 'https://example.org/', 'unsupported'],
    ['https://user:word@records.example/a.c2pa', 'https://example.org/', 'unsupported'],
    ['file:///a.c2pa', 'https://example.org/', 'unsupported'],
    ['https://127.0.0.1/a.c2pa', 'https://example.org/', 'not-public'],
    ['http://192.168.0.1/a.c2pa', 'http://127.0.0.1/', 'not-public'],
    ['https://printer.local/a.c2pa', '', 'not-public'],
    ['', 'https://example.org/', 'unsupported'],
  ])('%s from %s', async (url, pageUrl, why) => {
    const asked = vi.fn<typeof fetch>();
    expect(await reasonOf(fetchRemoteManifest(url, { pageUrl, fetch: asked }))).toBe(why);
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    ['http://127.0.0.1/a.c2pa', 'not-public'],
    ['http://records.example/a.c2pa', 'unsupported'],
  ])('through a redirect to %s', async (url, why) => {
    const response = Object.defineProperty(new Response(Buffer.from(store(100))), 'url', { value: url });
    const asking = fetchRemoteManifest('https://records.example/a.c2pa', {
      pageUrl: 'https://example.org/',
      fetch: async () => response,
    });
    expect(await reasonOf(asking)).toBe(why);
  });
});
