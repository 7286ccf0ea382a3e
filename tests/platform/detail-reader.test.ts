import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { ComputeHost, Job, JobAnswer, WorkerNote, WorkerTask } from '../../lib/platform/compute-job.ts';
import { DetailReader, detailsOf } from '../../lib/platform/detail-reader.ts';
import { type WorkerScope, serveEngine } from '../../lib/platform/engine-worker.ts';
import { TabItems } from '../../lib/platform/tab-items.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { REPORT } from '../cache/sample-report.ts';
import { ascii, text, tiff } from '../decoders/builders.ts';
import { realEngine } from '../support/engine.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const FOUND = { kind: 'found', value: { capture: [], people: null, previews: [] } } as const;
const ANSWER: JobAnswer = { kind: 'details', outcome: FOUND };
const SHOWN = { url: REPORT.source, inline: null, pageUrl: 'https://example.org/page', reading: null };

const inspect = vi.fn<ComputeHost['inspect']>();
const taken = vi.fn<ComputeHost['taken']>();
let isOnline: boolean;
let hasAccess: boolean;

const reader = () =>
  new DetailReader({
    host: { inspect, taken, prepare: () => undefined, selfTest: async () => ({ state: 'not-run', detail: '' }) },
    trust: { inForce: async () => ({ lists: [], version: 'lists' }) },
    settings: async () => DEFAULT_SETTINGS,
    hasPermission: async () => hasAccess,
    isOnline: () => isOnline,
    version: '0.1.0',
  });

beforeEach(() => {
  resetExtension();
  inspect.mockReset().mockResolvedValue(ANSWER);
  taken.mockReset();
  isOnline = hasAccess = true;
});

describe('details', () => {
  it('are read for whoever asks, with people only when asked, and not held', async () => {
    expect(await reader().read(REPORT, false, SHOWN)).toEqual(FOUND);
    await reader().read(REPORT, true, SHOWN);
    const jobs = inspect.mock.calls.map(([job]) => job);
    expect(jobs.map(({ details }) => details)).toEqual([{ withPeople: false }, { withPeople: true }]);
    expect(new Set(jobs.map(({ key }) => key)).size).toBe(2);
    expect(taken.mock.calls.map(([key]) => key)).toEqual(jobs.map(({ key }) => key));
  });

  it.each([
    ['offline', true, true, 'blocked'],
    ['offline', false, true, 'needs-permission'],
    ['offline', true, false, 'offline'],
    ['too-large', false, true, 'too-large'],
  ] as const)('say why there are none: %s', async (why, access, online, told) => {
    inspect.mockResolvedValue({ kind: 'details', outcome: { kind: 'unanswered', why } });
    [hasAccess, isOnline] = [access, online];
    expect(await reader().read(REPORT, true, SHOWN)).toEqual({ kind: 'unanswered', why: told });
  });

  it('are not read of a stream, nor where the engine cannot be reached', async () => {
    const stream = { address: 'https://a.example/1.m4s', compared: null };
    expect(await reader().read({ ...REPORT, stream }, true, SHOWN)).toEqual({ kind: 'unanswered', why: 'stream' });
    expect(inspect).not.toHaveBeenCalled();
    inspect.mockRejectedValue(new Error('no document'));
    expect(await reader().read(REPORT, true, SHOWN)).toEqual({ kind: 'unanswered', why: 'engine-failed' });
  });

  it('are of an item that is there and was read', async () => {
    const items = new TabItems();
    const entry: TabItem = {
      item: 3,
      frame: 0,
      kind: 'image',
      url: REPORT.source,
      alt: '',
      width: 1,
      height: 1,
      report: null,
    };
    const place = { tab: 1, frame: 0, item: 3 };
    expect(await detailsOf(place, true, { details: reader(), items })).toBeNull();
    await items.put(1, entry);
    expect(await detailsOf(place, true, { details: reader(), items })).toBeNull();
    await items.put(1, { ...entry, report: REPORT });
    browser.tabs.get.mockResolvedValue({ url: 'https://example.org/page' });
    browser.tabs.sendMessage.mockRejectedValue(new Error('nobody'));
    expect(await detailsOf(place, true, { details: reader(), items })).toEqual(FOUND);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ url: REPORT.source, record: null, asked: true });
  });
});

describe('the Worker', () => {
  async function answer(withPeople: boolean, inline: string): Promise<WorkerNote | undefined> {
    const notes: WorkerNote[] = [];
    const scope: WorkerScope = { onmessage: null, postMessage: (note) => void notes.push(note) };
    serveEngine(scope, { engine: realEngine(), store: { byContent: async () => null } });
    const job: Job = {
      key: 'k',
      url: 'blob:x',
      pageUrl: '',
      page: null,
      mayFetch: false,
      inline,
      known: null,
      record: null,
      details: { withPeople },
      version: '0',
      rules: '',
      asked: true,
    };
    scope.onmessage?.({ data: { id: 1, kind: 'inspect', job } } as MessageEvent<WorkerTask>);
    await vi.waitFor(() => expect(notes).not.toEqual([]));
    return notes.at(-1);
  }

  it('reads values out of the bytes', async () => {
    const exif = tiff([text(0x010f, 'Leica'), text(0x013b, 'Ada')]);
    const inline = Buffer.from(exif).toString('base64');
    const capture = [{ name: 'make', value: 'Leica', sources: ['exif'] }];
    expect(await answer(false, inline)).toMatchObject({
      answer: { kind: 'details', outcome: { kind: 'found', value: { capture, people: null } } },
    });
    expect(await answer(true, inline)).toMatchObject({
      answer: { outcome: { value: { people: [{ name: 'person-name', value: 'Ada', sources: ['exif'] }] } } },
    });
  });

  it('says that it cannot read what is nothing', async () => {
    expect(await answer(true, Buffer.from(ascii('\0\0\0\0')).toString('base64'))).toMatchObject({
      answer: { kind: 'details', outcome: { kind: 'unanswered', why: 'unsupported' } },
    });
  });
});
