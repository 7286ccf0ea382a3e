import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { Tried } from '../../lib/model/original.ts';
import type { SearchJob, SearchNote } from '../../lib/platform/search-job.ts';
import { allowSearch, planSearch, searchOriginal, type SearchPorts } from '../../lib/platform/search-original.ts';
import { REPORT } from '../cache/sample-report.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const ITEM: TabItem = {
  item: 1,
  frame: 0,
  kind: 'image',
  url: 'https://img.example.org/a-300x200.jpg',
  alt: '',
  width: 1,
  height: 1,
  report: REPORT,
};
const PAGE = {
  pageUrl: 'https://www.example.org/story',
  baseUrl: 'https://www.example.org/story',
  srcset: 'https://img.example.org/a-1200.jpg 1200w',
  link: { href: 'https://elsewhere.example/a.jpg', type: '', isDownload: false },
};

let granted: Set<string>;
let jobs: SearchJob[];
let worker: { postMessage(job: SearchJob): void; terminate(): void; onmessage: unknown; onerror: unknown };
let work: (job: SearchJob, say: (note: SearchNote) => void, fail: () => void) => void;

beforeEach(() => {
  resetExtension();
  jobs = [];
  granted = new Set(['https://img.example.org/*', 'https://www.example.org/*']);
  browser.scripting.executeScript.mockResolvedValue([{ result: PAGE }] as never);
  browser.permissions.contains.mockImplementation(async ({ origins }) => origins.every((each) => granted.has(each)));
  browser.permissions.request.mockImplementation(async ({ origins }) => {
    for (const origin of origins) granted.add(origin);
    return true;
  });
  browser.permissions.remove.mockImplementation(async ({ origins }) => {
    for (const origin of origins) granted.delete(origin);
    return true;
  });
  work = (_job, say) => say({ kind: 'done', answer: { kind: 'none', tried: [] }, refusedHosts: [] });
  worker = {
    onmessage: null,
    onerror: null,
    terminate: vi.fn<() => void>(),
    postMessage(job) {
      jobs.push(job);
      const say = (data: SearchNote) => (worker.onmessage as (event: { data: SearchNote }) => void)({ data });
      work(job, say, worker.onerror as () => void);
    },
  };
});
afterEach(() => vi.useRealTimers());

const ports = (): SearchPorts => ({
  startWorker: () => worker as ReturnType<SearchPorts['startWorker']>,
  trust: async () => [],
  version: '0.1.0',
});
const obstacles = () =>
  Object.fromEntries(
    jobs[0]?.candidates.map(({ candidate, obstacle }) => [new URL(candidate.url).host, obstacle]) ?? [],
  );

describe('a plan', () => {
  it('contacts nobody, and names who would be asked', async () => {
    const plan = await planSearch(1, ITEM);
    expect(plan.hosts).toEqual(['img.example.org']);
    expect(plan.otherHosts).toEqual(['elsewhere.example']);
    expect(plan.candidates[0]).toMatchObject({ url: 'https://img.example.org/a-1200.jpg', why: 'srcset' });
    expect([...plan.missing.keys()]).toEqual(['elsewhere.example']);
  });
});

describe('access', () => {
  it('is asked for the chosen hosts that lack it, and given back', async () => {
    granted.clear();
    const plan = await planSearch(1, ITEM);
    const giveBack = await allowSearch(plan, []);
    expect([...granted]).toEqual(['https://img.example.org/*']);
    await giveBack();
    expect([...granted]).toEqual([]);
    await allowSearch(plan, ['elsewhere.example']);
    expect(granted).toContain('https://elsewhere.example/*');
  });

  it('is asked for by nobody who has it, and what was there before stays', async () => {
    const giveBack = await allowSearch(await planSearch(1, ITEM), []);
    await giveBack();
    expect(browser.permissions.request).not.toHaveBeenCalled();
    expect(granted.size).toBe(2);
  });
});

describe('a search', () => {
  it('tells the Worker what stands in the way of each', async () => {
    const plan = await planSearch(1, ITEM);
    await searchOriginal(plan, [], ports(), () => undefined);
    expect(obstacles()).toEqual({ 'img.example.org': null, 'elsewhere.example': 'needs-consent' });
    jobs = [];
    await searchOriginal(plan, ['elsewhere.example'], ports(), () => undefined);
    expect(obstacles()).toEqual({ 'img.example.org': null, 'elsewhere.example': 'needs-permission' });
  });

  it('tells how far it is, answers, and ends its Worker', async () => {
    const tried: Tried = { url: 'https://img.example.org/b.jpg', why: 'src', outcome: 'blocked', pixels: null };
    work = (_job, say) => {
      say({ kind: 'asking', url: tried.url });
      say({ kind: 'tried', tried });
      say({ kind: 'asking', url: 'https://img.example.org/c.jpg' });
      say({ kind: 'done', answer: { kind: 'none', tried: [tried] }, refusedHosts: ['img.example.org'] });
    };
    const progress: unknown[] = [];
    const plan = await planSearch(1, ITEM);
    const answer = await searchOriginal(plan, [], ports(), (...step) => void progress.push(step));
    expect(answer).toEqual({ kind: 'none', tried: [tried] });
    expect(progress).toEqual([
      [tried.url, 0],
      ['https://img.example.org/c.jpg', 1],
    ]);
    expect(worker.terminate).toHaveBeenCalledOnce();
    await searchOriginal(plan, [], ports(), () => undefined);
    expect(jobs[1]?.refusedHosts).toEqual(['img.example.org']);
  });

  it.each([
    ['hangs', 'timeout', () => undefined],
    ['breaks', 'engine-failed', (_job: SearchJob, _say: unknown, fail: () => void) => fail()],
  ] as const)('whose Worker %s says of what was not asked that it was not', async (_name, why, does) => {
    const plan = await planSearch(1, ITEM);
    vi.useFakeTimers();
    work = does;
    const searching = searchOriginal(plan, [], ports(), () => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    const { kind, tried } = await searching;
    expect(kind).toBe('none');
    expect(new Set(tried.map(({ outcome }) => outcome))).toEqual(new Set([why, 'needs-consent']));
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
