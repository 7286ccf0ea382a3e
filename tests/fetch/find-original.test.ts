import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IncomingMessage } from 'node:http';
import sharp from 'sharp';
import { draw } from '../../scripts/samples/draw.ts';
import { CAPTURED, GENERATED, sign } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { type ByteSource, memorySource } from '../../lib/bytes/source.ts';
import { findOriginal, type OriginalSearch } from '../../lib/fetch/find-original.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import type { OriginalAnswer } from '../../lib/model/original.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Candidate } from '../../lib/originals/candidate.ts';
import { thumbnailOf } from '../originals/thumbnail.ts';
import { engineContext } from '../support/engine.ts';
import { type MediaServer, sendRange, startMediaServer } from './media-server.ts';

const files = new Map<string, Uint8Array>();
let shown: OriginalSearch['shown'];
let context: ReturnType<typeof engineContext>;

beforeAll(async () => {
  const signers = await createSigners();
  context = engineContext([
    { kind: 'custom', name: 'samples', issued: null, anchorsPem: signers.trusted, allowedPem: null },
  ]);
  const picture = await draw({ scene: 'lighthouse', format: 'jpeg', width: 1000 });
  const other = await draw({ scene: 'earth', format: 'jpeg', width: 1000 });
  const plan = { title: 'Picture', generator: 'Halden', actions: CAPTURED };
  const small = await sharp(picture.bytes).resize(320).jpeg({ quality: 60 }).toBuffer();
  files.set('/small.jpg', small);
  files.set('/plain.jpg', picture.bytes);
  files.set('/signed.jpg', (await sign(picture, plan, signers.halden)).bytes);
  const padded = { ...picture, bytes: Buffer.concat([picture.bytes, Buffer.alloc(200_000)]) };
  files.set('/large.jpg', (await sign(padded, plan, signers.halden)).bytes);
  files.set('/other.jpg', (await sign(other, { ...plan, actions: GENERATED }, signers.lumen)).bytes);
  const crop = await draw({ scene: 'lighthouse', format: 'jpeg', crop: [0, 0, 0.5, 1] });
  files.set('/crop.jpg', (await sign(crop, plan, signers.halden)).bytes);
  files.set(
    '/elsewhere.jpg',
    (await sign(picture, { ...plan, remote: 'https://r.example/a.c2pa' }, signers.halden)).bytes,
  );
  files.set('/tiny.jpg', new Uint8Array(small.subarray(0, 300)));
  files.set('/page.jpg', new TextEncoder().encode(`<!doctype html>${' '.repeat(2000)}`));
  const report = await inspect({ source: memorySource(small), name: 'small.jpg' }, context);
  shown = { report, thumbnail: await thumbnailOf(small), validators: null };
});

let server: MediaServer | null = null;
const asked: { path: string; headers: IncomingMessage['headers'] }[] = [];
afterEach(async () => {
  await server?.close();
  server = null;
  asked.length = 0;
});

type Changes = Partial<Omit<OriginalSearch, 'candidates'>>;

async function search(paths: readonly (string | Partial<Candidate>)[], changes: Changes = {}): Promise<OriginalAnswer> {
  server ??= await startMediaServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const bytes = files.get(path.split('?')[0] ?? '');
    if (path.startsWith('/moved')) response.writeHead(302, { location: '/signed.jpg' }).end();
    else if (path.startsWith('/forbidden')) response.writeHead(403).end();
    else if (bytes === undefined) response.writeHead(404).end();
    else sendRange(request, response, bytes, { etag: `"${path}"` });
  });
  const { origin } = server;
  const candidates = paths.map((path): Candidate => {
    const given = typeof path === 'string' ? { url: path } : path;
    const url = given.url?.startsWith('/') === true ? origin + given.url : (given.url ?? origin);
    return { why: 'srcset', expected: 'unknown', asks: false, ...given, url };
  });
  return findOriginal({
    candidates,
    pageUrl: `${origin}/story`,
    shown,
    inspect: (source, name) => inspect({ source, name }, context),
    thumbnail: async (source) => thumbnailOf(await whole(source)),
    obstacle: () => null,
    refusedHosts: new Set(),
    signal: new AbortController().signal,
    budget: { gapMs: 0, wallMs: 60_000 },
    ...changes,
  });
}

async function whole(source: ByteSource): Promise<Uint8Array> {
  return source.read(0, source.size ?? 50_000_000);
}

const outcomes = ({ tried }: OriginalAnswer) => tried.map(({ outcome }) => outcome);
const pathsAsked = () => [...new Set(asked.map(({ path }) => path))];

describe('the search', () => {
  it('stops at the first that is the same picture with an intact record', async () => {
    const answer = await search(['/gone.jpg', '/plain.jpg', '/signed.jpg', '/other.jpg']);
    expect(answer).toMatchObject({ kind: 'found', why: 'srcset', report: { basis: 'signed-trusted' } });
    expect(answer.kind === 'found' && new URL(answer.url).pathname).toBe('/signed.jpg');
    expect(outcomes(answer)).toEqual(['blocked', 'no-record']);
    expect(answer.tried[1]?.pixels).toEqual({ width: 1000, height: 625 });
    expect(pathsAsked()).toEqual(['/gone.jpg', '/plain.jpg', '/signed.jpg']);
  });

  it('asks for a range first, without cookies or referrer', async () => {
    await search(['/plain.jpg']);
    expect(asked[0]?.headers.range).toBe('bytes=0-4095');
    for (const { headers } of asked) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
  });

  it('claims no other picture and no crop, however well signed', async () => {
    const answer = await search(['/other.jpg', '/crop.jpg']);
    expect(answer.kind).toBe('none');
    expect(outcomes(answer)).toEqual(['another-picture', 'another-shape']);
  });

  it('claims nothing that cannot be compared', async () => {
    expect(outcomes(await search(['/signed.jpg'], { thumbnail: async () => null }))).toEqual(['cannot-compare']);
    expect(outcomes(await search(['/signed.jpg'], { shown: { ...shown, thumbnail: null } }))).toEqual([
      'cannot-compare',
    ]);
  });

  it('goes on past weaker evidence and comes back to it when there is no better', async () => {
    const better = await search(['/elsewhere.jpg', '/signed.jpg']);
    expect(better.kind === 'found' && better.report.basis).toBe('signed-trusted');
    const only = await search(['/elsewhere.jpg', '/plain.jpg']);
    expect(only.kind === 'found' && only.report.basis).toBe('record-elsewhere');
  });

  it('is about more than the copy shown has', async () => {
    const report: Report = { ...shown.report, basis: 'signed-trusted' };
    expect(outcomes(await search(['/signed.jpg'], { shown: { ...shown, report } }))).toEqual(['no-record']);
  });

  it('knows the copy shown under another address', async () => {
    const same = {
      ...shown,
      validators: { etag: '"/plain.jpg"', lastModified: null, size: files.get('/plain.jpg')?.length ?? 0 },
    };
    expect(outcomes(await search(['/plain.jpg'], { shown: same }))).toEqual(['same-file']);
    const weak = { ...same, validators: { ...same.validators, etag: 'W/"/plain.jpg"' } };
    expect(outcomes(await search(['/plain.jpg'], { shown: weak }))).toEqual(['no-record']);
  });

  it('takes no placeholder, no web page and no broken file for a picture', async () => {
    expect(outcomes(await search(['/tiny.jpg', '/page.jpg']))).toEqual(['placeholder', 'blocked']);
  });
});

describe('who is asked', () => {
  it('nobody the person did not agree to', async () => {
    const answer = await search(['/signed.jpg', '/plain.jpg'], {
      obstacle: ({ url }) => (url.endsWith('/signed.jpg') ? 'needs-consent' : null),
    });
    expect(outcomes(answer)).toEqual(['needs-consent', 'no-record']);
    expect(pathsAsked()).toEqual(['/plain.jpg']);
  });

  it('no inner address for a public page', async () => {
    const answer = await search(['/signed.jpg'], { pageUrl: 'https://example.org/' });
    expect(outcomes(answer)).toEqual(['not-public']);
    expect(asked).toEqual([]);
  });

  it('nobody through a redirect that is not by design', async () => {
    const answer = await search(['/moved.jpg']);
    expect(outcomes(answer)).toEqual(['blocked']);
    expect(pathsAsked()).toEqual(['/moved.jpg']);
    const designed = await search([{ url: '/moved.jpg', mayRedirect: true }]);
    expect(designed.kind).toBe('found');
  });

  it('no host again that refused', async () => {
    const refusedHosts = new Set<string>();
    expect(outcomes(await search(['/forbidden.jpg', '/signed.jpg'], { refusedHosts }))).toEqual(['blocked', 'blocked']);
    expect(pathsAsked()).toEqual(['/forbidden.jpg']);
    expect(refusedHosts.size).toBe(1);
  });

  it('the same address plainly', async () => {
    await search([{ url: '/plain.jpg', accept: 'image/jpeg' }, '/small.jpg']);
    expect(asked.find(({ path }) => path === '/plain.jpg')?.headers.accept).toBe('image/jpeg');
    expect(asked.find(({ path }) => path === '/small.jpg')?.headers.accept).not.toBe('image/jpeg');
  });
});

describe('the budget', () => {
  it('of addresses', async () => {
    const paths = Array.from({ length: 8 }, (_, index) => `/gone.jpg?${index}`);
    const answer = await search(paths);
    expect(outcomes(answer).filter((outcome) => outcome === 'budget')).toHaveLength(2);
    expect(asked).toHaveLength(6);
  });

  it('of hosts', async () => {
    const fetched: string[] = [];
    const answer = await search(
      [
        'https://a.example/1.jpg',
        'https://b.example/1.jpg',
        'https://c.example/1.jpg',
        'https://a.example/2.jpg',
        '/gone.jpg',
      ].map((url) => ({ url })),
      {
        fetch: async (url) => {
          fetched.push(new URL(String(url)).host);
          return new Response(null, { status: 404 });
        },
      },
    );
    expect(outcomes(answer)).toEqual(['blocked', 'blocked', 'budget', 'blocked', 'blocked']);
    expect(fetched.slice(0, 3)).toEqual(['a.example', 'b.example', 'a.example']);
  });

  it('of time', async () => {
    expect(outcomes(await search(['/signed.jpg'], { budget: { wallMs: -1 } }))).toEqual(['budget']);
    expect(asked).toEqual([]);
  });

  it('of bytes', async () => {
    const answer = await search(['/large.jpg'], { budget: { gapMs: 0, wallMs: 60_000, bytes: 130_000 } });
    expect(answer.kind).toBe('none');
    expect(outcomes(answer)).toEqual(['too-large']);
  });

  it('leaves one host some time between two requests', async () => {
    const pauses: number[] = [];
    await search(['/gone.jpg', '/plain.jpg'], {
      budget: { gapMs: 10_000, wallMs: 60_000 },
      pause: async (ms) => void pauses.push(ms),
    });
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThan(5_000);
  });
});

it('an abort ends the search with its reason', async () => {
  const controller = new AbortController();
  const searching = search(['/plain.jpg', '/signed.jpg'], {
    signal: controller.signal,
    inspect: async (source, name) => {
      controller.abort(new Error('closed'));
      return inspect({ source, name }, context);
    },
  });
  await expect(searching).rejects.toThrow('closed');
  expect(pathsAsked()).toEqual(['/plain.jpg']);
});
