import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import { SessionWrites } from '../../lib/platform/session-writes.ts';
import { MAX_ITEMS, TabItems } from '../../lib/platform/tab-items.ts';
import { REPORT } from '../cache/sample-report.ts';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing/fake-browser')).fakeBrowser }));

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

function item(number: number, frame = 0): TabItem {
  return {
    item: number,
    frame,
    kind: 'image',
    url: `https://example.org/${number}.jpg`,
    alt: '',
    width: 1,
    height: 1,
    report: REPORT,
  };
}

async function listed(items: TabItems, tab: number): Promise<string[]> {
  return (await items.list(tab)).map((entry) => `${entry.frame}:${entry.item}`);
}

it('lists what each tab shows, by frame and in order', async () => {
  const items = new TabItems(new SessionWrites(0));
  for (const [tab, number, frame] of [
    [1, 2, 0],
    [1, 1, 3],
    [1, 1, 0],
    [2, 1, 0],
  ] as const)
    await items.put(tab, item(number, frame));
  expect(await listed(items, 1)).toEqual(['0:1', '0:2', '3:1']);
  expect(await listed(items, 2)).toEqual(['0:1']);
  expect(await items.get(1, 3, 1)).toEqual(item(1, 3));
  expect(await items.get(1, 3, 2)).toBeNull();
});

it('outlives the background', async () => {
  const before = new TabItems(new SessionWrites(0));
  await before.put(1, item(1));
  await before.setDisturbed(1);
  const after = new TabItems(new SessionWrites(0));
  expect(await after.list(1)).toEqual([item(1)]);
  expect(await after.isDisturbed(1)).toBe(true);
  expect(await after.isDisturbed(2)).toBe(false);
});

it('drops what the page took away', async () => {
  const items = new TabItems(new SessionWrites(0));
  await items.put(1, item(1));
  await items.put(1, item(2));
  await items.remove(1, 0, [1, 7]);
  expect(await listed(items, 1)).toEqual(['0:2']);
  expect(await listed(new TabItems(new SessionWrites(0)), 1)).toEqual(['0:2']);
});

describe('another document', () => {
  it('in a frame replaces that frame', async () => {
    const items = new TabItems(new SessionWrites(0));
    await items.put(1, item(1));
    await items.put(1, item(1, 3));
    await items.documentOpened(1, 3);
    expect(await listed(new TabItems(new SessionWrites(0)), 1)).toEqual(['0:1']);
  });

  it('in the tab replaces everything', async () => {
    const items = new TabItems(new SessionWrites(0));
    await items.put(1, item(1));
    await items.put(1, item(1, 3));
    await items.put(2, item(1));
    await items.setDisturbed(1);
    await items.documentOpened(1, 0);
    const after = new TabItems(new SessionWrites(0));
    expect(await listed(after, 1)).toEqual([]);
    expect(await after.isDisturbed(1)).toBe(false);
    expect(await listed(after, 2)).toEqual(['0:1']);
  });
});

it('lists a bounded number, and still updates those', async () => {
  const items = new TabItems(new SessionWrites(0));
  for (let number = 0; number <= MAX_ITEMS; number += 1) await items.put(1, item(number));
  expect(await items.list(1)).toHaveLength(MAX_ITEMS);
  await items.put(1, { ...item(0), report: null });
  expect((await items.get(1, 0, 0))?.report).toBeNull();
});

it('works on where session storage is refused', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('refused'));
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('full'));
  const items = new TabItems(new SessionWrites(0));
  await items.put(1, item(1));
  expect(await listed(items, 1)).toEqual(['0:1']);
});

it('counts what was not looked at, in all frames, until they show something else', async () => {
  const items = new TabItems(new SessionWrites(0));
  await items.setSkipped(1, 0, 40);
  await items.setSkipped(1, 0, 50);
  await items.setSkipped(1, 3, 7);
  expect(await items.skipped(1)).toBe(57);
  expect(await items.skipped(2)).toBe(0);
  await items.documentOpened(1, 3);
  expect(await items.skipped(1)).toBe(50);
  await items.documentOpened(1, 0);
  expect(await items.skipped(1)).toBe(0);
});
