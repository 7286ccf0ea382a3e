import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import sample from '../../lib/inspect/self-test-sample.json' with { type: 'json' };
import type { Report } from '../../lib/model/report.ts';
import type { Job, WorkerNote, WorkerTask } from '../../lib/platform/compute-job.ts';
import { type WorkerScope, serveEngine } from '../../lib/platform/engine-worker.ts';
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
let notes: WorkerNote[];
let server: MediaServer;
let scope: WorkerScope;

beforeEach(async () => {
  vi.resetAllMocks();
  byContent.mockResolvedValue(null);
  notes = [];
  scope = { onmessage: null, postMessage: (note) => void notes.push(note) };
  serveEngine(scope, { engine: { version: '0', validate }, store: { byContent } });
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
    inline: null,
    known: null,
    version: '0.1.0',
    rules: 'r',
    asked: false,
    ...more,
  };
  const task: WorkerTask = { id, kind: 'inspect', job, trust: [] };
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
