import { browser } from 'wxt/browser';

/**
 * Writes to session storage, in their order. What comes while one write is under way goes into the next together:
 * each costs the same whatever it carries, and a page brings hundreds at once. Refused ones are given up.
 */
export class SessionWrites {
  #entries = new Map<string, unknown>();
  #writing: Promise<void> | null = null;

  async set(key: string, value: unknown): Promise<void> {
    this.#entries.set(key, value);
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  async drop(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#entries.delete(key);
    await this.#writing;
    if (keys.length > 0) await browser.storage.session.remove([...keys]).catch(() => undefined);
  }

  async #write(): Promise<void> {
    while (this.#entries.size > 0) {
      const entries = this.#entries;
      this.#entries = new Map();
      await browser.storage.session.set(Object.fromEntries(entries)).catch(() => undefined);
    }
  }
}
