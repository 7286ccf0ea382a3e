import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VerdictStore } from '../../lib/cache/verdict-store.ts';
import type { MediaRequest, TabItem } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import type { Report } from '../../lib/model/report.ts';
import type { ComputeHost, JobAnswer } from '../../lib/platform/compute-job.ts';
import { couldNotCheck } from '../../lib/platform/could-not-check.ts';
import { FurtherLook, fetchRecordOf } from '../../lib/platform/look-further.ts';
import { TabItems } from '../../lib/platform/tab-items.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { FACTS, REPORT } from '../cache/sample-report.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const PAGE: PageSender = {
  tab: 1,
  frame: 0,
  url: 'https://example.org/page',
  origin: 'https://example.org',
  isPrivate: false,
};
const REMOTE = 'https://records.example/a.c2pa';
const ELSEWHERE: Report = {
  ...REPORT,
  basis: 'record-elsewhere',
  remote: REMOTE,
  notChecked: [{ what: 'remote-manifest', why: 'needs-consent' }],
};
const FETCHED: Report = {
  ...REPORT,
  basis: 'signed-trusted',
  label: 'ai-generated',
  remote: REMOTE,
  recordFrom: 'remote',
};
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
const ANSWER: JobAnswer = { kind: 'report', report: FETCHED, facts: FACTS, isFromPage: false, networkBytes: 9 };

const inspect = vi.fn<ComputeHost['inspect']>();
const look = vi.fn<() => Promise<Report>>();
const hasPermission = vi.fn<(url: string) => Promise<boolean>>();
const spend = vi.fn<() => void>();
let fetchRecords = false;
let isOnline = true;
let hasBudget = true;
let now = 0;

function further(): FurtherLook {
  return new FurtherLook({
    host: {
      inspect,
      prepare: () => undefined,
      taken: () => undefined,
      selfTest: async () => ({ state: 'not-run', detail: '' }),
    },
    inspector: { inspect: look },
    store: new VerdictStore(() => now, undefined, 0),
    trust: { inForce: async () => ({ lists: [], version: 'lists' }) },
    settings: async () => ({ ...DEFAULT_SETTINGS, fetchRecords }),
    budget: { allows: () => hasBudget, spend },
    hasPermission,
    isOnline: () => isOnline,
    now: () => now,
    version: '0.1.0',
  });
}

beforeEach(() => {
  resetExtension();
  vi.stubGlobal('indexedDB', new IDBFactory());
  inspect.mockResolvedValue(ANSWER);
  look.mockResolvedValue(ELSEWHERE);
  hasPermission.mockResolvedValue(true);
  fetchRecords = false;
  isOnline = hasBudget = true;
  now = Date.parse('2026-11-22T12:00:00Z');
});
afterEach(() => vi.unstubAllGlobals());

describe('on its own', () => {
  it('asks nobody, unless the person chose that', async () => {
    expect(await further().inspect(REQUEST, PAGE)).toBe(ELSEWHERE);
    expect(inspect).not.toHaveBeenCalled();
    fetchRecords = true;
    expect(await further().inspect(REQUEST, PAGE)).toEqual(FETCHED);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ record: REMOTE, url: REQUEST.url, page: null, asked: false });
    expect(spend).toHaveBeenCalledOnce();
  });

  it('asks nobody for a private window, nor over the budget', async () => {
    fetchRecords = true;
    expect(await further().inspect(REQUEST, { ...PAGE, isPrivate: true })).toBe(ELSEWHERE);
    hasBudget = false;
    expect(await further().inspect(REQUEST, PAGE)).toBe(ELSEWHERE);
    expect(inspect).not.toHaveBeenCalled();
  });

  it('asks for so many a minute and no more', async () => {
    fetchRecords = true;
    const one = further();
    const lookAt = (index: number) => one.inspect({ ...REQUEST, url: `https://example.org/${index}.jpg` }, PAGE);
    for (let index = 0; index < 70; index += 1) await lookAt(index);
    expect(inspect).toHaveBeenCalledTimes(60);
    now += 60_000;
    await lookAt(70);
    expect(inspect).toHaveBeenCalledTimes(61);
  });

  it('leaves alone what has its record, or none anywhere', async () => {
    fetchRecords = true;
    for (const report of [REPORT, FETCHED]) {
      look.mockResolvedValue({ ...report, record: report === FETCHED ? ({} as NonNullable<Report['record']>) : null });
      await further().inspect(REQUEST, PAGE);
    }
    expect(inspect).not.toHaveBeenCalled();
  });
});

describe('what was fetched', () => {
  it('is shown again without asking anybody, and stands beside what the file alone tells', async () => {
    await further().fetch(ELSEWHERE, REQUEST, PAGE);
    const known = await further().inspect(REQUEST, PAGE);
    expect(known).toMatchObject({ basis: 'signed-trusted', source: REQUEST.url });
    expect(inspect).toHaveBeenCalledOnce();
    look.mockResolvedValue({ ...ELSEWHERE, remote: 'https://records.example/other.c2pa' });
    expect((await further().inspect(REQUEST, PAGE)).basis).toBe('record-elsewhere');
    const alone = await new VerdictStore(() => now).byAddress(REQUEST.url, '0.1.0/3/lists', null);
    expect(alone.kind).toBe('none');
  });

  it('is kept of no private window', async () => {
    await further().fetch(ELSEWHERE, REQUEST, { ...PAGE, isPrivate: true });
    expect((await new VerdictStore(() => now).state()).results).toBe(0);
  });
});

describe('what did not come', () => {
  const whyOf = async () => {
    const report = await further().fetch(ELSEWHERE, REQUEST, PAGE);
    expect(report).toMatchObject({ basis: 'record-elsewhere', label: null, record: null });
    expect(report.sentence).toContain('could not be fetched');
    return report.notChecked.find(({ what }) => what === 'remote-manifest')?.why;
  };

  it.each(['timeout', 'too-large', 'malformed', 'not-public'] as const)('is told: %s', async (why) => {
    inspect.mockResolvedValue({ kind: 'no-record', why });
    expect(await whyOf()).toBe(why);
    expect((await new VerdictStore(() => now).state()).results).toBe(0);
  });

  it('for want of a permission, of a connection, or because the server would not', async () => {
    inspect.mockResolvedValue({ kind: 'no-record', why: 'offline' });
    expect(await whyOf()).toBe('blocked');
    isOnline = false;
    expect(await whyOf()).toBe('offline');
    hasPermission.mockResolvedValue(false);
    expect(await whyOf()).toBe('needs-permission');
    expect(hasPermission).toHaveBeenLastCalledWith(REMOTE);
  });

  it('because the picture could not be read again, or the engine stopped', async () => {
    inspect.mockResolvedValue({ ...ANSWER, report: couldNotCheck(REQUEST.url, 'blocked', '0') });
    expect(await whyOf()).toBe('unreadable');
    inspect.mockResolvedValue({ kind: 'failed', why: 'timeout' });
    expect(await whyOf()).toBe('timeout');
    inspect.mockRejectedValue(new Error('no document'));
    expect(await whyOf()).toBe('engine-failed');
  });
});

describe('for one item', () => {
  const place = { tab: 1, frame: 3, item: 1 };
  const entry: TabItem = {
    item: 1,
    frame: 3,
    kind: 'image',
    url: REPORT.source,
    alt: '',
    width: 1,
    height: 1,
    report: ELSEWHERE,
  };

  it('answers it, keeps it, and tells the page', async () => {
    const items = new TabItems();
    await items.put(1, entry);
    browser.scripting.executeScript.mockResolvedValue([
      { result: { pageUrl: 'https://frame.example/', baseUrl: 'https://frame.example/' } },
    ] as never);
    const after = await fetchRecordOf(place, false, { further: further(), items });
    expect(after?.report).toEqual(FETCHED);
    expect(await items.get(1, 3, 1)).toEqual(after);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ pageUrl: 'https://frame.example/', asked: true });
    expect(browser.tabs.sendMessage).toHaveBeenCalledExactlyOnceWith(
      1,
      { whence: 'to-page', name: 'reportChanged', body: { item: 1, report: FETCHED } },
      { frameId: 3 },
    );
  });

  it('answers it also when its page went on meanwhile, and tells nobody', async () => {
    const items = new TabItems();
    await items.put(1, entry);
    browser.scripting.executeScript.mockRejectedValue(new Error('gone'));
    browser.tabs.get.mockRejectedValue(new Error('gone'));
    inspect.mockImplementation(async () => {
      await items.tabClosed(1);
      return ANSWER;
    });
    expect((await fetchRecordOf(place, false, { further: further(), items }))?.report).toEqual(FETCHED);
    expect(await items.list(1)).toEqual([]);
    expect(browser.tabs.sendMessage).not.toHaveBeenCalled();
  });

  it('does nothing for one that is gone or keeps no record elsewhere', async () => {
    const items = new TabItems();
    expect(await fetchRecordOf(place, false, { further: further(), items })).toBeNull();
    await items.put(1, { ...entry, report: REPORT });
    expect((await fetchRecordOf(place, false, { further: further(), items }))?.report).toEqual(REPORT);
    expect(inspect).not.toHaveBeenCalled();
  });
});
