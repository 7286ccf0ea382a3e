import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, signApart } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import type { Report } from '../../lib/model/report.ts';
import type { TrustList } from '../../lib/model/trust.ts';
import type { Job, JobAnswer, WorkerNote, WorkerTask } from '../../lib/platform/compute-job.ts';
import { type WorkerScope, serveEngine } from '../../lib/platform/engine-worker.ts';
import { REPORT } from '../cache/sample-report.ts';
import { sendRange } from '../fetch/media-server.ts';
import { realEngine } from '../support/engine.ts';

const files = new Map<string, Uint8Array>();
const asked: string[] = [];
const byContent = vi.fn<(sha256: string, rules: string) => Promise<Report | null>>();
let origin = '';
let server: Server;
let notes: WorkerNote[];
let run: (more: Partial<Job>) => Promise<JobAnswer | undefined>;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const bytes = files.get(path.split('?')[0] ?? '');
    if (path.startsWith('/moved')) response.writeHead(302, { location: '/sky.c2pa' }).end();
    else if (path.startsWith('/endless')) pour(response);
    else if (bytes === undefined) response.writeHead(404).end();
    else if (path.startsWith('/linked'))
      sendRange(request, response, bytes, { link: '<beside.c2pa>; rel=c2pa-manifest' });
    else sendRange(request, response, bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const signers = await createSigners();
  const plan = { title: 'Sky', generator: 'Lumen', actions: GENERATED };
  const sky = await draw({ scene: 'sky', format: 'jpeg', width: 300 });
  const snow = await draw({ scene: 'snow', format: 'jpeg', width: 300 });
  const apart = await signApart(sky, { ...plan, remote: `${origin}/sky.c2pa?a=1&b=2` }, signers.lumen);
  const beside = await signApart(sky, { ...plan, remote: '' }, signers.lumen);
  const embedded = await signApart(sky, plan, signers.halden);
  files.set('/sky.jpg', apart.picture.bytes).set('/sky.c2pa', apart.record);
  files.set('/linked.jpg', beside.picture.bytes).set('/beside.c2pa', beside.record);
  files.set('/embedded.jpg', embedded.picture.bytes);
  const other = await signApart(snow, { ...plan, remote: `${origin}/snow.c2pa` }, signers.lumen);
  files.set('/snow.c2pa', other.record);
  files.set('/page.c2pa', new TextEncoder().encode('<!doctype html><title>Sign in</title>'));
  files.set(
    '/broken.c2pa',
    apart.record.map((byte, index) => (index > 60 && index < 200 ? 0 : byte)),
  );

  const trust: TrustList = {
    kind: 'custom',
    name: 'Mine',
    issued: null,
    anchorsPem: signers.trusted,
    allowedPem: null,
  };
  const engine = realEngine();
  run = async (more) => {
    notes = [];
    byContent.mockReset().mockResolvedValue(more.record == null ? null : REPORT);
    const scope: WorkerScope = { onmessage: null, postMessage: (note) => void notes.push(note) };
    serveEngine(scope, { engine, store: { byContent } });
    const say = (task: WorkerTask) => scope.onmessage?.({ data: task } as MessageEvent<WorkerTask>);
    say({ kind: 'use-trust', trust: [trust] });
    const job = { ...JOB, url: `${origin}/sky.jpg`, pageUrl: `${origin}/page`, ...more };
    await say({ id: 1, kind: 'inspect', job });
    const answer = notes.find((note) => note.kind === 'answer');
    return answer?.kind === 'answer' ? answer.answer : undefined;
  };
});
afterAll(() => void server.close().closeAllConnections());

const JOB: Job = {
  key: 'k',
  url: '',
  pageUrl: '',
  page: null,
  mayFetch: true,
  inline: null,
  known: null,
  record: null,
  version: '0.1.0',
  rules: 'r',
  asked: true,
};

/** More and more of a store that never ends. */
function pour(response: ServerResponse): void {
  const piece = Buffer.concat([files.get('/sky.c2pa') ?? Buffer.alloc(0), Buffer.alloc(1024 * 1024)]);
  const more = () => {
    while (response.writable && response.write(piece));
    response.once('drain', more);
  };
  more();
}

it('asks nobody for it on its own', async () => {
  asked.length = 0;
  expect(await run({})).toMatchObject({
    report: {
      basis: 'record-elsewhere',
      remote: `${origin}/sky.c2pa?a=1&b=2`,
      record: null,
      recordFrom: null,
      notChecked: expect.arrayContaining([{ what: 'remote-manifest', why: 'needs-consent' }]),
    },
  });
  expect(asked.every((path) => path === '/sky.jpg')).toBe(true);
});

it('compares what was fetched with the file, in the validator’s turn', async () => {
  expect(await run({ record: `${origin}/sky.c2pa` })).toMatchObject({
    kind: 'report',
    report: {
      basis: 'signed-trusted',
      label: 'ai-generated',
      recordFrom: 'remote',
      record: { organisation: 'Lumen', trustListName: 'Mine' },
      notChecked: expect.not.arrayContaining([expect.objectContaining({ what: 'remote-manifest' })]),
      sentence: expect.stringContaining('fetched from 127.0.0.1'),
    },
  });
  expect(notes.filter(({ kind }) => kind === 'engine').length).toBeGreaterThanOrEqual(4);
});

it('does not answer from what was found without it', async () => {
  await run({ record: `${origin}/sky.c2pa` });
  expect(byContent).not.toHaveBeenCalled();
});

it('says of another file’s record that it does not match', async () => {
  expect(await run({ record: `${origin}/snow.c2pa` })).toMatchObject({
    report: { basis: 'changed-since-signing', label: null, recordFrom: 'remote' },
  });
});

it('reads a record the server named, where it binds the file by its hash', async () => {
  const linked = await run({ url: `${origin}/linked.jpg` });
  expect(linked).toMatchObject({
    report: {
      basis: 'record-elsewhere',
      remote: `${origin}/beside.c2pa`,
      signals: { 'c2pa-remote': { value: { where: 'link' } } },
    },
  });
  const record = `${origin}/beside.c2pa`;
  expect(await run({ url: `${origin}/linked.jpg`, record })).toMatchObject({
    report: { basis: 'signed-trusted', recordFrom: 'remote' },
  });
});

it('keeps to the record inside the file where there is one', async () => {
  const record = `${origin}/sky.c2pa`;
  expect(await run({ url: `${origin}/embedded.jpg`, record })).toMatchObject({
    report: { basis: 'signed-trusted', recordFrom: 'file', record: { organisation: 'Halden' } },
  });
});

it('says of a store that cannot be read that it does not check out', async () => {
  expect(await run({ record: `${origin}/broken.c2pa` })).toMatchObject({
    report: { basis: 'record-broken', label: null, recordFrom: 'remote' },
  });
});

it('follows a server to where it moved the record', async () => {
  expect(await run({ record: `${origin}/moved.c2pa` })).toMatchObject({ report: { basis: 'signed-trusted' } });
});

it.each([
  ['/gone.c2pa', 'blocked'],
  ['/page.c2pa', 'malformed'],
  ['/endless.c2pa', 'too-large'],
])('reads no file for what is no record: %s', async (path, why) => {
  asked.length = 0;
  expect(await run({ record: origin + path })).toEqual({ kind: 'no-record', why });
  expect(asked).toEqual([path]);
});

it.each([
  ['http://192.168.0.1/a.c2pa', 'not-public'],
  ['http://records.example/a.c2pa', 'unsupported'],
  ['javascript:alert(1)', 'unsupported'],
])('asks nobody at %s', async (record, why) => {
  asked.length = 0;
  expect(await run({ record })).toEqual({ kind: 'no-record', why });
  expect(asked).toEqual([]);
});
