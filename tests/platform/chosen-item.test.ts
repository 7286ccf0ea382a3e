import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { chooseItem, chosenItem, choiceKey, watchChoice } from '../../lib/platform/chosen-item.ts';
import { SessionWrites } from '../../lib/platform/session-writes.ts';
import { TabItems } from '../../lib/platform/tab-items.ts';
import { REPORT } from '../cache/sample-report.ts';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing/fake-browser')).fakeBrowser }));

beforeEach(() => fakeBrowser.reset());

it('is kept for each tab, and only what names an item', async () => {
  await chooseItem(1, { frame: 0, item: 7, url: 'https://example.org/' } as never);
  expect(await chosenItem(1)).toEqual({ frame: 0, item: 7 });
  expect(await chosenItem(2)).toBeNull();
});

it.each([null, 'x', {}, { frame: 0 }, { frame: -1, item: 1 }, { frame: 0, item: 0.5 }, { frame: '0', item: 1 }])(
  'is none where storage holds %j',
  async (kept) => {
    await fakeBrowser.storage.session.set({ [choiceKey(1)]: kept });
    expect(await chosenItem(1)).toBeNull();
  },
);

it('goes with the page it was made on: its numbers are other items on the next', async () => {
  const items = new TabItems(new SessionWrites(0));
  await chooseItem(1, { frame: 0, item: 7 });
  await items.documentOpened(1, 3);
  expect(await chosenItem(1)).not.toBeNull();
  await items.documentOpened(1, 0);
  expect(await chosenItem(1)).toBeNull();
});

it('is told to whoever watches the tab, and so is a better report of its items', async () => {
  const changed = vi.fn<() => void>();
  const stop = watchChoice(() => 1, changed);
  await chooseItem(2, { frame: 0, item: 7 });
  await fakeBrowser.storage.local.set({ [choiceKey(1)]: {} });
  expect(changed).not.toHaveBeenCalled();
  await chooseItem(1, { frame: 0, item: 7 });
  expect(changed).toHaveBeenCalledTimes(1);
  const items = new TabItems(new SessionWrites(0));
  const item = { item: 7, frame: 0, kind: 'image', url: '', alt: '', width: 1, height: 1, report: REPORT } as const;
  await items.put(11, item);
  expect(changed).toHaveBeenCalledTimes(1);
  await items.put(1, item);
  expect(changed).toHaveBeenCalledTimes(2);
  stop();
  await chooseItem(1, { frame: 0, item: 8 });
  expect(changed).toHaveBeenCalledTimes(2);
});
