import { vi } from 'vitest';

type Listener = (message: unknown, sender: object, answer: (reply: unknown) => void) => unknown;

export const ID = 'whence-id';
export const ORIGIN = 'chrome-extension://whence-id';

const listeners = new Set<Listener>();
const connectListeners = new Set<(port: object) => void>();

/** The parts of `browser` that carry messages; what crosses is what JSON carries across. */
export const browser = {
  runtime: {
    id: ID as string | undefined,
    getURL: (path: string) => ORIGIN + path,
    sendMessage: vi.fn<(message: unknown) => Promise<unknown>>(),
    onMessage: {
      addListener: (listener: Listener) => void listeners.add(listener),
      removeListener: (listener: Listener) => void listeners.delete(listener),
    },
    connect: vi.fn<(info: { name: string }) => object>(),
    onConnect: {
      addListener: (listener: (port: object) => void) => void connectListeners.add(listener),
      removeListener: (listener: (port: object) => void) => void connectListeners.delete(listener),
    },
    lastError: undefined,
  },
  tabs: { sendMessage: vi.fn<(tab: number, message: unknown, options: object) => Promise<unknown>>() },
};

/** What each listener answers a message with: a Promise it returns, what it calls back with, or `undefined`. */
export function deliver(message: unknown, sender: object): unknown[] {
  return [...listeners].map((listener) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const returned = listener(message, sender, resolve);
    return returned === true ? promise : returned;
  });
}

/** A port from a content script, as the background sees it. */
export function openPort(sender: object, name = 'page') {
  const heard: unknown[] = [];
  let listener: ((message: unknown) => void) | null = null;
  const port = {
    name,
    sender,
    postMessage: (message: unknown) => void heard.push(JSON.parse(JSON.stringify(message))),
    disconnect: () => undefined,
    onMessage: { addListener: (added: (message: unknown) => void) => void (listener = added) },
    onDisconnect: { addListener: () => undefined },
  };
  connectListeners.forEach((connected) => connected(port));
  const ear = listener as ((message: unknown) => void) | null;
  return { heard, isHeard: ear !== null, say: (message: unknown) => ear?.(JSON.parse(JSON.stringify(message))) };
}

export const PAGE_SENDER = {
  id: ID,
  url: 'https://example.org/page',
  origin: 'https://example.org',
  frameId: 3,
  tab: { id: 7, url: 'https://example.org/', incognito: false },
};

export const EXTENSION_SENDER = { id: ID, url: `${ORIGIN}/popup.html`, origin: ORIGIN };

export function resetChannel(): void {
  listeners.clear();
  connectListeners.clear();
  browser.runtime.connect.mockReset();
  browser.runtime.id = ID;
  browser.runtime.sendMessage.mockReset();
  browser.tabs.sendMessage.mockReset();
}
