import { browser } from 'wxt/browser';
import type { ComputeHost, SelfTestResult } from './compute-job.ts';

const KEY = 'selfTest';

/** Runs the engine's self-test once for each version of Whence, and remembers what it said. */
export class SelfTestKeeper {
  readonly #host: Pick<ComputeHost, 'selfTest'>;
  readonly #version: string;
  #running: Promise<SelfTestResult> | null = null;

  constructor(host: Pick<ComputeHost, 'selfTest'>, version: string) {
    this.#host = host;
    this.#version = version;
  }

  /** The result for this version; runs the test when there is none. Never rejects. */
  result(): Promise<SelfTestResult> {
    this.#running ??= this.#resultOrRun();
    return this.#running;
  }

  async #resultOrRun(): Promise<SelfTestResult> {
    const stored = await this.#stored();
    if (stored !== null) return stored;
    try {
      const result = await this.#host.selfTest();
      // A failure is tried again at the next start: it may have been the moment's.
      if (result.state === 'passed')
        await browser.storage.local.set({ [KEY]: { version: this.#version, ...result } }).catch(() => undefined);
      else this.#running = null;
      return result;
    } catch {
      this.#running = null;
      return { state: 'not-run', detail: 'The validator could not be started.' };
    }
  }

  async #stored(): Promise<SelfTestResult | null> {
    const { [KEY]: stored } = await browser.storage.local.get(KEY).catch((): Record<string, unknown> => ({}));
    const { version, state, detail } = (stored ?? {}) as Record<string, unknown>;
    return version === this.#version && state === 'passed' && typeof detail === 'string' ? { state, detail } : null;
  }
}
