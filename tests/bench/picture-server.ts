import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { namesOfPage, type PictureSets } from './picture-sets.ts';

/** How a page's pictures are served, which decides where the extension can read them. */
export interface Variant {
  readonly name: string;
  readonly isSameOrigin: boolean;
  readonly hasCors: boolean;
  readonly cacheControl: 'max-age=86400' | 'no-store';
}

export const VARIANTS: readonly Variant[] = [
  { name: 'same-origin max-age', isSameOrigin: true, hasCors: false, cacheControl: 'max-age=86400' },
  { name: 'cross-origin CORS max-age', isSameOrigin: false, hasCors: true, cacheControl: 'max-age=86400' },
  { name: 'cross-origin max-age', isSameOrigin: false, hasCors: false, cacheControl: 'max-age=86400' },
  { name: 'same-origin no-store', isSameOrigin: true, hasCors: false, cacheControl: 'no-store' },
  { name: 'cross-origin no-store', isSameOrigin: false, hasCors: false, cacheControl: 'no-store' },
];

/** One request as the server saw it. */
export interface Asked {
  readonly visit: string;
  readonly file: string;
  /** The page's own: an element's request names what it is for, a script's is `empty` (Fetch Metadata §2.1). */
  readonly isByPage: boolean;
  /** Bytes of the body that left. */
  bytes: number;
  readonly range: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Two origins that serve the pictures, the first of them the page too. */
export interface PictureServer extends AsyncDisposable {
  readonly asked: readonly Asked[];
  /** Address of a page with the pictures `namesOfPage(set)`; `visit` makes every address on it a new one. */
  pageOf(variant: Variant, visit: string, set: number, count?: PageCount): string;
  /** Bytes of the pictures of a page. */
  bytesOf(names: readonly string[]): number;
  sizeOf(name: string): number;
  /** Resolves when no request has come or been under way for `ms`, at the latest after `limit`. */
  quiet(ms: number, limit: number): Promise<void>;
}

/** Pictures on a page. */
export interface PageCount {
  readonly unsigned: number;
  readonly signed: number;
}

const FULL_PAGE: PageCount = { unsigned: 100, signed: 10 };
/** Bytes written at once: an aborted transfer is then counted to this precision. */
const PIECE = 16 * 1024;

export async function openPictureServer({ files }: PictureSets): Promise<PictureServer> {
  const asked: Asked[] = [];
  let underWay = 0;
  let lastEvent = 0;
  const addresses = { page: '', other: '' };
  const tags = new Map([...files].map(([name, bytes]) => [name, createHash('sha1').update(bytes).digest('hex')]));

  const listen = async (): Promise<Server> => {
    const server = createServer((request, response) => {
      underWay += 1;
      lastEvent = Date.now();
      response.once('close', () => {
        underWay -= 1;
        lastEvent = Date.now();
      });
      answer(request, response).catch(() => response.destroy());
    });
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, kind, variantIndex = '', visit = '', file = ''] = pathname.split('/');
    const variant = VARIANTS[Number(variantIndex)];
    if (variant === undefined) return void response.writeHead(404).end();
    if (kind === 'page') {
      const count = { unsigned: Number(searchParams.get('unsigned')), signed: Number(searchParams.get('signed')) };
      const base = `${variant.isSameOrigin ? addresses.page : addresses.other}/picture/${variantIndex}/${visit}`;
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      return void response.end(pageHtml(base, namesOfPage(Number(file), count.unsigned, count.signed)));
    }
    // Pages larger than the set of pictures show the same bytes under addresses of their own.
    const name = file.replace(/^\d+-/, '');
    const bytes = files.get(name);
    if (bytes === undefined) return void response.writeHead(404).end();
    const entry: Asked = {
      visit,
      file,
      isByPage: (request.headers['sec-fetch-dest'] ?? 'empty') !== 'empty',
      bytes: 0,
      range: request.headers.range ?? null,
      at: Date.now(),
    };
    asked.push(entry);
    response.setHeader('Content-Type', 'image/jpeg');
    response.setHeader('Cache-Control', variant.cacheControl);
    response.setHeader('ETag', `"${tags.get(name)}"`);
    response.setHeader('Accept-Ranges', 'bytes');
    if (variant.hasCors) response.setHeader('Access-Control-Allow-Origin', '*');
    await send(request, response, bytes, entry);
  }

  const servers = [await listen(), await listen()] as const;
  addresses.page = `http://127.0.0.1:${portOf(servers[0])}`;
  addresses.other = `http://localhost:${portOf(servers[1])}`;
  const sizeOf = (name: string): number => files.get(name.replace(/^\d+-/, ''))?.length ?? 0;
  return {
    asked,
    pageOf: (variant, visit, set, { unsigned, signed } = FULL_PAGE) =>
      `${addresses.page}/page/${VARIANTS.indexOf(variant)}/${visit}/${set}?unsigned=${unsigned}&signed=${signed}`,
    sizeOf,
    bytesOf: (names) => names.reduce((sum, name) => sum + sizeOf(name), 0),
    async quiet(ms, limit) {
      const last = Date.now() + limit;
      while (Date.now() < last && (underWay > 0 || Date.now() - lastEvent < ms)) await setTimeout(50);
    },
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Every picture in view at once, 104 CSS pixels wide: large enough for a badge. Nothing else on the page. */
function pageHtml(base: string, names: readonly string[]): string {
  const pictures = names.map(
    (name, index) => `<img src="${base}/${names.length > 200 ? `${index}-` : ''}${name}" alt="Picture ${index}">`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>
<link rel="icon" href="data:,">
<style>body { margin: 0; display: flex; flex-wrap: wrap } img { width: 104px; height: 100px; object-fit: cover }</style>
${pictures.join('\n')}`;
}

async function send(request: IncomingMessage, response: ServerResponse, whole: Buffer, entry: Asked): Promise<void> {
  if (request.headers['if-none-match'] === response.getHeader('ETag')) return void response.writeHead(304).end();
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const isSuffix = first === '' && last !== '';
  const start = isSuffix ? Math.max(0, whole.length - Number(last)) : Number(first);
  const end = isSuffix || last === '' ? whole.length : Math.min(Number(last) + 1, whole.length);
  if (start >= end) return void response.writeHead(416, { 'Content-Range': `bytes */${whole.length}` }).end();
  const isPart = request.headers.range !== undefined;
  if (isPart) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${whole.length}`);
  response.writeHead(isPart ? 206 : 200, { 'Content-Length': end - start });
  for (let at = start; at < end && !response.destroyed; at += PIECE) {
    const piece = whole.subarray(at, Math.min(at + PIECE, end));
    entry.bytes += piece.length;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
