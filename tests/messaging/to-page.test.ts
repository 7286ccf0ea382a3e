import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type PageHandlers, receiveInPage } from '../../lib/messaging/receive-in-page.ts';
import { sendToFrame, sendToTab } from '../../lib/messaging/send-to-page.ts';
import { EXTENSION_SENDER, browser, deliver, resetChannel } from './fake-channel.ts';

vi.mock('wxt/browser', async () => import('./fake-channel.ts'));

beforeEach(resetChannel);

describe('sending', () => {
  it('reaches one frame, or every frame', async () => {
    browser.tabs.sendMessage.mockResolvedValue({ ok: true, value: { found: true } });
    expect(await sendToFrame(7, 3, 'askAbout', { url: 'a' })).toEqual({ reached: true, value: { found: true } });
    await sendToTab(7, 'nextLabel', {});
    expect(browser.tabs.sendMessage.mock.calls).toEqual([
      [7, { whence: 'to-page', name: 'askAbout', body: { url: 'a' } }, { frameId: 3 }],
      [7, { whence: 'to-page', name: 'nextLabel', body: {} }, {}],
    ]);
  });

  it('tells when nobody is there', async () => {
    browser.tabs.sendMessage.mockRejectedValueOnce(new Error('Receiving end does not exist.'));
    expect(await sendToTab(7, 'nextLabel', {})).toEqual({ reached: false });
    browser.tabs.sendMessage.mockResolvedValueOnce(undefined);
    expect(await sendToTab(7, 'nextLabel', {})).toEqual({ reached: false });
  });
});

describe('receiving in a page', () => {
  const askAbout = vi.fn<PageHandlers['askAbout']>(() => ({ found: true }));
  const message = { whence: 'to-page', name: 'askAbout', body: { url: 'a' } };

  it('answers the background and leaves the rest alone', async () => {
    const stop = receiveInPage(Promise.resolve({ askAbout } as Partial<PageHandlers> as PageHandlers));
    expect(await deliver(message, EXTENSION_SENDER)[0]).toEqual({ ok: true, value: { found: true } });
    expect(await deliver({ ...message, name: 'constructor' }, EXTENSION_SENDER)[0]).toEqual({
      ok: false,
      error: 'unknown',
    });
    expect(deliver({ ...message, whence: 'from-page' }, EXTENSION_SENDER)).toEqual([undefined]);
    expect(deliver(message, { ...EXTENSION_SENDER, id: 'other' })).toEqual([undefined]);
    stop();
    expect(deliver(message, EXTENSION_SENDER)).toEqual([]);
  });
});
