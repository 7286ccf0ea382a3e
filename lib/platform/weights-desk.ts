import type { TrustmarkVariant } from '../model/trustmark.ts';
import type { PublishedWeights, WeightsFailure, WeightsState } from '../model/weights.ts';
import { downloadWeights } from '../weights/download-weights.ts';
import type { WeightsStore } from '../weights/weights-store.ts';

export interface DeskPorts {
  readonly offered: readonly PublishedWeights[];
  readonly store: Pick<WeightsStore, 'kept' | 'keep' | 'remove'>;
  readonly fetch: typeof fetch;
  readonly access: HostAccess;
  /** A download went on; what came of it, whoever asked for it shows. */
  readonly onChange: () => void;
}

/** The browser's say over which hosts Whence may read from. */
export interface HostAccess {
  has(address: string): Promise<boolean>;
  /** Asks the person. Called within the click. */
  ask(origins: readonly string[]): Promise<boolean>;
  giveBack(origins: readonly string[]): Promise<void>;
}

interface Download {
  readonly stop: AbortController;
  received: number;
}

/** Progress is told in this many steps. */
const STEPS = 100;

/** Downloads decoders because the person said so on the page that is open, and tells how it goes. */
export class WeightsDesk {
  readonly #ports: DeskPorts;
  readonly #kept = new Set<TrustmarkVariant>();
  readonly #underWay = new Map<TrustmarkVariant, Download>();
  readonly #failures = new Map<TrustmarkVariant, WeightsFailure>();
  /** Origins that have to be asked for, as match patterns. */
  readonly #missing = new Set<string>();

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  /** Finds out what is kept and what is allowed. A file that is no longer the published one counts as none. */
  async load(): Promise<void> {
    const { store, offered, access } = this.#ports;
    const kept = await store.kept();
    this.#kept.clear();
    for (const { variant, sha256 } of offered) if (kept.get(variant) === sha256) this.#kept.add(variant);
    for (const address of offered.flatMap(({ addresses }) => addresses))
      if (!(await access.has(address))) this.#missing.add(`${new URL(address).origin}/*`);
  }

  states(): readonly WeightsState[] {
    return this.#ports.offered.map(({ variant, size, addresses }) => ({
      variant,
      size,
      hosts: addresses.map((address) => new URL(address).hostname),
      isKept: this.#kept.has(variant),
      received: this.#underWay.get(variant)?.received ?? null,
      failure: this.#failures.get(variant) ?? null,
    }));
  }

  /**
   * Downloads a decoder, unless it is there. Must be called inside a click, before any await: the browser shows its
   * prompt only then.
   * @returns whether the decoder is there now.
   */
  async get(variant: TrustmarkVariant): Promise<boolean> {
    const published = this.#ports.offered.find((each) => each.variant === variant);
    if (this.#kept.has(variant)) return true;
    if (published === undefined || this.#underWay.has(variant)) return false;
    const download: Download = { stop: new AbortController(), received: 0 };
    this.#underWay.set(variant, download);
    this.#failures.delete(variant);
    try {
      const end = await this.#download(published, download);
      if (end === 'kept') this.#kept.add(variant);
      else if (end !== 'stopped') this.#failures.set(variant, end);
    } finally {
      this.#underWay.delete(variant);
    }
    return this.#kept.has(variant);
  }

  stop(variant: TrustmarkVariant): void {
    this.#underWay.get(variant)?.stop.abort();
  }

  /** @throws when the browser refuses. */
  async remove(variant: TrustmarkVariant): Promise<void> {
    await this.#ports.store.remove(variant);
    this.#kept.delete(variant);
    this.#failures.delete(variant);
  }

  async #download(published: PublishedWeights, download: Download): Promise<'kept' | 'stopped' | WeightsFailure> {
    const { access, onChange } = this.#ports;
    const origins = published.addresses.map((address) => `${new URL(address).origin}/*`);
    const missing = origins.filter((origin) => this.#missing.has(origin));
    const asking = missing.length === 0 ? Promise.resolve(true) : access.ask(missing).catch(() => false);
    onChange();
    if (!(await asking)) return 'not-allowed';
    try {
      return await this.#fetch(published, download);
    } catch (error) {
      if (download.stop.signal.aborted) return 'stopped';
      throw error;
    } finally {
      // It was for this one file.
      if (missing.length > 0) await access.giveBack(missing);
    }
  }

  async #fetch(published: PublishedWeights, download: Download): Promise<'kept' | WeightsFailure> {
    const { store, fetch, onChange } = this.#ports;
    const { signal: stop } = download.stop;
    const stepOf = (received: number): number => Math.floor((received * STEPS) / published.size);
    const onProgress = (received: number): void => {
      const isSeen = stepOf(received) !== stepOf(download.received);
      download.received = received;
      if (isSeen) onChange();
    };
    const bytes = await downloadWeights(published, { fetch, stop, onProgress });
    if (typeof bytes === 'string') return bytes;
    stop.throwIfAborted();
    return store.keep(published.variant, bytes, published.sha256).then(
      () => 'kept',
      () => 'not-kept',
    );
  }
}
