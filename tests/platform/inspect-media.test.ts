import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VerdictStore } from '../../lib/cache/verdict-store.ts';
import type { MediaRequest, PageBytes } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import type { ByteBudget } from '../../lib/platform/byte-budget.ts';
import type { ComputeHost, JobAnswer, PageReading } from '../../lib/platform/compute-job.ts';
import { DecoderBudget } from '../../lib/platform/decoder-budget.ts';
import { couldNotCheck } from '../../lib/platform/could-not-check.ts';
import { MediaInspector } from '../../lib/platform/inspect-media.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import type { TrustmarkVariant } from '../../lib/model/trustmark.ts';
import { FACTS, REPORT } from '../cache/sample-report.ts';

const PAGE: PageSender = { tab: 1, frame: 0, url: 'https://example.org/page', origin: '', isPrivate: false };
const REQUEST: MediaRequest = {
  item: 1,
  kind: 'image',
  url: REPORT.source,
  alt: '',
  width: 10,
  height: 10,
  bytesHint: null,
  asked: false,
  inline: null,
  opening: null,
};
const NETWORK = { isFromPage: false, networkBytes: 4096 } as const;
const FOUND: JobAnswer = { kind: 'report', report: REPORT, facts: FACTS, ...NETWORK };

const inspect = vi.fn<ComputeHost['inspect']>();
const prepare = vi.fn<ComputeHost['prepare']>();
const taken = vi.fn<ComputeHost['taken']>();
const allows = vi.fn<ByteBudget['allows']>();
const spend = vi.fn<ByteBudget['spend']>();
const hasPermission = vi.fn<(url: string) => Promise<boolean>>();
let isOnline = true;
let trustVersion = 'lists';
let now = 0;
let isSaving = false;
let trustmark: readonly TrustmarkVariant[] = [];

function inspector(): MediaInspector {
  return new MediaInspector({
    host: { inspect, prepare, taken, selfTest: async () => ({ state: 'not-run', detail: '' }) },
    store: new VerdictStore(() => now, undefined, 0),
    trust: { inForce: async () => ({ lists: [], version: trustVersion }) },
    settings: async () => ({ ...DEFAULT_SETTINGS, trustmark }),
    budget: { allows, spend },
    decoders: new DecoderBudget(() => isSaving),
    hasPermission,
    isOnline: () => isOnline,
    version: '0.1.0',
  });
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.resetAllMocks();
  inspect.mockResolvedValue(FOUND);
  allows.mockReturnValue(true);
  hasPermission.mockResolvedValue(true);
  isOnline = true;
  isSaving = false;
  trustmark = [];
  trustVersion = 'lists';
  now = Date.parse('2026-11-22T12:00:00Z');
});

afterEach(() => vi.unstubAllGlobals());

describe('a player that its page feeds', () => {
  const stream = ['https://cdn.example/init.mp4'];
  const fed = { ...REQUEST, url: 'blob:https://example.org/1', stream };
  const jobStream = () => inspect.mock.lastCall?.[0].stream;

  it('is inspected by the pieces the page loaded, each time anew', async () => {
    const one = inspector();
    await one.inspect(fed, PAGE);
    await one.inspect(fed, PAGE);
    expect(jobStream()).toEqual(stream);
    expect(inspect).toHaveBeenCalledTimes(2);
    expect((await new VerdictStore(() => now).state()).results).toBe(0);
  });

  it('among others could not be checked, and nobody is asked', async () => {
    const report = await inspector().inspect({ ...fed, stream: null }, PAGE);
    expect(report).toMatchObject({ basis: 'could-not-check', why: 'several-streams' });
    expect(inspect).not.toHaveBeenCalled();
  });

  it('lends its pieces to no web address, and to no bytes that came along', async () => {
    await inspector().inspect({ ...REQUEST, stream }, PAGE);
    expect(jobStream()).toBeUndefined();
    await inspector().inspect({ ...fed, inline: 'AQID' }, PAGE);
    expect(jobStream()).toBeUndefined();
  });
});

describe('reading once', () => {
  it('asks the engine, keeps the verdict, and asks nobody the second time', async () => {
    expect(await inspector().inspect(REQUEST, PAGE)).toEqual(REPORT);
    await vi.waitFor(() => expect(taken).toHaveBeenCalledOnce());
    expect(await inspector().inspect({ ...REQUEST, url: `${REQUEST.url}#part` }, PAGE)).toMatchObject({
      basis: 'nothing-found',
    });
    expect(inspect).toHaveBeenCalledOnce();
  });

  it('reads again what had nothing when nobody asked, once a person asks', async () => {
    const one = inspector();
    await one.inspect(REQUEST, PAGE);
    await one.inspect({ ...REQUEST, asked: true }, PAGE);
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it('answers many who ask at once with one reading', async () => {
    const one = inspector();
    await Promise.all(Array.from({ length: 5 }, () => one.inspect(REQUEST, PAGE)));
    expect(inspect).toHaveBeenCalledOnce();
  });

  it('asks whether it changed, and keeps the verdict when not', async () => {
    const one = inspector();
    await one.inspect(REQUEST, PAGE);
    now += 3_600_000;
    inspect.mockResolvedValueOnce({ kind: 'not-modified', facts: { ...FACTS, status: 304 } });
    expect(await one.inspect(REQUEST, PAGE)).toEqual(REPORT);
    expect(inspect.mock.lastCall?.[0].known).toEqual({ etag: '"a"', lastModified: null, size: 1000 });
    await one.inspect(REQUEST, PAGE);
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it('reads again under other trust lists', async () => {
    const one = inspector();
    await one.inspect(REQUEST, PAGE);
    trustVersion = 'other lists';
    await one.inspect(REQUEST, PAGE);
    expect(inspect.mock.lastCall?.[0].known).toBeNull();
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it('keeps nothing of private windows', async () => {
    const one = inspector();
    await one.inspect(REQUEST, { ...PAGE, isPrivate: true });
    await one.inspect(REQUEST, { ...PAGE, isPrivate: true });
    expect(inspect).toHaveBeenCalledTimes(2);
    expect((await new VerdictStore(() => now).state()).results).toBe(0);
  });

  it('knows handed-over bytes by their content, whatever address the page gives them', async () => {
    const one = inspector();
    const inline = { ...REQUEST, url: 'data:image/png;length=9,', inline: 'AQID' };
    inspect.mockResolvedValue({ kind: 'report', report: REPORT, facts: null, ...NETWORK });
    await one.inspect(inline, PAGE);
    await one.inspect({ ...inline, url: 'blob:https://example.org/1' }, PAGE);
    expect(inspect).toHaveBeenCalledOnce();
    await one.inspect({ ...inline, inline: 'AQIE' }, PAGE);
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it('does not let a page put bytes of its own under a web address', async () => {
    const one = inspector();
    await one.inspect({ ...REQUEST, inline: 'AQID' }, PAGE);
    expect(inspect.mock.lastCall?.[0].inline).toBeNull();
  });
});

describe('bytes that a page delivers', () => {
  const FROM = { ...PAGE, origin: 'https://example.org' };
  const OTHER = { ...PAGE, url: 'https://other.example/', origin: 'https://other.example' };
  const OPENING: PageBytes = {
    size: 1000,
    part: 'AQID',
    etag: '"p"',
    lastModified: null,
    cacheControl: 'max-age=60',
    link: null,
  };
  const READING: Partial<PageReading> = { tab: 1, frame: 0, size: 1000, head: 'AQID' };
  const ASKED: MediaRequest = { ...REQUEST, opening: OPENING };
  const DELIVERED: JobAnswer = { ...FOUND, isFromPage: true, networkBytes: 0 } as JobAnswer;

  beforeEach(() => {
    inspect.mockResolvedValue(DELIVERED);
  });

  it('go to the engine, and their verdict is kept for that origin', async () => {
    const one = inspector();
    await one.inspect(ASKED, FROM);
    expect(inspect.mock.lastCall?.[0].page).toMatchObject({
      ...READING,
      facts: { etag: '"p"', maxAge: 60, size: 1000 },
    });
    await one.inspect(ASKED, { ...FROM, tab: 9, url: 'https://example.org/another' });
    expect(inspect).toHaveBeenCalledOnce();
  });

  it('say nothing to any other page, however the address looks', async () => {
    const one = inspector();
    await one.inspect(ASKED, FROM);
    for (const sender of [OTHER, { ...FROM, origin: '' }, { ...FROM, origin: 'https://example.org:8443' }]) {
      const before = inspect.mock.calls.length;
      await one.inspect(ASKED, sender);
      expect(inspect.mock.calls.length).toBe(before + 1);
    }
    // What it is kept under is no address anybody can ask for.
    const url = `https://example.org ${REQUEST.url}`;
    expect(await one.inspect({ ...ASKED, url }, OTHER)).toMatchObject({ why: 'unsupported' });
  });

  it('are never one job with those of another origin', async () => {
    const one = inspector();
    await Promise.all([one.inspect(ASKED, FROM), one.inspect(ASKED, OTHER)]);
    const [first, second] = inspect.mock.calls.map(([{ key }]) => key);
    expect(first).not.toBe(second);
  });

  it('are not taken of a frame without an origin of its own, for which nothing could be kept', async () => {
    await inspector().inspect(ASKED, { ...FROM, origin: '' });
    expect(inspect.mock.lastCall?.[0].page).toBeNull();
  });

  it('do without what the network said before, and are believed over it', async () => {
    const one = inspector();
    inspect.mockResolvedValue(FOUND);
    await one.inspect(ASKED, OTHER);
    now += 3_600_000;
    inspect.mockResolvedValue(DELIVERED);
    await one.inspect(ASKED, FROM);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ page: READING, known: { etag: '"a"' } });
  });

  it('whose verdict is old are confirmed where they are kept', async () => {
    const one = inspector();
    await one.inspect(ASKED, FROM);
    now += 3_600_000;
    inspect.mockResolvedValueOnce({ kind: 'not-modified', facts: { ...FACTS, status: 304 } });
    expect(await one.inspect(ASKED, FROM)).toEqual(REPORT);
    await one.inspect(ASKED, FROM);
    expect(inspect).toHaveBeenCalledTimes(2);
    await one.inspect(ASKED, OTHER);
    expect(inspect).toHaveBeenCalledTimes(3);
  });
});

describe('the budget', () => {
  it('is asked before each reading, and pays for what the network carried', async () => {
    await inspector().inspect(REQUEST, PAGE);
    expect(inspect.mock.lastCall?.[0].mayFetch).toBe(true);
    expect(spend.mock.calls).toEqual([[PAGE, 4096]]);
    allows.mockReturnValue(false);
    await inspector().inspect({ ...REQUEST, url: 'https://example.org/b.jpg' }, PAGE);
    expect(inspect.mock.lastCall?.[0].mayFetch).toBe(false);
  });

  it('does not hold back what a person asks for, and does not pay for it', async () => {
    allows.mockReturnValue(false);
    await inspector().inspect({ ...REQUEST, asked: true }, PAGE);
    expect(inspect.mock.lastCall?.[0].mayFetch).toBe(true);
    expect(spend).not.toHaveBeenCalled();
  });
});

describe('not reading', () => {
  it.each(['http://192.168.1.1/a.jpg', 'http://localhost/a.jpg'])('%s for a public page', async (url) => {
    expect(await inspector().inspect({ ...REQUEST, url }, PAGE)).toMatchObject({
      basis: 'could-not-check',
      why: 'not-public',
      source: url,
    });
    expect(inspect).not.toHaveBeenCalled();
  });

  it('leaves loopback pages their own', async () => {
    const url = 'http://127.0.0.1:8000/a.jpg';
    await inspector().inspect({ ...REQUEST, url }, { ...PAGE, url: 'http://localhost:9000/' });
    expect(inspect).toHaveBeenCalledOnce();
  });
});

describe('failing', () => {
  const offline = couldNotCheck(REPORT.source, 'offline', '0.1.0');

  it('tells a missing permission from a missing connection', async () => {
    const one = inspector();
    inspect.mockResolvedValue({ kind: 'report', report: offline, facts: null, ...NETWORK });
    expect(await one.inspect(REQUEST, PAGE)).toMatchObject({ why: 'blocked' });
    hasPermission.mockResolvedValue(false);
    expect(await one.inspect(REQUEST, PAGE)).toMatchObject({ why: 'needs-permission' });
    hasPermission.mockResolvedValue(true);
    isOnline = false;
    expect(await one.inspect(REQUEST, PAGE)).toMatchObject({ why: 'offline' });
    inspect.mockResolvedValue(FOUND);
    expect(await one.inspect(REQUEST, PAGE)).toEqual(REPORT);
  });

  it.each(['timeout', 'engine-failed', 'budget'] as const)('an engine that was ended is a report: %s', async (why) => {
    inspect.mockResolvedValueOnce({ kind: 'failed', why });
    const report = await inspector().inspect(REQUEST, PAGE);
    expect(report).toMatchObject({ basis: 'could-not-check', why, label: null, source: REPORT.source });
    expect(report.sentence).not.toBe('');
  });

  it('an engine that cannot be reached is a report, and the next item works', async () => {
    const one = inspector();
    inspect.mockRejectedValueOnce(new Error('no document'));
    expect(await one.inspect(REQUEST, PAGE)).toMatchObject({ why: 'engine-failed' });
    expect(await one.inspect(REQUEST, PAGE)).toEqual(REPORT);
  });

  it('a refused store costs nothing but the memory', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await inspector().inspect(REQUEST, PAGE)).toEqual(REPORT);
  });
});

describe('decoders of codes in the pixels', () => {
  const job = () => inspect.mock.lastCall?.[0];
  const other = (name: string): MediaRequest => ({ ...REQUEST, url: `https://img.example.org/${name}.jpg` });

  it('run only where the person wants them, on pictures, and not while data are saved', async () => {
    await inspector().inspect(other('none'), PAGE);
    expect(job()?.trustmark).toBeUndefined();
    trustmark = ['P', 'Q'];
    await inspector().inspect(other('both'), PAGE);
    expect(job()?.trustmark).toEqual(['P', 'Q']);
    await inspector().inspect({ ...other('film'), kind: 'video' }, PAGE);
    expect(job()?.trustmark).toBeUndefined();
    isSaving = true;
    await inspector().inspect({ ...other('saving'), asked: true }, PAGE);
    expect(job()?.trustmark).toBeUndefined();
  });

  it('make a picture be read again when they are turned on, and once only', async () => {
    const one = inspector();
    await one.inspect(REQUEST, PAGE);
    trustmark = ['P'];
    await one.inspect(REQUEST, PAGE);
    await one.inspect(REQUEST, PAGE);
    expect(inspect).toHaveBeenCalledTimes(2);
    expect(job()?.known).toBeNull();
  });

  it('stop when a page has used up its time, but not for what the person asks about', async () => {
    trustmark = ['P'];
    const one = inspector();
    inspect.mockResolvedValue({ ...FOUND, decoderMs: 29_999 });
    await one.inspect(other('first'), PAGE);
    inspect.mockResolvedValue({ ...FOUND, decoderMs: 1 });
    await one.inspect(other('second'), PAGE);
    expect(job()?.trustmark).toEqual(['P']);
    await one.inspect(other('third'), PAGE);
    expect(job()?.trustmark).toBeUndefined();
    await one.inspect({ ...other('asked'), asked: true }, PAGE);
    expect(job()?.trustmark).toEqual(['P']);
    await one.inspect(other('elsewhere'), { ...PAGE, url: 'https://example.org/another' });
    expect(job()?.trustmark).toEqual(['P']);
    // What was read with them is shown, time or no time.
    const calls = inspect.mock.calls.length;
    await one.inspect(other('first'), PAGE);
    expect(inspect).toHaveBeenCalledTimes(calls);
  });
});

describe('a file the person chose', () => {
  const file = new File(['x'], 'photo.jpg');
  const nobody: PageSender = { tab: -1, frame: 0, url: '', origin: '', isPrivate: true };

  it('goes to the engine as it is, and nothing of it is kept', async () => {
    const one = inspector();
    await one.inspect({ ...REQUEST, url: 'file:1', asked: true, file }, nobody);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ file, url: 'file:1', inline: null });
    expect((await new VerdictStore(() => now).state()).results).toBe(0);
  });

  it('is another one than the next of the same name', async () => {
    const one = inspector();
    await one.inspect({ ...REQUEST, url: 'file:1', asked: true, file }, nobody);
    await one.inspect({ ...REQUEST, url: 'file:2', asked: true, file }, nobody);
    const [first, second] = inspect.mock.calls.map(([job]) => job.key);
    expect(first).not.toBe(second);
  });
});
