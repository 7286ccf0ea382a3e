import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { imageCodeOf } from '../../lib/recognition/iscc.ts';
import { areAlike, ISCC_ALGORITHM, isccBindingOf } from '../../lib/recognition/iscc-binding.ts';
import { readRaster } from './read-raster.ts';

/** A record the store keeps, and the codes it is found by. */
export interface StoredRecord {
  readonly manifestId: string;
  /** Manifest store, `application/c2pa`. */
  readonly store: Uint8Array;
  readonly bindings: readonly { readonly alg: string; readonly value: string }[];
}

/** Every way in which a store may go wrong; `v1` is one that works. */
export type Behavior =
  | 'v1'
  | 'none' // knows nothing
  | 'codes-only' // takes no fingerprints
  | 'services-endless' // never stops saying what it takes
  | 'missing' // 404 to everything
  | 'html'
  | 'malformed' // JSON cut short
  | 'shapeless' // JSON of another shape
  | 'endless' // never stops sending
  | 'stalled' // never answers
  | 'inward' // redirects the question into a private network
  | 'flood' // ten thousand matches, the known ones first
  | 'wordy' // GET only for short questions
  | 'gone' // knows a match, has no record
  | 'page' // sends a web page for a record
  | 'record-inward' // redirects to a private network for the record
  | 'record-moved' // redirects to itself for the record
  | 'elsewhere' // says that another host keeps the record
  | 'delegated'; // says that another endpoint of the same host does

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Bytes of the body. */
  readonly size: number;
  readonly type: string | undefined;
  readonly cookie: string | undefined;
  readonly referer: string | undefined;
}

/** A record store on this machine: the C2PA Soft Binding Resolution API 1.0, with every fault one may have. */
export interface SoftBindingServer extends AsyncDisposable {
  readonly origin: string;
  /** Address of the API that behaves so. */
  resolver(behavior: Behavior): string;
  readonly asked: Asked[];
}

export async function openSoftBindingServer(records: readonly StoredRecord[]): Promise<SoftBindingServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => void answer(request, response, records, asked));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    resolver: (behavior) => `${origin}/${behavior}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  records: readonly StoredRecord[],
  asked: Asked[],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://store');
  const [, behavior = '', ...rest] = url.pathname.split('/');
  const sent = await bodyOf(request);
  const { cookie, referer, 'content-type': type } = request.headers;
  const body = type?.startsWith('image/') === true ? '' : sent.toString();
  asked.push({ method: request.method ?? '', path: request.url ?? '', body, size: sent.length, type, cookie, referer });
  // Cookies of this host must not come back.
  response.setHeader('set-cookie', 'store=1; Path=/; SameSite=None');
  const [noun, id = ''] = rest;
  if (behavior === 'missing') return void response.writeHead(404).end();
  if (noun === 'services') return sendServices(behavior as Behavior, response);
  if (noun === 'manifests') return sendRecord(behavior as Behavior, decodeURIComponent(id), response, records);
  const isContent = id === 'byContent' && request.method === 'POST';
  if (noun !== 'matches' || !(id === 'byBinding' || isContent)) return void response.writeHead(404).end();
  if (behavior === 'wordy' && request.method === 'GET') return void response.writeHead(414).end();
  const query = isContent
    ? { alg: ISCC_ALGORITHM, value: isccBindingOf(imageCodeOf(await readRaster(sent), 256)) }
    : request.method === 'POST'
      ? JSON.parse(body)
      : Object.fromEntries(url.searchParams);
  const limit = Number(url.searchParams.get('maxResults') ?? 10);
  const matches = records
    .filter(({ bindings }) => bindings.some(({ alg, value }) => alg === query.alg && isSame(alg, value, query.value)))
    .map(({ manifestId }, index) => ({ manifestId, similarityScore: 90 - index }));
  sendMatches(behavior as Behavior, matches.slice(0, limit), request.headers.host ?? '', response);
}

/** Fingerprints are looked for by likeness, as a search engine of its own does. */
function isSame(alg: string, value: string, asked: string): boolean {
  return alg === ISCC_ALGORITHM ? areAlike(value, asked) : value === asked;
}

function sendServices(behavior: Behavior, response: ServerResponse): void {
  if (behavior === 'services-endless') return pour(response);
  const fingerprints = behavior === 'codes-only' ? [] : [{ alg: ISCC_ALGORITHM }];
  sendJson(response, { watermarks: [{ alg: 'com.adobe.trustmark.P' }], fingerprints });
}

type MatchJson = { readonly manifestId: string; readonly similarityScore?: number; readonly endpoint?: string };

function sendMatches(behavior: Behavior, matches: readonly MatchJson[], host: string, response: ServerResponse): void {
  switch (behavior) {
    case 'none':
      return sendJson(response, { matches: [] });
    case 'html':
      return void response.setHeader('content-type', 'text/html').end('<!doctype html><title>Sign in</title>');
    case 'malformed':
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ matches }).slice(0, -2));
    case 'shapeless':
      return sendJson(response, { matches: { manifestId: 'urn:c2pa:1' }, __proto__: null });
    case 'endless':
      return pour(response);
    case 'stalled':
      return;
    case 'inward':
      return void response.writeHead(302, { location: 'http://192.168.0.1/matches/byBinding' }).end();
    case 'flood': {
      const more = Array.from({ length: 10_000 }, (_, index) => ({ manifestId: `urn:c2pa:${index}` }));
      return sendJson(response, { matches: [...matches, ...more] });
    }
    case 'elsewhere':
      return sendJson(response, {
        matches: matches.map((match) => ({ ...match, endpoint: 'https://elsewhere.example/v1' })),
      });
    case 'delegated': {
      const endpoint = `http://${host}/v1/`;
      return sendJson(response, { matches: matches.map((match) => ({ ...match, endpoint })) });
    }
    default:
      return sendJson(response, { matches });
  }
}

function sendRecord(behavior: Behavior, id: string, response: ServerResponse, records: readonly StoredRecord[]): void {
  const record = records.find(({ manifestId }) => manifestId === id);
  if (record === undefined || behavior === 'gone') return void response.writeHead(404).end();
  if (behavior === 'page') return void response.end('<!doctype html><title>Sign in</title>');
  if (behavior === 'record-inward')
    return void response.writeHead(302, { location: 'http://192.168.0.1/a.c2pa' }).end();
  if (behavior === 'record-moved')
    return void response.writeHead(302, { location: `/v1/manifests/${encodeURIComponent(id)}` }).end();
  response.setHeader('content-type', 'application/c2pa').end(record.store);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
}

function pour(response: ServerResponse): void {
  response.write('{"matches":[');
  const piece = `${'{"manifestId":"urn:c2pa:1"},'.repeat(10_000)}`;
  const more = () => {
    while (response.writable && response.write(piece));
    response.once('drain', more);
  };
  more();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
