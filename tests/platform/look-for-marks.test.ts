import { beforeEach, expect, it, vi } from 'vitest';
import type { VerdictStore } from '../../lib/cache/verdict-store.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import type { Report } from '../../lib/model/report.ts';
import type { ComputeHost, JobAnswer } from '../../lib/platform/compute-job.ts';
import type { InspectRequest } from '../../lib/platform/inspect-media.ts';
import { MarkLook } from '../../lib/platform/look-for-marks.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { FACTS, REPORT } from '../cache/sample-report.ts';

const PAGE: PageSender = {
  tab: 1,
  frame: 0,
  url: 'https://example.org/page',
  origin: 'https://example.org',
  isPrivate: false,
};
const UNSEEN: Report = {
  ...REPORT,
  format: 'image/png',
  size: 100,
  pixels: { width: 1000, height: 1000 },
  label: null,
  basis: 'nothing-found',
  ms: 5,
  signals: { 'stealth-pnginfo': { kind: 'unanswered', why: 'budget' } },
  notChecked: [{ what: 'stealth-pnginfo', why: 'budget' }],
};
const SEEN: Report = {
  ...UNSEEN,
  label: 'ai-generated',
  basis: 'watermark',
  ms: 65,
  signals: { 'stealth-pnginfo': { kind: 'found', value: { says: 'ai-generated', tool: null } } },
  notChecked: [],
};
const OPENING = { size: 100, part: 'AAAA', etag: null, lastModified: null, cacheControl: null, link: null };
const REQUEST: InspectRequest = {
  item: 1,
  kind: 'image',
  url: 'https://example.org/1.png',
  alt: '',
  width: 300,
  height: 300,
  bytesHint: null,
  asked: false,
  inline: null,
  opening: OPENING,
};

const inspect = vi.fn<ComputeHost['inspect']>();
const first = vi.fn<(request: InspectRequest) => Promise<Report>>();
const tell = vi.fn<(tab: number, item: TabItem) => void>();
const keep = vi.fn<VerdictStore['keep']>();
let items: Map<number, TabItem>;
let isOn: boolean;
let isSaving: boolean;
let goOn: () => void;

beforeEach(() => {
  vi.resetAllMocks();
  first.mockResolvedValue(UNSEEN);
  inspect.mockImplementation(async ({ first: report }): Promise<JobAnswer> => ({
    kind: 'report',
    report: { ...SEEN, ms: (report?.ms ?? 0) + 60 },
    facts: FACTS,
    isFromPage: true,
    networkBytes: 0,
  }));
  items = new Map();
  isOn = true;
  isSaving = false;
});

function markLook(): MarkLook {
  return new MarkLook({
    inspector: { inspect: first },
    host: { inspect, taken: () => undefined },
    store: { keep },
    trust: { inForce: async () => ({ lists: [], version: 'lists' }) },
    settings: async () => ({ ...DEFAULT_SETTINGS, lookForWatermarks: isOn }),
    items: {
      get: async (_tab, _frame, item) => items.get(item) ?? null,
      put: async (_tab, item) => void items.set(item.item, item),
    },
    tell,
    isSaving: () => isSaving,
    rest: () => new Promise((resolve) => (goOn = resolve)),
    version: '0',
  });
}

async function show(look: MarkLook, more: Partial<InspectRequest> = {}, sender = PAGE): Promise<Report> {
  const request = { ...REQUEST, ...more };
  const report = await look.inspect(request, sender);
  const { item, kind, alt, width, height, url } = request;
  items.set(item, { item, kind, alt, width, height, url, frame: sender.frame, report });
  return report;
}

/** Nothing is asked for a while, once or more often. */
async function quiet(times = 1): Promise<void> {
  for (let each = 0; each < times; each += 1) {
    goOn?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('gives the first verdict first, and the better one where it stands', async () => {
  expect(await show(markLook())).toBe(UNSEEN);
  expect(inspect).not.toHaveBeenCalled();
  await quiet();
  expect(inspect.mock.lastCall?.[0]).toMatchObject({
    url: REQUEST.url,
    first: UNSEEN,
    page: { tab: 1, frame: 0 },
    mayFetch: false,
    asked: false,
  });
  expect(items.get(1)?.report).toMatchObject({ basis: 'watermark' });
  expect(tell).toHaveBeenCalledWith(1, expect.objectContaining({ item: 1, report: expect.objectContaining(LABEL) }));
  expect(keep).toHaveBeenCalledWith(
    `${PAGE.origin} ${REQUEST.url}`,
    expect.objectContaining(LABEL),
    FACTS,
    '0/6/lists',
  );
});

const LABEL = { label: 'ai-generated' };

it('leaves the works that were found in between', async () => {
  await show(markLook());
  const shown = items.get(1);
  if (shown === undefined) throw new Error('Nothing is shown.');
  items.set(1, { ...shown, report: { ...UNSEEN, works: [] } });
  await quiet();
  expect(items.get(1)?.report).toMatchObject({ ...LABEL, works: [] });
});

it('waits until nothing is asked any more', async () => {
  const look = markLook();
  await show(look);
  let answer: (report: Report) => void = () => undefined;
  first.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const other = look.inspect({ ...REQUEST, item: 2 }, PAGE);
  await quiet(3);
  expect(inspect).not.toHaveBeenCalled();
  answer({ ...UNSEEN, signals: {} });
  await other;
  await quiet();
  expect(inspect).toHaveBeenCalledOnce();
});

it('looks at what came last first, one at a time', async () => {
  const look = markLook();
  for (const item of [1, 2, 3]) await show(look, { item, url: `https://example.org/${item}.png` });
  inspect.mockReturnValueOnce(new Promise(() => undefined));
  await quiet(3);
  expect(inspect.mock.calls.map(([{ url }]) => url)).toEqual(['https://example.org/3.png']);
});

it.each<[string, Partial<Report>, Partial<InspectRequest>]>([
  ['a small picture', { pixels: { width: 2000, height: 255 } }, {}],
  ['one of which nobody knows how large it is', { pixels: null }, {}],
  ['one that is signed', { basis: 'signed-trusted', label: 'ai-generated' }, {}],
  ['one that a tag calls AI', { basis: 'declared', label: 'ai-generated' }, {}],
  ['a large file', { size: 9 << 20 }, {}],
  ['one that the network would have to bring', {}, { opening: null }],
  ['one that the browser may not store', {}, { opening: { ...OPENING, cacheControl: 'private, no-store' } }],
  ['one larger than the time of a page', { pixels: { width: 8000, height: 8000 } }, {}],
  ['one that was looked at', { signals: SEEN.signals }, {}],
])('leaves out %s', async (_name, report, request) => {
  first.mockResolvedValue({ ...UNSEEN, ...report });
  await show(markLook(), request);
  await quiet(2);
  expect(inspect).not.toHaveBeenCalled();
});

it.each(['record-removed', 'changed-since-signing', 'declared'] as const)(
  'looks where a mark would add to %s',
  async (basis) => {
    first.mockResolvedValue({ ...UNSEEN, basis });
    await show(markLook());
    await quiet();
    expect(inspect).toHaveBeenCalledOnce();
  },
);

it('leaves out what is gone, and everything for whoever does not want it or saves data', async () => {
  const look = markLook();
  await show(look);
  items.clear();
  await quiet();
  isOn = false;
  await show(look, { item: 2 });
  await quiet();
  isOn = isSaving = true;
  await show(look, { item: 3 });
  await quiet();
  expect(inspect).not.toHaveBeenCalled();
});

it('stops when the time of the page is spent, and not on another page', async () => {
  inspect.mockImplementation(async ({ first: report }): Promise<JobAnswer> => ({
    kind: 'report',
    report: { ...SEEN, ms: (report?.ms ?? 0) + 1_470 },
    facts: null,
    isFromPage: true,
    networkBytes: 0,
  }));
  const look = markLook();
  for (let item = 1; item <= 5; item += 1) {
    await show(look, { item });
    await quiet();
  }
  expect(inspect).toHaveBeenCalledTimes(2);
  await show(look, { item: 9 }, { ...PAGE, url: 'https://example.org/other' });
  await quiet();
  expect(inspect).toHaveBeenCalledTimes(3);
});

it('looks at once and wherever it takes, where the person asked', async () => {
  isOn = false;
  isSaving = true;
  first.mockResolvedValue({ ...UNSEEN, pixels: { width: 20, height: 20 } });
  const report = await show(markLook(), { asked: true, opening: null });
  expect(report).toMatchObject(LABEL);
  expect(inspect.mock.lastCall?.[0]).toMatchObject({ asked: true, mayFetch: true, page: null });
});

it('tells why, where the look did not end', async () => {
  inspect.mockResolvedValue({ kind: 'failed', why: 'timeout' });
  const report = await show(markLook(), { asked: true });
  expect(report.notChecked).toContainEqual({ what: 'stealth-pnginfo', why: 'timeout' });
  expect(report.basis).toBe('nothing-found');
  expect(keep).not.toHaveBeenCalled();
});

it('keeps nothing of a private window', async () => {
  await show(markLook(), {}, { ...PAGE, isPrivate: true });
  await quiet();
  expect(tell).toHaveBeenCalledOnce();
  expect(keep).not.toHaveBeenCalled();
});
