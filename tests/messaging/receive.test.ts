import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openReplyText } from '../../lib/messaging/envelope.ts';
import { type FromExtensionHandlers, type FromPageHandlers, receive } from '../../lib/messaging/receive.ts';
import { EXTENSION_SENDER, ID, ORIGIN, PAGE_SENDER, deliver, openPort, resetChannel } from './fake-channel.ts';

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

const store = { whence: 'from-extension', name: 'getStore', body: {} };

beforeEach(() => {
  resetChannel();
  vi.resetAllMocks();
});

/** What comes back on a port for one letter. */
async function said(letter: unknown, sender: object = PAGE_SENDER, name?: string): Promise<unknown> {
  const port = openPort(sender, name);
  port.say([letter]);
  await vi.waitFor(() => expect(port.heard).toHaveLength(1));
  return port.heard[0];
}

describe('from pages', () => {
  it('hands over the parsed body with tab and frame from the browser', async () => {
    listen();
    expect(await said([1, 'mediaGone', { items: [1], tab: 99, frame: 99 }])).toEqual([[1, { ok: true }]]);
    const sender = { tab: 7, frame: 3, url: PAGE_SENDER.url, origin: 'https://example.org', isPrivate: false };
    expect(mediaGone).toHaveBeenCalledExactlyOnceWith({ items: [1] }, sender);
  });

  it('takes the address of the origin or the tab where the frame has none of its own', async () => {
    listen();
    const gone = [1, 'mediaGone', { items: [1] }];
    await said(gone, { ...PAGE_SENDER, url: 'about:srcdoc' });
    await said(gone, { ...PAGE_SENDER, url: 'about:blank', origin: undefined });
    await said(gone, { ...PAGE_SENDER, url: undefined, origin: 'null', tab: { id: 7, incognito: true } });
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
  ])('does not listen to %s', (_name, sender) => {
    listen();
    expect(openPort(sender).isHeard).toBe(false);
  });

  it('does not listen to a port of another name', () => {
    listen();
    expect(openPort(PAGE_SENDER, 'compute').isHeard).toBe(false);
  });

  it.each([
    ['a name that is none', 'constructor', {}],
    ['another', '__proto__', {}],
    ['a name of our own pages', 'getStore', {}],
    ['a body its parser refuses', 'mediaGone', { items: 'all' }],
  ])('refuses %s', async (_what, name, body) => {
    listen();
    expect(await said([1, name, body])).toMatchObject([[1, { ok: false }]]);
    expect(mediaGone).not.toHaveBeenCalled();
    expect(getStore).not.toHaveBeenCalled();
  });

  it('answers with the reason as text when a handler throws', async () => {
    mediaGone.mockImplementation(() => {
      throw new TypeError('boom');
    });
    overlayDisturbed.mockRejectedValue('later');
    listen();
    expect(await said([1, 'mediaGone', { items: [] }])).toEqual([[1, { ok: false, error: 'boom' }]]);
    expect(await said([2, 'overlayDisturbed', {}])).toEqual([[2, { ok: false, error: 'later' }]]);
  });

  it('is not heard after listening stopped', () => {
    listen()();
    expect(openPort(PAGE_SENDER).isHeard).toBe(false);
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
      expect(openReplyText(await deliver(store, sender)[0])).toMatchObject({ ok: true, value: { results: 1 } });
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
    'getStore',
    {},
    { ...store, whence: 'to-page' },
    { ...store, whence: 'from-page' },
    { ...store, whence: 'compute' },
    { ...store, name: 'mediaGone' },
    { ...store, name: 'constructor' },
    { ...store, name: '__proto__' },
    { ...store, name: 'x'.repeat(1000) },
    { ...store, name: 4 },
  ])('%j is left to others, at once', (message) => {
    listen();
    expect(deliver(message, EXTENSION_SENDER)).toEqual([undefined]);
  });

  it('is not heard after listening stopped', () => {
    listen()();
    expect(deliver(store, EXTENSION_SENDER)).toEqual([]);
  });
});
