import { vi } from 'vitest';

type Listener = (message: unknown, sender: object) => unknown;

const ID = 'whence-id';
const ORIGIN = `chrome-extension://${ID}`;
export const listeners = new Set<Listener>();
/** Who hears of a new port. */
export const connectListeners = new Set<(port: FakePort) => void>();
/** What `storage.local` holds. */
export const stored = new Map<string, unknown>();
const session = new Map<string, unknown>();

/** The parts of `browser` that place scripts, open documents and mark the toolbar; each test decides what they answer. */
export const browser = {
  runtime: {
    id: ID,
    getURL: (path: string) => ORIGIN + path,
    sendMessage: vi.fn<(message: unknown) => Promise<unknown>>(),
    getContexts: vi.fn<(filter: object) => Promise<object[]>>(),
    onMessage: { addListener: (listener: Listener) => void listeners.add(listener) },
    connect: vi.fn<(info: { name: string }) => FakePort>(),
    onConnect: { addListener: (listener: (port: FakePort) => void) => void connectListeners.add(listener) },
  },
  offscreen: { createDocument: vi.fn<(options: object) => Promise<void>>() },
  i18n: { getUILanguage: () => 'ar' },
  tabs: {
    query: vi.fn<(filter: object) => Promise<object[]>>(),
    get: vi.fn<(tab: number) => Promise<object>>(),
    create: vi.fn<(options: object) => Promise<object>>(),
    sendMessage: vi.fn<(tab: number, message: { name: string }, options: object) => Promise<unknown>>(),
  },
  permissions: {
    contains: vi.fn<(permissions: { origins: string[] }) => Promise<boolean>>(),
    getAll: vi.fn<() => Promise<{ origins: string[] }>>(),
    request: vi.fn<(permissions: { origins: string[] }) => Promise<boolean>>(),
    remove: vi.fn<(permissions: { origins: string[] }) => Promise<boolean>>(),
  },
  scripting: {
    executeScript: vi.fn<(injection: { target: object }) => Promise<void>>(),
    getRegisteredContentScripts: vi.fn<() => Promise<object[]>>(),
    registerContentScripts: vi.fn<(scripts: object[]) => Promise<void>>(),
    updateContentScripts: vi.fn<(scripts: object[]) => Promise<void>>(),
    unregisterContentScripts: vi.fn<(filter: object) => Promise<void>>(),
  },
  contextMenus: { removeAll: vi.fn<() => Promise<void>>(), create: vi.fn<(entry: object) => void>() },
  action: {
    setBadgeText: vi.fn<(details: object) => Promise<void>>(),
    setBadgeBackgroundColor: vi.fn<(details: object) => Promise<void>>(),
    setBadgeTextColor: vi.fn<(details: object) => Promise<void>>(),
    setTitle: vi.fn<(details: object) => Promise<void>>(),
  },
  storage: {
    local: area(stored),
    session: area(session),
    onChanged: { addListener: () => undefined, removeListener: () => undefined },
  },
};

export const BACKGROUND = { id: ID, url: `${ORIGIN}/background.js`, origin: ORIGIN };

export function resetExtension(): void {
  vi.resetAllMocks();
  listeners.clear();
  connectListeners.clear();
  stored.clear();
  session.clear();
}

function area(map: Map<string, unknown>) {
  return {
    get: async (key: string | null) => (key === null ? Object.fromEntries(map) : { [key]: map.get(key) }),
    set: async (entries: object) => {
      for (const [key, value] of Object.entries(entries)) map.set(key, structuredClone(value));
    },
    remove: async (keys: string[]) => keys.forEach((key) => map.delete(key)),
  };
}

/** One end of a port; the other end hears later, and a copy. */
export class FakePort {
  readonly name: string;
  readonly sender: object | undefined;
  readonly #messages = new Set<(message: unknown) => void>();
  readonly #ends = new Set<() => void>();
  #other: FakePort | null = null;
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.#messages.add(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => void this.#ends.add(listener) };

  constructor(name: string, sender?: object) {
    this.name = name;
    this.sender = sender;
  }

  static pair(name: string, sender: object): readonly [FakePort, FakePort] {
    const pair = [new FakePort(name), new FakePort(name, sender)] as const;
    [pair[0].#other, pair[1].#other] = [pair[1], pair[0]];
    return pair;
  }

  postMessage(message: unknown): void {
    const other = this.#other;
    if (other === null) throw new Error('Attempting to use a disconnected port object');
    const copy: unknown = JSON.parse(JSON.stringify(message));
    queueMicrotask(() => other.#messages.forEach((listener) => listener(copy)));
  }

  disconnect(): void {
    const other = this.#other;
    this.#other = null;
    if (other === null) return;
    other.#other = null;
    queueMicrotask(() => other.#ends.forEach((listener) => listener()));
  }
}
