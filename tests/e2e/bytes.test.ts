import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsOf } from '../../scripts/gallery/visit.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

interface Variant {
  readonly name: string;
  readonly isSameOrigin?: boolean;
  readonly hasCors?: boolean;
  readonly isKept?: boolean;
}

const VARIANTS: readonly Variant[] = [
  { name: 'same origin, max-age', isSameOrigin: true, isKept: true },
  { name: 'same origin, no-store', isSameOrigin: true },
  { name: 'other origin with CORS, max-age', hasCors: true, isKept: true },
  { name: 'other origin with CORS, no-store', hasCors: true },
  { name: 'other origin, max-age', isKept: true },
  { name: 'other origin, no-store' },
];
const UNSIGNED = 20;
/** The most the extension may download of unsigned pictures, as a share of them. */
const MOST = 0.05;

interface Asked {
  readonly path: string;
  readonly isByPage: boolean;
  bytes: number;
}

let servers: readonly Server[];
let unsigned: Buffer;
let signed: Buffer;
let visits = 0;
const asked: Asked[] = [];

beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  unsigned = await sharp({ create: { width: 500, height: 350, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
  servers = [createServer(answer), createServer(answer)];
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe.each(BROWSERS)('bytes in %s', (name) => {
  const stage = setStage(name);
  beforeAll(async () => {
    signed = Buffer.from(await (await fetch(`${stage.gallery.page}/samples/dawn.jpg`)).arrayBuffer());
  });

  // On a busy machine Chromium's own cache once made a request for the whole file of one for its first bytes, of a
  // picture that the page was still loading (one run in dozens). Asked again, under new addresses, it does not.
  it.each(VARIANTS)('$name', { retry: 1 }, async (variant) => {
    const [page] = addresses();
    asked.length = 0;
    visits += 1;
    const tab = await stage.browser.open(`${page}/page/${VARIANTS.indexOf(variant)}/${visits}`);
    const items = await itemsOf(stage.browser, tab, UNSIGNED + 1);
    expect(items.map(({ report }) => report?.basis).toSorted()).toEqual(
      [...Array.from({ length: UNSIGNED }, () => 'nothing-found'), 'signed-trusted'].toSorted(),
    );
    await tab.close();

    const extra = asked.filter(({ isByPage }) => !isByPage);
    const sum = (kind: string) =>
      extra.filter(({ path }) => path.includes(kind)).reduce((bytes, entry) => bytes + entry.bytes, 0);
    const isReadInPage = variant.isKept && (variant.isSameOrigin || (variant.hasCors && name === 'chromium'));
    if (isReadInPage) expect(extra).toEqual([]);
    expect(sum('unsigned')).toBeLessThan(MOST * UNSIGNED * unsigned.length);
    expect(sum('signed.jpg')).toBeLessThanOrEqual(signed.length + 8 * 1024);
    if (!isReadInPage) expect(sum('/signed.jpg')).toBeGreaterThanOrEqual(signed.length);
  });
});

function addresses(): readonly [page: string, other: string] {
  const [page = 0, other = 0] = servers.map((server) => (server.address() as AddressInfo).port);
  return [`http://127.0.0.1:${page}`, `http://localhost:${other}`];
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/';
  const [, kind, index = '', visit = ''] = path.split('/');
  const variant = VARIANTS[Number(index)];
  if (variant === undefined) return void response.writeHead(404).end();
  if (kind === 'page') {
    const [page, other] = addresses();
    const base = `${variant.isSameOrigin ? page : other}/picture/${index}/${visit}`;
    const names = [...Array.from({ length: UNSIGNED }, (_, count) => `unsigned-${count}.jpg`), 'signed.jpg'];
    const pictures = names.map((file) => `<img src="${base}/${file}" width="120" height="90" alt="">`);
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' });
    return void response.end(`<!doctype html><link rel="icon" href="data:,">${pictures.join('')}`);
  }
  const bytes = path.endsWith('/signed.jpg') ? signed : unsigned;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  const end = last === undefined ? bytes.length : Math.min(Number(last) + 1, bytes.length);
  const isByPage = request.headers['sec-fetch-dest'] !== 'empty';
  asked.push({ path, isByPage, bytes: request.method === 'HEAD' ? 0 : end - start });
  response.setHeader('Content-Type', 'image/jpeg');
  response.setHeader('Cache-Control', variant.isKept ? 'max-age=86400' : 'no-store');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Length', end - start);
  if (variant.hasCors) response.setHeader('Access-Control-Allow-Origin', '*');
  if (first !== undefined) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${bytes.length}`);
  response
    .writeHead(first === undefined ? 200 : 206)
    .end(request.method === 'HEAD' ? undefined : bytes.subarray(start, end));
}
