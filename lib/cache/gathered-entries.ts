import type { StoredAddress, StoredVerdict } from './database.ts';
import type { Entry } from './eviction.ts';

/** Milliseconds in which verdicts are gathered: each transaction costs as much as ten of them. */
const GATHER_MS = 200;

/** Entries that are about to be stored, many in one transaction, and can be read before they are. */
export class GatheredEntries {
  readonly #store: (entries: readonly Entry[]) => Promise<void>;
  readonly #gatherMs: number;
  #entries: Entry[] = [];
  #storing: Promise<void> | null = null;

  constructor(store: (entries: readonly Entry[]) => Promise<void>, gatherMs = GATHER_MS) {
    this.#store = store;
    this.#gatherMs = gatherMs;
  }

  /** Resolves when it is stored. */
  async add(entry: Entry): Promise<void> {
    this.#entries.push(entry);
    this.#storing ??= this.#storeAll().finally(() => (this.#storing = null));
    await this.#storing;
  }

  addressAt(url: string): StoredAddress | null {
    return this.#entries.findLast(({ address }) => address?.url === url)?.address ?? null;
  }

  verdictAt(key: string): StoredVerdict | null {
    return this.#entries.findLast(({ verdict }) => verdict.key === key)?.verdict ?? null;
  }

  /** Believes an address for longer. */
  confirm(url: string, freshUntil: number): void {
    this.#entries = this.#entries.map(({ verdict, address }) => ({
      verdict,
      address: address?.url === url ? { ...address, freshUntil } : address,
    }));
  }

  async #storeAll(): Promise<void> {
    while (this.#entries.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.#gatherMs));
      const entries = this.#entries;
      this.#entries = [];
      await this.#store(entries);
    }
  }
}
