import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, sign } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { changeClaim } from '../../scripts/samples/damage.ts';
import type { LookedUpRecord } from '../../lib/model/look-up.ts';
import type { Outcome } from '../../lib/model/outcome.ts';
import type { SoftBinding } from '../../lib/model/soft-binding.ts';
import type { DecodePixels } from '../../lib/inspect/context.ts';
import { imageCodeOf } from '../../lib/recognition/iscc.ts';
import { ISCC_ALGORITHM, isccBindingOf } from '../../lib/recognition/iscc-binding.ts';
import type { TrustList } from '../../lib/model/trust.ts';
import type { Job, LookUpQuestion, WorkerNote, WorkerTask } from '../../lib/platform/compute-job.ts';
import { type WorkerScope, serveEngine } from '../../lib/platform/engine-worker.ts';
import { type MediaServer, sendRange, startMediaServer } from '../fetch/media-server.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { readRaster } from '../support/read-raster.ts';
import { realEngine } from '../support/engine.ts';
import {
  type Behavior,
  openSoftBindingServer,
  type SoftBindingServer,
  type StoredRecord,
} from '../support/soft-binding-server.ts';
import { storeOf, stripRecord } from '../support/strip-record.ts';

/** As a TrustMark detector gives it. */
const MARK: SoftBinding = { alg: 'com.adobe.trustmark.P', value: btoa('2*0110'), from: 'watermark' };
const OTHER: SoftBinding = { ...MARK, value: btoa('2*1111') };
const CORPUS: SoftBinding = { ...MARK, value: btoa('2*1010') };
const LONG: SoftBinding = { ...MARK, value: btoa('x'.repeat(3000)) };

/** As a browser decodes. */
const decodePixels: DecodePixels = async (_format, bytes) => ({ kind: 'found', value: await readRaster(bytes) });

const files = new Map<string, Uint8Array>();
let store: SoftBindingServer;
let pictures: MediaServer;
let trust: TrustList;
const engine = realEngine();

beforeAll(async () => {
  const signers = await createSigners();
  trust = { kind: 'custom', name: 'Mine', issued: null, anchorsPem: signers.trusted, allowedPem: null };
  const plan = { title: 'Sky', generator: 'Lumen', actions: [...GENERATED, { action: 'c2pa.watermarked.bound' }] };
  const sky = await draw({ scene: 'sky', format: 'jpeg', width: 300 });
  const snow = await draw({ scene: 'snow', format: 'jpeg', width: 300 });
  const signed = await sign(sky, { ...plan, softBindings: [{ alg: MARK.alg, value: '2*0110' }] }, signers.lumen);
  const other = await sign(snow, { ...plan, actions: GENERATED }, signers.lookAlike);
  files.set('/stripped.jpg', stripRecord(signed.bytes));
  files.set('/small.jpg', await sharp(signed.bytes).resize(200).jpeg({ quality: 80 }).toBuffer());
  const broken = await storeOf(changeClaim(signed).bytes);
  const lamp = await draw({ scene: 'lighthouse', format: 'jpeg', width: 300 });
  const print = isccBindingOf(imageCodeOf(await readRaster(lamp.bytes), 256));
  const bytes = [...Buffer.from(print, 'base64')];
  const printed = await sign(lamp, { ...plan, softBindings: [{ alg: ISCC_ALGORITHM, value: bytes }] }, signers.lumen);
  files.set('/lamp.jpg', stripRecord(printed.bytes));
  files.set('/lamp-small.jpg', await sharp(printed.bytes).resize(220).jpeg({ quality: 70 }).toBuffer());
  files.set('/lamp-huge.jpg', Buffer.concat([await sharp(lamp.bytes).jpeg().toBuffer(), Buffer.alloc(9 << 20)]));
  const records: StoredRecord[] = [
    {
      manifestId: 'urn:c2pa:lamp',
      store: await storeOf(printed.bytes),
      bindings: [{ alg: ISCC_ALGORITHM, value: print }],
    },
    { manifestId: 'urn:c2pa:sky', store: await storeOf(signed.bytes), bindings: [MARK, LONG] },
    { manifestId: 'urn:c2pa:snow', store: await storeOf(other.bytes), bindings: [OTHER] },
    { manifestId: 'urn:c2pa:broken', store: broken, bindings: [{ alg: 'org.example.broken', value: 'AAEC' }] },
  ];
  if (hasCorpus) {
    const known = await readCorpusFile('c2pa/adobe-20220124-CA.jpg');
    files.set('/corpus.jpg', stripRecord(known));
    files.set('/corpus-small.jpg', await sharp(known).resize(300).jpeg({ quality: 70 }).toBuffer());
    records.push({ manifestId: 'urn:uuid:ca', store: await storeOf(known), bindings: [CORPUS] });
  }
  store = await openSoftBindingServer(records);
  pictures = await startMediaServer((request, response) => {
    const bytes = files.get(request.url ?? '');
    if (bytes === undefined) response.writeHead(404).end();
    else sendRange(request, response, bytes);
  });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await pictures.close();
});
beforeEach(() => void store.asked.splice(0));

async function lookUp(
  bindings: readonly SoftBinding[],
  behavior: Behavior = 'v1',
  picture = '/small.jpg',
  asking: Partial<LookUpQuestion> = {},
): Promise<Outcome<LookedUpRecord>> {
  const notes: WorkerNote[] = [];
  const scope: WorkerScope = { onmessage: null, postMessage: (note) => void notes.push(note) };
  serveEngine(scope, { engine, store: { byContent: async () => null }, decodePixels });
  const say = (task: WorkerTask) => scope.onmessage?.({ data: task } as MessageEvent<WorkerTask>);
  say({ kind: 'use-trust', trust: [trust] });
  const job: Job = {
    key: 'k',
    url: pictures.origin + picture,
    pageUrl: `${pictures.origin}/page`,
    page: null,
    mayFetch: true,
    inline: null,
    known: null,
    record: null,
    lookUp: {
      resolver: { name: 'Here', address: store.resolver(behavior) },
      origins: [store.origin],
      bindings,
      by: 'code',
      format: 'image/jpeg',
      pixels: null,
      ...asking,
    },
    version: '0.1.0',
    rules: 'r',
    asked: true,
  };
  await say({ id: 1, kind: 'inspect', job });
  const note = notes.find(({ kind }) => kind === 'answer');
  if (note?.kind !== 'answer' || note.answer.kind !== 'looked-up') throw new Error('No answer came.');
  return note.answer.outcome;
}

describe('a record looked up', () => {
  it('is read for itself, and said not to match a copy that was saved anew', async () => {
    expect(await lookUp([MARK])).toMatchObject({
      kind: 'found',
      value: {
        binding: MARK,
        manifestId: 'urn:c2pa:sky',
        state: 'trusted',
        content: 'differs',
        namesBinding: true,
        says: 'ai-generated',
        record: { organisation: 'Lumen', trustListName: 'Mine', failures: [] },
        others: 0,
      },
    });
  });

  it('matches a copy from which the record was taken and nothing else', async () => {
    expect(await lookUp([MARK], 'v1', '/stripped.jpg')).toMatchObject({ value: { content: 'matches' } });
  });

  it('is told without a comparison where the picture cannot be read again', async () => {
    expect(await lookUp([MARK], 'v1', '/gone.jpg')).toMatchObject({
      value: { content: 'not-compared', state: 'trusted' },
    });
  });

  it('of another picture does not name the code, and nobody on a list signed it', async () => {
    expect(await lookUp([OTHER])).toMatchObject({
      value: { namesBinding: false, content: 'differs', state: 'unrecognised', record: { organisation: 'Lumen' } },
    });
  });

  it('is not relied on where it does not check out', async () => {
    const binding = { ...MARK, alg: 'org.example.broken', value: 'AAEC' };
    expect(await lookUp([binding])).toMatchObject({ kind: 'found', value: { state: 'broken' } });
  });

  it.skipIf(!hasCorpus)('of a real picture is found for its stripped and its smaller copy', async () => {
    const stripped = await lookUp([CORPUS], 'v1', '/corpus.jpg');
    expect(stripped).toMatchObject({
      value: { content: 'matches', namesBinding: false, record: { organisation: 'C2PA Test Signing Cert' } },
    });
    const small = await lookUp([CORPUS], 'v1', '/corpus-small.jpg');
    expect(small).toMatchObject({ value: { content: 'differs', manifestId: 'urn:uuid:ca' } });
  });
});

describe('the question', () => {
  it('carries the code and nothing else, and asks for a few answers', async () => {
    await lookUp([MARK]);
    const [question, fetched] = store.asked;
    expect(question).toEqual({
      method: 'GET',
      path: `/v1/matches/byBinding?alg=com.adobe.trustmark.P&value=${encodeURIComponent(MARK.value)}&maxResults=10`,
      body: '',
      size: 0,
      type: undefined,
      cookie: undefined,
      referer: undefined,
    });
    expect(fetched).toMatchObject({ path: '/v1/manifests/urn%3Ac2pa%3Asky', cookie: undefined, referer: undefined });
    expect(store.asked).toHaveLength(2);
  });

  it('is posted where the code is too long for an address', async () => {
    expect(await lookUp([LONG])).toMatchObject({ value: { manifestId: 'urn:c2pa:sky', namesBinding: false } });
    const body = JSON.stringify({ alg: LONG.alg, value: LONG.value });
    expect(store.asked[0]).toMatchObject({ method: 'POST', path: '/v1/matches/byBinding?maxResults=10', body });
  });

  it('is posted where the store finds the address too long', async () => {
    expect(await lookUp([MARK], 'wordy')).toMatchObject({ value: { manifestId: 'urn:c2pa:sky' } });
    expect(store.asked.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('goes on to the next code where the store knows nothing of the first', async () => {
    expect(await lookUp([{ ...MARK, value: 'AAEC' }, MARK])).toMatchObject({ value: { manifestId: 'urn:c2pa:sky' } });
  });

  it('is answered by another endpoint of the same server, or by where it moved the record', async () => {
    expect(await lookUp([MARK], 'delegated')).toMatchObject({ value: { state: 'trusted' } });
    expect(await lookUp([MARK], 'record-moved')).toMatchObject({ value: { state: 'trusted' } });
  });
});

describe('what did not come', () => {
  it('is no record where the store says that it knows none', async () => {
    expect(await lookUp([MARK], 'none')).toEqual({ kind: 'absent' });
    expect(await lookUp([{ ...MARK, value: 'AAEC' }])).toEqual({ kind: 'absent' });
  });

  it.each<[Behavior, string]>([
    ['missing', 'blocked'],
    ['html', 'malformed'],
    ['malformed', 'malformed'],
    ['shapeless', 'malformed'],
    ['endless', 'too-large'],
    ['inward', 'blocked'],
    ['gone', 'blocked'],
    ['page', 'malformed'],
    ['elsewhere', 'needs-consent'],
  ])('is never told as "no record": %s is %s', async (behavior, why) => {
    expect(await lookUp([MARK], behavior)).toEqual({ kind: 'unanswered', why });
    expect(store.asked.every(({ path }) => path.startsWith(`/${behavior}/`))).toBe(true);
  });

  it('of ten thousand matches only the best few are asked for', async () => {
    expect(await lookUp([MARK], 'flood')).toMatchObject({ value: { manifestId: 'urn:c2pa:sky', others: 9 } });
    expect(store.asked).toHaveLength(2);
    store.asked.splice(0);
    expect(await lookUp([{ ...MARK, value: 'AAEC' }], 'flood')).toEqual({ kind: 'unanswered', why: 'blocked' });
    expect(store.asked).toHaveLength(4);
  });
});

describe('a fingerprint of the picture', () => {
  const jpeg = { pixels: { width: 220, height: 138 } };

  it('leads a copy that was saved anew to its record, which names one like it', async () => {
    expect(await lookUp([], 'v1', '/lamp-small.jpg', jpeg)).toMatchObject({
      kind: 'found',
      value: {
        binding: { alg: 'io.iscc.v0', from: 'fingerprint' },
        manifestId: 'urn:c2pa:lamp',
        similarity: 90,
        state: 'trusted',
        content: 'differs',
        namesBinding: true,
        says: 'ai-generated',
      },
    });
    expect(store.asked.map(({ path }) => path.split('?')[0])).toEqual([
      '/v1/services/supportedAlgorithms',
      '/v1/matches/byBinding',
      '/v1/manifests/urn%3Ac2pa%3Alamp',
    ]);
    for (const { cookie, referer, size } of store.asked)
      expect([cookie, referer, size]).toEqual([undefined, undefined, 0]);
  });

  it('is asked by after the codes, and only where these lead nowhere', async () => {
    const unknown = { ...MARK, value: 'AAEC' };
    expect(await lookUp([unknown], 'v1', '/lamp-small.jpg', jpeg)).toMatchObject({
      value: { manifestId: 'urn:c2pa:lamp' },
    });
    store.asked.splice(0);
    expect(await lookUp([MARK], 'v1', '/lamp-small.jpg', jpeg)).toMatchObject({
      value: { manifestId: 'urn:c2pa:sky' },
    });
    expect(store.asked).toHaveLength(2);
  });

  it('of another picture leads nowhere', async () => {
    expect(await lookUp([], 'v1', '/small.jpg', { pixels: { width: 200, height: 125 } })).toEqual({ kind: 'absent' });
  });

  it.each<[Behavior, string]>([
    ['codes-only', 'unsupported'],
    ['missing', 'blocked'],
    ['services-endless', 'too-large'],
  ])('is told to nobody who does not say that they take it: %s', async (behavior, why) => {
    expect(await lookUp([], behavior, '/lamp-small.jpg', jpeg)).toEqual({ kind: 'unanswered', why });
    expect(store.asked.filter(({ path }) => path.includes('/matches/'))).toEqual([]);
  });

  it('is not made of a picture that cannot be read', async () => {
    expect(await lookUp([], 'v1', '/gone.jpg', jpeg)).toEqual({ kind: 'unanswered', why: 'unreadable' });
    const drawing = { pixels: { width: 9, height: 9 }, format: 'image/heic' } as const;
    expect(await lookUp([], 'v1', '/gone.jpg', drawing)).toEqual({ kind: 'unanswered', why: 'unreadable' });
    expect(store.asked.filter(({ path }) => path.includes('/matches/'))).toEqual([]);
  });
});

describe('the picture itself', () => {
  const send = { by: 'content', pixels: { width: 220, height: 138 } } as const;

  it('is sent whole and once, as what it is, and found by what the store makes of it', async () => {
    expect(await lookUp([MARK], 'v1', '/lamp-small.jpg', send)).toMatchObject({
      value: { binding: null, manifestId: 'urn:c2pa:lamp', similarity: 90, namesBinding: false, content: 'differs' },
    });
    expect(store.asked[0]).toEqual({
      method: 'POST',
      path: '/v1/matches/byContent?maxResults=10',
      body: '',
      size: files.get('/lamp-small.jpg')?.length,
      type: 'image/jpeg',
      cookie: undefined,
      referer: undefined,
    });
    expect(store.asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('from which only the record was taken is found byte for byte', async () => {
    expect(await lookUp([], 'v1', '/lamp.jpg', send)).toMatchObject({ value: { binding: null, content: 'matches' } });
  });

  it('is not sent where it is gone or large, and goes nowhere else', async () => {
    expect(await lookUp([], 'v1', '/gone.jpg', send)).toEqual({ kind: 'unanswered', why: 'unreadable' });
    expect(await lookUp([], 'v1', '/lamp-huge.jpg', send)).toEqual({ kind: 'unanswered', why: 'too-large' });
    expect(store.asked).toEqual([]);
    expect(await lookUp([], 'inward', '/lamp-small.jpg', send)).toEqual({ kind: 'unanswered', why: 'blocked' });
    expect(await lookUp([], 'missing', '/lamp-small.jpg', send)).toEqual({ kind: 'unanswered', why: 'blocked' });
  });
});
