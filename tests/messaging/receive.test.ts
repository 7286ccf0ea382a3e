import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FromExtensionHandlers, type FromPageHandlers, receive } from '../../lib/messaging/receive.ts';
import { EXTENSION_SENDER, ID, ORIGIN, PAGE_SENDER, deliver, resetChannel } from './fake-channel.ts';

vi.mock('wxt/browser', async () => import('./fake-channel.ts'));

const mediaGone = vi.fn<FromPageHandlers['mediaGone']>();
const overlayDisturbed = vi.fn<FromPageHandlers['overlayDisturbed']>();
const getStore = vi.fn<FromExtensionHandlers['getStore']>();

function listen(): () => void {
  // The receiver treats every handler alike; three stand for all.
  return receive({
    fromPage: { mediaGone, overlayDisturbed } as Partial<FromPageHandlers> as FromPageHandlers,
    fromExtension: { getStore } as Partial<FromExtensionHandlers> as FromExtensionHandlers,
  });
}

const gone = { whence: 'from-page', name: 'mediaGone', body: { items: [1] } };
const store = { whence: 'from-extension', name: 'getStore', body: {} };

beforeEach(() => {
  resetChannel();
  vi.resetAllMocks();
});

describe('from pages', () => {
  it('hands over the parsed body with tab and frame from the browser', async () => {
    listen();
    const forged = { ...gone, tab: 99, sender: { tab: { id: 99 } }, body: { items: [1], tab: 99, frame: 99 } };
    expect(await deliver(forged, PAGE_SENDER)[0]).toEqual({ ok: true, value: undefined });
    const sender = { tab: 7, frame: 3, url: PAGE_SENDER.url, origin: 'https://example.org', isPrivate: false };
    expect(mediaGone).toHaveBeenCalledExactlyOnceWith({ items: [1] }, sender);
  });

  it('takes the address of the origin or the tab where the frame has none of its own', async () => {
    listen();
    await deliver(gone, { ...PAGE_SENDER, url: 'about:srcdoc' })[0];
    await deliver(gone, { ...PAGE_SENDER, url: 'about:blank', origin: undefined })[0];
    await deliver(gone, { ...PAGE_SENDER, url: undefined, origin: 'null', tab: { id: 7, incognito: true } })[0];
    expect(mediaGone.mock.calls.map(([, sender]) => sender.url)).toEqual([
      'https://example.org',
      'https://example.org/',
      '',
    ]);
    expect(mediaGone.mock.lastCall?.[1].isPrivate).toBe(true);
  });

  it.each([
    ['another extension', { ...PAGE_SENDER, id: 'other' }],
    ['no id', { ...PAGE_SENDER, id: undefined }],
    ['no tab', { ...PAGE_SENDER, tab: undefined }],
    ['a tab without an id', { ...PAGE_SENDER, tab: { incognito: false } }],
    ['no frame', { ...PAGE_SENDER, frameId: undefined }],
    ['a page of ours', { ...PAGE_SENDER, url: `${ORIGIN}/popup.html`, origin: ORIGIN }],
  ])('leaves %s unanswered', (_name, sender) => {
    listen();
    expect(deliver(gone, sender)).toEqual([undefined]);
    expect(mediaGone).not.toHaveBeenCalled();
  });
});

describe('from our own pages', () => {
  it('answers them, in a tab or out of one, with or without an origin (Firefox has none)', async () => {
    getStore.mockReturnValue({ results: 1, bytes: 2, oldest: null, available: true });
    listen();
    const senders = [
      EXTENSION_SENDER,
      { ...EXTENSION_SENDER, origin: undefined },
      { ...EXTENSION_SENDER, tab: PAGE_SENDER.tab, frameId: 0 },
    ];
    for (const sender of senders)
      expect(await deliver(store, sender)[0]).toMatchObject({ ok: true, value: { results: 1 } });
  });

  it.each([
    ['a content script', PAGE_SENDER],
    ['a content script that names our origin', { ...PAGE_SENDER, origin: ORIGIN }],
    ['our address with another origin', { ...EXTENSION_SENDER, origin: 'https://example.org' }],
    ['an address that only begins like ours', { ...EXTENSION_SENDER, url: `${ORIGIN}.example.org/popup.html` }],
    ['another extension', { ...EXTENSION_SENDER, id: 'other' }],
    ['nobody', { id: ID }],
  ])('leaves %s unanswered', (_name, sender) => {
    listen();
    expect(deliver(store, sender)).toEqual([undefined]);
    expect(getStore).not.toHaveBeenCalled();
  });
});

describe('any message', () => {
  it.each([
    null,
    'mediaGone',
    {},
    { ...gone, whence: 'to-page' },
    { ...gone, whence: 'compute' },
    { ...gone, whence: 'from-extension' },
    { ...store, whence: 'from-page' },
    { ...gone, name: 'constructor' },
    { ...gone, name: '__proto__' },
    { ...gone, name: 'toString' },
    { ...gone, name: 'x'.repeat(1000) },
    { ...gone, name: 4 },
  ])('%j is left to others, at once', (message) => {
    listen();
    expect(deliver(message, PAGE_SENDER)).toEqual([undefined]);
  });

  it('with a body its parser refuses is answered as a refusal', async () => {
    listen();
    expect(await deliver({ ...gone, body: { items: 'all' } }, PAGE_SENDER)[0]).toMatchObject({ ok: false });
    expect(mediaGone).not.toHaveBeenCalled();
  });

  it('whose handler throws is answered with the reason as text', async () => {
    mediaGone.mockImplementation(() => {
      throw new TypeError('boom');
    });
    overlayDisturbed.mockRejectedValue('later');
    listen();
    expect(await deliver(gone, PAGE_SENDER)[0]).toEqual({ ok: false, error: 'boom' });
    expect(await deliver({ ...gone, name: 'overlayDisturbed' }, PAGE_SENDER)[0]).toEqual({ ok: false, error: 'later' });
  });

  it('is not heard after listening stopped', () => {
    listen()();
    expect(deliver(gone, PAGE_SENDER)).toEqual([]);
  });
});
