import { beforeEach, expect, it, vi } from 'vitest';
import { isFed, streamOnPage } from '../../lib/platform/stream-on-page.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

beforeEach(resetExtension);

const SENDER = { tab: 7, frame: 3, url: 'https://example.org/', origin: 'https://example.org', isPrivate: false };
const PIECE = 'https://example.org/1.m4s';
const says = (result: unknown) => browser.scripting.executeScript.mockResolvedValue([{ result }] as never);

it('asks the frame, and takes web addresses, and no more of them than enough', async () => {
  says([PIECE, 7, 'blob:https://example.org/1', 'file:///etc/passwd', 'https://', `${PIECE}?${'a'.repeat(40_000)}`]);
  expect(await streamOnPage(SENDER, 'blob:1')).toEqual([PIECE]);
  expect(browser.scripting.executeScript.mock.lastCall?.[0]).toMatchObject({
    target: { tabId: 7, frameIds: [3] },
    args: ['blob:1'],
  });
  says(Array.from({ length: 9999 }, () => PIECE));
  expect(await streamOnPage(SENDER, 'blob:1')).toHaveLength(64);
});

it('tells several players from none that could be asked about', async () => {
  says(null);
  expect(await streamOnPage(SENDER, 'blob:1')).toBeNull();
  for (const odd of [undefined, 'https://example.org/', {}, 7]) {
    says(odd);
    expect(await streamOnPage(SENDER, 'blob:1')).toEqual([]);
  }
  browser.scripting.executeScript.mockRejectedValue(new Error('no access'));
  expect(await streamOnPage(SENDER, 'blob:1')).toEqual([]);
});

it('is about players whose bytes nobody can read', () => {
  const player = { kind: 'video', url: 'blob:https://example.org/1', inline: null } as const;
  expect(isFed(player)).toBe(true);
  expect(isFed({ ...player, kind: 'audio' })).toBe(true);
  expect(isFed({ ...player, kind: 'image' })).toBe(false);
  expect(isFed({ ...player, inline: 'AQID' })).toBe(false);
  expect(isFed({ ...player, url: 'https://example.org/a.mp4' })).toBe(false);
});
