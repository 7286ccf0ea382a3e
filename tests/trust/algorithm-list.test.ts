import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchAlgorithms, parseAlgorithms, parseKeptAlgorithms } from '../../lib/trust/algorithm-list.ts';
import { type AlgorithmPorts, AlgorithmStore } from '../../lib/trust/algorithm-store.ts';

const entry = (alg: string, more: object = {}) => ({
  identifier: 1,
  alg,
  type: 'watermark',
  decodedMediaTypes: ['image'],
  entryMetadata: { description: `Mark of ${alg}. It is very robust.`, dateEntered: '2026-01-01T00:00:00Z' },
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => entry(`org.example.mark${index}`));

/** The server the list is published on, at hand. */
let server: Server;
let body = '';
let status = 200;
let asked: { path: string; cookie: string | undefined; referer: string | undefined }[] = [];
let fetchHere: typeof fetch;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({
      path: request.url ?? '',
      cookie: request.headers.cookie,
      referer: request.headers.referer,
    });
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  fetchHere = (input, init) =>
    fetch(`http://127.0.0.1:${port}${new URL(String(input)).pathname}`, init).then(anonymous);
});
afterAll(() => void server.close().closeAllConnections());
beforeEach(() => {
  body = JSON.stringify(many(10));
  status = 200;
  asked = [];
});

/** As if it had come from the published address, which is https. */
function anonymous(response: Response): Response {
  return new Response(response.body, { status: response.status, headers: response.headers });
}

const ports = () => ({ fetch: fetchHere, now: () => new Date('2026-11-22T12:00:00Z') });

describe('the published list', () => {
  it('gives each algorithm its public name, from where it is published', async () => {
    body = JSON.stringify([
      entry('com.adobe.trustmark.P', { entryMetadata: { description: 'Adobe Trustmark variant P' } }),
      entry('org.example.mark', { softBindingResolutionApis: ['https://records.example/v1', 'javascript:alert(1)'] }),
    ]);
    expect(await fetchAlgorithms(null, ports())).toEqual({
      asOf: '2026-11-22T12:00:00.000Z',
      algorithms: [
        { alg: 'com.adobe.trustmark.P', type: 'watermark', name: 'Adobe Trustmark variant P', resolvers: [] },
        {
          alg: 'org.example.mark',
          type: 'watermark',
          name: 'Mark of org.example.mark',
          resolvers: ['https://records.example/v1'],
        },
      ],
    });
    expect(asked).toEqual([
      {
        path: '/c2pa-org/softbinding-algorithm-list/main/softbinding-algorithm-list.json',
        cookie: undefined,
        referer: undefined,
      },
    ]);
  });

  it.each([
    ['a web page', () => '<!doctype html><title>Sign in</title>'],
    // As published once: a merge left the comma and the brace between two entries out.
    [
      'a list two entries of which run together',
      () => JSON.stringify(many(10)).replace('},{"identifier"', ' "identifier"'),
    ],
    ['a list cut short', () => JSON.stringify(many(10)).slice(0, 900)],
    ['no list', () => '{}'],
    ['half a list', () => JSON.stringify(many(4))],
    ['far too much', () => `[${'"x",'.repeat(300_000)}"x"]`],
  ])('is not taken when what came is %s', async (_, make) => {
    const last = { algorithms: parseAlgorithms(JSON.stringify(many(10))), asOf: '2026-11-01T00:00:00Z' };
    body = make();
    expect(await fetchAlgorithms(last, ports())).toMatchObject({
      problem: { code: expect.stringMatching(/empty|shrunk|too-large/) },
    });
  });

  it('is not taken when the server refuses or cannot be reached', async () => {
    status = 404;
    expect(await fetchAlgorithms(null, ports())).toEqual({ problem: { code: 'refused', status: 404 } });
    const offline = { ...ports(), fetch: () => Promise.reject(new TypeError('offline')) };
    expect(await fetchAlgorithms(null, offline)).toEqual({ problem: { code: 'unreachable' } });
  });

  it('leaves out what is no entry, and the second of the same name', () => {
    const list = [null, 7, entry('no dots'), entry('a.b', { type: 'charm' }), entry('a.b'), entry('a.b'), entry('c.d')];
    expect(parseAlgorithms(JSON.stringify(list)).map(({ alg }) => alg)).toEqual(['a.b', 'c.d']);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const { name } of parseAlgorithms(text)) expect(name.length).toBeLessThanOrEqual(100);
        parseKeptAlgorithms(text);
      }),
    );
    fc.assert(fc.property(fc.anything(), (value) => void parseKeptAlgorithms(value)));
  });
});

it('the list that comes with the build is one', async () => {
  const file = new URL('../../assets/trust/algorithms.json', import.meta.url);
  const kept = parseKeptAlgorithms(JSON.parse(await readFile(file, 'utf8')));
  expect(kept?.algorithms.length).toBeGreaterThan(30);
  expect(kept?.algorithms.find(({ alg }) => alg === 'com.adobe.trustmark.P')?.name).toBe('Adobe Trustmark variant P');
});

describe('what is kept of it', () => {
  let stored: unknown;
  let now: Date;
  const bundled = {
    asOf: '2026-08-13T00:00:00Z',
    algorithms: [{ alg: 'a.b', type: 'watermark', name: 'Of the build', resolvers: [] }],
  };
  const store = (more: Partial<AlgorithmPorts> = {}) =>
    new AlgorithmStore({
      fetch: fetchHere,
      now: () => now,
      read: async () => structuredClone(stored),
      write: async (value) => void (stored = structuredClone(value)),
      bundled: async () => bundled,
      ...more,
    });

  beforeEach(() => {
    stored = undefined;
    now = new Date('2026-11-22T12:00:00Z');
  });

  it('is the build’s own until a newer one came, and again when that is damaged', async () => {
    expect((await store().list()).map(({ name }) => name)).toEqual(['Of the build']);
    await store().refreshIfDue();
    expect(await store().list()).toHaveLength(10);
    stored = { ...(stored as object), algorithms: 'gone' };
    expect(await store().list()).toHaveLength(1);
  });

  it('is fetched once a day, also when that fails', async () => {
    status = 500;
    await store().refreshIfDue();
    await store().refreshIfDue();
    expect(asked).toHaveLength(1);
    expect(await store().list()).toHaveLength(1);
    now = new Date('2026-11-23T12:00:01Z');
    status = 200;
    await store().refreshIfDue();
    expect(asked).toHaveLength(2);
    expect(await store().list()).toHaveLength(10);
  });

  it('is empty where the browser refuses everything', async () => {
    const refuse = () => Promise.reject(new Error('refused'));
    const refused = store({ read: refuse, write: refuse, bundled: refuse, fetch: refuse });
    await refused.refreshIfDue();
    expect(await refused.list()).toEqual([]);
  });
});
