import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import sample from '../../lib/inspect/self-test-sample.json' with { type: 'json' };
import type { Report } from '../../lib/model/report.ts';
import type { Job, WorkerNote, WorkerTask } from '../../lib/platform/compute-job.ts';
import { type WorkerPorts, type WorkerScope, serveEngine } from '../../lib/platform/engine-worker.ts';
import { REPORT } from '../cache/sample-report.ts';
import { type MediaServer, sendRange, startMediaServer } from '../fetch/media-server.ts';

/** PNG signature, then chunks; checksums are not looked at. */
function png(...chunks: [string, Uint8Array][]): Uint8Array {
  const parts = chunks.map(([type, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

const HEADER: [string, Uint8Array] = ['IHDR', Buffer.from('0000000100000001080000000000000000', 'hex').subarray(0, 13)];
const PLAIN = png(HEADER, ['IDAT', new Uint8Array(8)], ['IEND', new Uint8Array()]);
const SIGNED = Buffer.from(sample.png, 'base64');

const validate = vi.fn<C2paEngine['validate']>();
const byContent = vi.fn<(sha256: string, rules: string) => Promise<Report | null>>();
const reader = { models: vi.fn(), throughJpeg: vi.fn(), hasTime: () => true, spent: () => 41.6, close: vi.fn() };
const trustmark = vi.fn<NonNullable<WorkerPorts['trustmark']>>();
let notes: WorkerNote[];
let server: MediaServer;
let scope: WorkerScope;

beforeEach(async () => {
  vi.resetAllMocks();
  byContent.mockResolvedValue(null);
  trustmark.mockReturnValue(reader);
  notes = [];
  scope = { onmessage: null, postMessage: (note) => void notes.push(note) };
  serveEngine(scope, { engine: { version: '0', validate }, store: { byContent }, trustmark });
  server = await startMediaServer((request, response) => {
    if (request.headers['if-none-match'] === '"a"') response.writeHead(304).end();
    else if (request.url === '/gone.png') response.writeHead(404).end();
    else sendRange(request, response, request.url === '/signed.png' ? SIGNED : PLAIN, { etag: '"a"' });
  });
});

afterEach(() => server.close());

async function run(more: Partial<Job>, id = 1): Promise<WorkerNote | undefined> {
  const job: Job = {
    key: 'k',
    url: '',
    pageUrl: server.origin,
    page: null,
    mayFetch: true,
    inline: null,
    known: null,
    record: null,
    version: '0.1.0',
    rules: 'r',
    asked: false,
    ...more,
  };
  const task: WorkerTask = { id, kind: 'inspect', job };
  await scope.onmessage?.({ data: task } as MessageEvent<WorkerTask>);
  return notes.find((note) => note.kind === 'answer' && note.id === id);
}

describe('opens', () => {
  it('a web address, and tells what the server said', async () => {
    const url = `${server.origin}/plain.png`;
    expect(await run({ url })).toMatchObject({
      answer: {
        kind: 'report',
        report: { source: url, format: 'image/png', size: PLAIN.length },
        facts: { etag: '"a"', status: 206 },
      },
    });
    expect(validate).not.toHaveBeenCalled();
  });

  it('bytes that came along, and data: addresses', async () => {
    const base64 = Buffer.from(PLAIN).toString('base64');
    const answer = { kind: 'report', report: { format: 'image/png' }, facts: null };
    expect(await run({ url: 'blob:https://example.org/1', inline: base64 }, 1)).toMatchObject({ answer });
    expect(await run({ url: `data:image/png;base64,${base64}` }, 2)).toMatchObject({ answer });
    expect(server.asked).toEqual([]);
  });

  it('nothing when the server says it did not change', async () => {
    const known = { etag: '"a"', lastModified: null, size: 1 };
    expect(await run({ url: `${server.origin}/plain.png`, known })).toMatchObject({
      answer: { kind: 'not-modified', facts: { status: 304 } },
    });
  });

  it.each([
    ['a refusal', '/gone.png', 'blocked'],
    ['a blob: address without its bytes', 'blob:https://example.org/1', 'blocked'],
    ['a data: address that is none', 'data:image/png;base64,****', 'malformed'],
    ['an unknown kind of address', 'ftp://example.org/a', 'unsupported'],
  ])('%s as a report with the reason', async (_name, url, why) => {
    const address = url.startsWith('/') ? server.origin + url : url;
    expect(await run({ url: address })).toMatchObject({
      answer: { kind: 'report', report: { basis: 'could-not-check', why } },
    });
  });
});

describe('a file that its page delivers', () => {
  const facts = { status: 200, finalUrl: '', contentType: null, etag: '"p"', lastModified: null, link: null };
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

  function pageOf(file: Uint8Array): Job['page'] {
    return {
      tab: 1,
      frame: 0,
      size: file.length,
      head: base64(file.subarray(0, 64)),
      facts: { ...facts, size: file.length, maxAge: 0, noStore: false },
    };
  }

  /** Plays the page: answers every question with bytes of `file`, or as `reply` says. */
  function deliver(file: Uint8Array, reply: (bytes: Uint8Array) => string | null = base64): void {
    scope.postMessage = (note) => {
      notes.push(note);
      if (note.kind !== 'ask-page') return;
      const { id, question, offset, length } = note;
      const answer = reply(file.subarray(offset, offset + length));
      const data: WorkerTask = { id, kind: 'page-bytes', question, base64: answer };
      queueMicrotask(() => void scope.onmessage?.({ data } as MessageEvent<WorkerTask>));
    };
  }

  it('costs the network nothing', async () => {
    validate.mockResolvedValue({ kind: 'found', value: { kind: 'none' } });
    deliver(SIGNED);
    expect(await run({ url: `${server.origin}/signed.png`, page: pageOf(SIGNED) })).toMatchObject({
      answer: {
        kind: 'report',
        isFromPage: true,
        networkBytes: 0,
        facts: { etag: '"p"' },
        report: { bytesRead: SIGNED.length },
      },
    });
    expect(Buffer.compare(validate.mock.calls[0]?.[1] ?? new Uint8Array(), SIGNED)).toBe(0);
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['stops answering', () => null],
    ['answers with less', () => 'AA=='],
    ['answers with what is no base64', () => '***'],
  ])('is read over the network when the page %s', async (_name, reply) => {
    validate.mockResolvedValue({ kind: 'found', value: { kind: 'none' } });
    deliver(SIGNED, reply);
    expect(await run({ url: `${server.origin}/signed.png`, page: pageOf(SIGNED) })).toMatchObject({
      answer: { kind: 'report', isFromPage: false, networkBytes: SIGNED.length, facts: { etag: '"a"' } },
    });
    expect(Buffer.compare(validate.mock.calls[0]?.[1] ?? new Uint8Array(), SIGNED)).toBe(0);
  });

  it('is not when the budget is spent', async () => {
    deliver(SIGNED, () => null);
    expect(await run({ url: `${server.origin}/signed.png`, page: pageOf(SIGNED), mayFetch: false })).toMatchObject({
      answer: { kind: 'report', report: { basis: 'could-not-check', why: 'budget' } },
    });
    expect(server.asked).toEqual([]);
  });
});

it('a file that changes on its server between two ranges is read again once', async () => {
  validate.mockResolvedValue({ kind: 'found', value: { kind: 'none' } });
  const large = png(HEADER, ['IDAT', new Uint8Array(100_000)], ['IEND', new Uint8Array()]);
  let etag = 0;
  let changes = 1;
  const changing = await startMediaServer((request, response) => {
    if (!request.headers.range?.startsWith('bytes=0-') && changes-- > 0) etag += 1;
    sendRange(request, response, large, { etag: `"${etag}"` });
  });
  expect(await run({ url: `${changing.origin}/a.png` }, 1)).toMatchObject({
    answer: { facts: { etag: '"1"' }, report: { why: null } },
  });
  changes = 2;
  expect(await run({ url: `${changing.origin}/a.png` }, 2)).toMatchObject({
    answer: { report: { basis: 'could-not-check' } },
  });
  await changing.close();
});

describe('the validator', () => {
  it('is announced before and after', async () => {
    validate.mockResolvedValue({ kind: 'found', value: { kind: 'none' } });
    await run({ url: `${server.origin}/signed.png` }, 7);
    expect(notes.slice(0, 2)).toEqual([
      { id: 7, kind: 'engine', isBusy: true },
      { id: 7, kind: 'engine', isBusy: false },
    ]);
  });

  it('takes one file at a time', async () => {
    let running = 0;
    let most = 0;
    validate.mockImplementation(async () => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
      return { kind: 'found', value: { kind: 'none' } };
    });
    await Promise.all([1, 2, 3].map((id) => run({ url: `${server.origin}/signed.png` }, id)));
    expect(validate).toHaveBeenCalledTimes(3);
    expect(most).toBe(1);
  });

  it('that trapped costs the Worker, after the answer', async () => {
    validate.mockResolvedValue({ kind: 'unanswered', why: 'engine-failed' });
    const answer = await run({ url: `${server.origin}/signed.png` });
    expect(answer).toMatchObject({ answer: { report: { signals: { 'c2pa-manifest': { why: 'engine-failed' } } } } });
    expect(notes.at(-1)).toEqual({ kind: 'spent' });
  });

  it('is spared where the content has its verdict', async () => {
    byContent.mockResolvedValue({ ...REPORT, source: 'elsewhere', basis: 'signed-trusted' });
    const url = `${server.origin}/signed.png`;
    expect(await run({ url })).toMatchObject({
      answer: {
        kind: 'report',
        report: { source: url, basis: 'signed-trusted', bytesRead: SIGNED.length },
        facts: { etag: '"a"' },
      },
    });
    expect(validate).not.toHaveBeenCalled();
    expect(byContent).toHaveBeenCalledWith(expect.stringMatching(/^[0-9a-f]{64}$/), 'r');
    expect(notes.at(-1)).not.toEqual({ kind: 'spent' });
  });
});

it('answers the self-test', async () => {
  validate.mockResolvedValue({ kind: 'found', value: { kind: 'none' } });
  await scope.onmessage?.({ data: { id: 3, kind: 'self-test' } } as MessageEvent<WorkerTask>);
  expect(notes.at(-1)).toMatchObject({ id: 3, kind: 'self-test', result: { state: 'failed' } });
});

describe('decoders of codes in the pixels', () => {
  it('are made ready for a job that names them, and let go after it', async () => {
    const note = await run({ url: `${server.origin}/plain.png`, trustmark: ['P'] });
    expect(trustmark).toHaveBeenCalledExactlyOnceWith(['P']);
    expect(reader.close).toHaveBeenCalledOnce();
    expect(note).toMatchObject({
      answer: { decoderMs: 42, report: { signals: { trustmark: { kind: 'unanswered' } } } },
    });
  });

  it('stay away from every other', async () => {
    const note = await run({ url: `${server.origin}/plain.png` });
    expect(trustmark).not.toHaveBeenCalled();
    expect(note).not.toHaveProperty('answer.decoderMs');
    expect(note).not.toHaveProperty('answer.report.signals.trustmark');
  });
});
