import { beforeEach, expect, it, vi } from 'vitest';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import { inPageOrder } from '../../lib/platform/page-order.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

beforeEach(resetExtension);

const at = (frame: number, item: number): TabItem => ({
  item,
  frame,
  kind: 'image',
  url: '',
  alt: '',
  width: 0,
  height: 0,
  report: null,
});
const told = (items: readonly TabItem[]) => items.map(({ frame, item }) => `${frame}:${item}`).join(' ');

function framesSay(orders: Record<number, unknown>): void {
  browser.tabs.sendMessage.mockImplementation(async (_tab, _message, options) => {
    const { frameId = -1 } = options as { frameId?: number };
    if (!(frameId in orders)) throw new Error('nobody');
    return { ok: true, value: orders[frameId] };
  });
}

it('lists frame by frame, and in each by its place in the document', async () => {
  framesSay({ 0: [3, 1, 3, 2], 7: [5, 4] });
  const items = [at(7, 4), at(0, 1), at(0, 2), at(7, 5), at(0, 3)];
  expect(told(await inPageOrder(1, items))).toBe('0:3 0:1 0:2 7:5 7:4');
});

it('keeps the order of finding for what a frame does not name, and where it does not answer', async () => {
  framesSay({ 0: [9] });
  const items = [at(0, 2), at(0, 1), at(0, 9), at(4, 8), at(4, 6)];
  expect(told(await inPageOrder(1, items))).toBe('0:9 0:1 0:2 4:6 4:8');
});

it.each([null, 'text', {}, [{}, null, 'x', Number.NaN]])('survives a frame that says %j', async (said) => {
  framesSay({ 0: said });
  expect(told(await inPageOrder(1, [at(0, 2), at(0, 1)]))).toBe('0:1 0:2');
});

it('waits for no frame that hangs', async () => {
  browser.tabs.sendMessage.mockReturnValue(new Promise(() => undefined));
  vi.useFakeTimers();
  const listing = inPageOrder(1, [at(0, 2), at(0, 1)]);
  await vi.advanceTimersByTimeAsync(400);
  expect(told(await listing)).toBe('0:1 0:2');
  vi.useRealTimers();
});
