import { browser } from 'wxt/browser';

/** Milliseconds between two writes: each costs the same whatever it carries, and is told to every part of Whence. */
const GAP_MS = 300;

/** Writes to session storage, in their order; a page brings hundreds, which go together. Refused ones are given up. */
export class SessionWrites {
  readonly #gapMs: number;
  #entries = new Map<string, unknown>();
  #next: Promise<void> | null = null;
  #writing: Promise<void> = Promise.resolve();
  /** Over when the next write may begin. */
  #gap: Promise<unknown> = Promise.resolve();

  constructor(gapMs = GAP_MS) {
    this.#gapMs = gapMs;
  }

  /** Resolves when it is written. */
  async set(key: string, value: unknown): Promise<void> {
    this.#entries.set(key, value);
    this.#next ??= this.#gap.then(() => this.#write());
    await this.#next;
  }

  async drop(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#entries.delete(key);
    await this.#writing;
    if (keys.length > 0) await browser.storage.session.remove([...keys]).catch(() => undefined);
  }

  #write(): Promise<void> {
    const entries = Object.fromEntries(this.#entries);
    this.#entries = new Map();
    this.#next = null;
    this.#writing = browser.storage.session.set(entries).catch(() => undefined);
    this.#gap = Promise.all([this.#writing, new Promise((resolve) => setTimeout(resolve, this.#gapMs))]);
    return this.#writing;
  }
}
