import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hostile } from './hostile.ts';

/** One request as the servers saw it. */
export interface Seen {
  readonly path: string;
  readonly host: 'page' | 'other';
  /** A request of the page itself; the others come from the extension. Both browsers mark them so. */
  readonly byPage: boolean;
  readonly range: string | null;
  readonly status: number;
}

/** Two local servers: the one pages come from, and another origin (`localhost`, so another site too). */
export interface Gallery extends AsyncDisposable {
  readonly page: string;
  readonly other: string;
  readonly seen: readonly Seen[];
  forgetSeen(): void;
}

export interface GalleryContent {
  /** Pages by path, made when asked for. */
  readonly pages: Readonly<Record<string, (addresses: { readonly page: string; readonly other: string }) => string>>;
  /** Folders by the first segment of the path. */
  readonly folders: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
  '.tiff': 'image/tiff',
  '.heif': 'image/heif',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.pdf': 'application/pdf',
};

/**
 * Serves the pages and the folders on 127.0.0.1, as an ordinary web server would: ranges, validators, a day of cache.
 * Under `/cors/` other origins may read the bytes; under `/slow/MILLISECONDS/` the answer waits.
 */
export async function openGallery({ pages, folders }: GalleryContent): Promise<Gallery> {
  const seen: Seen[] = [];
  const addresses = { page: '', other: '' };
  const listen = async (host: Seen['host']) => {
    const server = createServer((request, response) => {
      response.once('close', () => seen.push(seenOf(request, response, host)));
      answer(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return server;
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (page !== undefined) return void response.writeHead(200, HTML).end(page(addresses));
    if (path.startsWith('/hostile/')) return hostile(path, request, response, addresses);
    const [, isOpen, , delay, file] = /^(\/cors)?(\/slow\/(\d+))?\/(.+)$/.exec(path) ?? [];
    if (delay !== undefined) await setTimeout(Number(delay));
    const bytes = await read(folders, file ?? '');
    if (bytes === null) return void response.writeHead(404, HTML).end('Not here.');
    if (isOpen !== undefined) response.setHeader('Access-Control-Allow-Origin', '*');
    sendFile(request, response, bytes, TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream');
  }
  const servers = [await listen('page'), await listen('other')] as const;
  addresses.page = `http://127.0.0.1:${portOf(servers[0])}`;
  addresses.other = `http://localhost:${portOf(servers[1])}`;
  return {
    ...addresses,
    seen,
    forgetSeen: () => void seen.splice(0),
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

async function read(folders: GalleryContent['folders'], path: string): Promise<Buffer | null> {
  const [name = '', ...rest] = path.split('/');
  const folder = Object.hasOwn(folders, name) ? folders[name] : undefined;
  const inside = normalize(rest.join(sep));
  if (folder === undefined || inside.startsWith('..')) return null;
  return readFile(join(folder, inside)).catch(() => null);
}

/** RFC 9110 §14: one range, as every browser and Whence asks for it. */
function sendFile(request: IncomingMessage, response: ServerResponse, bytes: Buffer, type: string): void {
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'max-age=86400');
  response.setHeader('ETag', etag);
  response.setHeader('Accept-Ranges', 'bytes');
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) return void response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
  const start = Number(first);
  const end = Math.min(last === '' || last === undefined ? bytes.length : Number(last) + 1, bytes.length);
  if (start >= end) return void response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
  response.writeHead(206, {
    'Content-Range': `bytes ${start}-${end - 1}/${bytes.length}`,
    'Content-Length': end - start,
  });
  response.end(bytes.subarray(start, end));
}

function seenOf(request: IncomingMessage, response: ServerResponse, host: Seen['host']): Seen {
  return {
    path: request.url ?? '',
    host,
    // An extension's fetch has no destination (Fetch §2.2.5); an element's has one.
    byPage: request.headers['sec-fetch-dest'] !== 'empty',
    range: request.headers.range ?? null,
    status: response.statusCode,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
