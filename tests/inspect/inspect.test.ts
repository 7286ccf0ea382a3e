import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource, Unreadable } from '../../lib/bytes/source.ts';
import type { C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { MAX_HASHED_BYTES } from '../../lib/inspect/read-record.ts';
import sample from '../../lib/inspect/self-test-sample.json' with { type: 'json' };
import type { Unanswered } from '../../lib/model/outcome.ts';
import type { TrustList } from '../../lib/model/trust.ts';
import { manifestStore, riffChunk, VP8X, webp } from '../support/build-bytes.ts';
import { embedStealth, plainRaster, pngOf } from '../support/embed-stealth.ts';
import { engineContext } from '../support/engine.ts';

const SIGNED = new Uint8Array(Buffer.from(sample.png, 'base64'));
const ROOT: TrustList = { kind: 'custom', name: 'Mine', issued: null, anchorsPem: sample.root, allowedPem: null };
const context = engineContext([ROOT]);
const look = (bytes: Uint8Array, engine = context) => inspect({ source: memorySource(bytes), name: 'x.png' }, engine);
/** The validator on a later day, unless a day is asked for. */
const asOf = (today: number, engine: C2paEngine): C2paEngine => ({
  version: engine.version,
  validate: (format, bytes, settings, at) => engine.validate(format, bytes, settings, at ?? today),
});
const failing = (why: Unanswered): ByteSource => ({
  size: null,
  bytesRead: 0,
  read: () => Promise.reject(new Unreadable(why)),
});

describe('a signed file', () => {
  it('is trusted, and names the list that vouches', async () => {
    const report = await look(SIGNED);
    expect(report).toMatchObject({ basis: 'signed-trusted', label: null, because: ['c2pa-manifest'] });
    expect(report.record).toMatchObject({
      trustList: 'custom',
      trustListName: 'Mine',
      organisation: 'Whence',
      failures: [],
    });
    expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names the strongest list when several vouch', async () => {
    const official: TrustList = { ...ROOT, kind: 'c2pa', name: 'Official' };
    expect((await look(SIGNED, engineContext([ROOT, official]))).record?.trustList).toBe('c2pa');
  });

  it('is not recognised without a list', async () => {
    expect(await look(SIGNED, engineContext([]))).toMatchObject({
      basis: 'signed-unrecognised',
      record: { trustList: null },
    });
  });

  it('whose certificate has expired still names the list that vouched for it', async () => {
    const lapsed = { ...context, c2pa: asOf(Date.UTC(2060, 5, 1), context.c2pa) };
    const report = await look(SIGNED, lapsed);
    expect(report).toMatchObject({ basis: 'signed-lapsed', record: { trustList: 'custom', trustListName: 'Mine' } });
    expect(report.record?.failures).toContain('signingCredential.expired');
  });

  it('whose certificate has expired is vouched for by nobody without a list', async () => {
    const lapsed = { ...context, trust: [], c2pa: asOf(Date.UTC(2060, 5, 1), context.c2pa) };
    expect(await look(SIGNED, lapsed)).toMatchObject({ basis: 'signed-lapsed', record: { trustList: null } });
  });

  it('has changed when one byte of the picture has', async () => {
    const changed = SIGNED.slice();
    const last = changed.length - 20;
    changed[last] = (changed[last] ?? 0) ^ 1;
    expect((await look(changed)).basis).toBe('changed-since-signing');
  });

  it('cut in its middle could not be checked', async () => {
    expect((await look(SIGNED.subarray(0, SIGNED.length / 2))).basis).toBe('could-not-check');
  });

  it('tells the record once', async () => {
    expect((await look(SIGNED)).signals['c2pa-manifest']).toEqual({
      kind: 'found',
      value: { state: 'trusted', says: null },
    });
  });
});

describe('what cannot be read', () => {
  it('a file cut before its record does not read as a record removed', async () => {
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="self#jumbf=c2pa"/></rdf:RDF></x:xmpmeta>`;
    const whole = webp(VP8X, riffChunk('XMP ', packet), riffChunk('C2PA', manifestStore(400)));
    expect((await look(whole.subarray(0, whole.length - 380))).basis).toBe('could-not-check');
    expect((await look(webp(VP8X, riffChunk('XMP ', packet)))).basis).toBe('record-removed');
  });

  it.each(['blocked', 'offline', 'timeout', 'unreadable', 'not-public'] as const)('%s is told', async (why) => {
    const report = await inspect({ source: failing(why), name: 'x' }, context);
    expect(report).toMatchObject({
      basis: 'could-not-check',
      why,
      label: null,
      notChecked: [{ what: 'whole-file', why }],
    });
  });

  it('an empty file is truncated, an unknown one unsupported', async () => {
    expect(await look(new Uint8Array())).toMatchObject({ basis: 'could-not-check', why: 'truncated' });
    expect(await look(new TextEncoder().encode('<!doctype nothing we know>'))).toMatchObject({ why: 'unsupported' });
  });

  it('an engine that traps costs the record and is told', async () => {
    const trapped: C2paEngine = { version: '0', validate: async () => ({ kind: 'unanswered', why: 'engine-failed' }) };
    expect(await look(SIGNED, engineContext([ROOT], trapped))).toMatchObject({
      basis: 'could-not-check',
      why: 'engine-failed',
    });
  });

  it('a source that breaks after the head still ends in a report', async () => {
    const source: ByteSource = {
      size: SIGNED.length,
      bytesRead: 0,
      read: async (offset, length) => {
        if (offset + length >= SIGNED.length) throw new Unreadable('timeout');
        return SIGNED.subarray(offset, offset + length);
      },
    };
    expect((await inspect({ source, name: 'x' }, context)).basis).toBe('could-not-check');
  });
});

it('throws on when it is aborted', async () => {
  const abort = AbortSignal.abort(new Error('stop'));
  await expect(inspect({ source: memorySource(SIGNED), name: 'x' }, { ...context, abort })).rejects.toThrow('stop');
});

it('does not start the validator for a file without a record', async () => {
  const never: C2paEngine = { version: '0', validate: () => Promise.reject(new Error('asked')) };
  const unsigned = Uint8Array.from([0xff, 0xd8, 0xff, 0xdb, 0, 4, 0, 0, 0xff, 0xd9]);
  expect((await look(unsigned, engineContext([], never))).why).not.toBe('engine-failed');
});

it('gets the validator ready while a file with a record is read, and for no other', async () => {
  const steps: string[] = [];
  const c2pa: C2paEngine = { ...context.c2pa, prepare: () => steps.push('prepare') };
  const reading = (bytes: Uint8Array, size = bytes.length): ByteSource => ({
    ...memorySource(bytes),
    size,
    read: async (offset, length) => {
      if (length >= bytes.length) steps.push('whole');
      return bytes.subarray(offset, offset + length);
    },
  });
  await inspect({ source: reading(SIGNED), name: 'x' }, { ...context, c2pa });
  expect(steps.slice(-2)).toEqual(['prepare', 'whole']);
  steps.length = 0;
  await inspect({ source: reading(SIGNED, MAX_HASHED_BYTES + 1), name: 'x' }, { ...context, c2pa });
  await inspect({ source: reading(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])), name: 'x' }, { ...context, c2pa });
  expect(steps).not.toContain('prepare');
});

it('answers any bytes, also behind the first bytes of every format', async () => {
  const heads = ['ffd8ffe0', '89504e470d0a1a0a', '474946383961', '49492a00', '3c73766720', '0000001c6674797061766966'];
  const hostile = fc.tuple(fc.constantFrom('', ...heads), fc.uint8Array({ maxLength: 4096 }));
  const report = fc.asyncProperty(hostile, async ([head, tail]) => {
    const { basis, label } = await look(Buffer.concat([Buffer.from(head, 'hex'), tail]));
    expect(basis).toBeTypeOf('string');
    expect(['could-not-check', 'nothing-found', 'declared', 'record-broken']).toContain(basis);
    expect(label === null || basis === 'declared').toBe(true);
  });
  await fc.assert(report, { numRuns: 200 });
});

describe('a picture without tags', () => {
  const hidden = 'a fox\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64';
  const marked = pngOf(embedStealth(plainRaster(64, 64), hidden, { carrier: 'alpha', isPacked: true }));

  it('is told by what its pixels hide, where they may be read', async () => {
    const report = await look(marked, { ...context, mayReadPixels: true });
    expect(report).toMatchObject({ label: 'ai-generated', basis: 'watermark', because: ['stealth-pnginfo'] });
    expect(report.sentence).toMatch(/^Carries the watermark that /);
    const plain = await look(pngOf(plainRaster(64, 64)), { ...context, mayReadPixels: true });
    expect(plain).toMatchObject({ basis: 'nothing-found', signals: { 'stealth-pnginfo': { kind: 'absent' } } });
  });

  it('is told to have pixels that nobody looked at, where they may not be read', async () => {
    const report = await look(marked);
    expect(report.basis).toBe('nothing-found');
    expect(report.signals['stealth-pnginfo']).toEqual({ kind: 'unanswered', why: 'budget' });
    expect(report.notChecked).toContainEqual({ what: 'visible-mark', why: 'budget' });
  });

  it('tells why its pixels could not be read', async () => {
    const report = await look(marked.subarray(0, -40), { ...context, mayReadPixels: true });
    expect(report.signals['stealth-pnginfo']).toEqual({ kind: 'unanswered', why: 'truncated' });
    expect(report.notChecked).toContainEqual({ what: 'stealth-pnginfo', why: 'truncated' });
  });
});
