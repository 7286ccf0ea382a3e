import { type CatalogDatabase, type Changing, openCatalog, STORES } from './database.ts';

/** One connection to the catalog, opened when it is first used and again when it was lost. */
export class CatalogConnection {
  #database: Promise<CatalogDatabase> | null = null;

  /** @throws when the browser refuses storage. */
  open(): Promise<CatalogDatabase> {
    if (this.#database !== null) return this.#database;
    const opening = openCatalog(() => (this.#database = null));
    opening.catch(() => (this.#database = null));
    this.#database = opening;
    return opening;
  }

  async close(): Promise<void> {
    const open = this.#database;
    this.#database = null;
    (await open?.catch(() => null))?.close();
  }

  /** Runs one transaction over everything. @throws what made it fail, and then nothing of it was done. */
  async change<T>(work: (transaction: Changing) => Promise<T>): Promise<T> {
    const transaction = (await this.open()).transaction(STORES, 'readwrite');
    const done = transaction.done.then(
      () => null,
      (error: unknown) => error,
    );
    try {
      const result = await work({ objectStore: transaction.objectStore.bind(transaction) as Changing['objectStore'] });
      const failure = await done;
      if (failure !== null) throw failure;
      return result;
    } catch (error) {
      // What a single write met is told less well than why the whole was given up.
      const reason = transaction.error ?? error;
      try {
        transaction.abort();
      } catch {
        // It was given up already.
      }
      await done;
      throw reason;
    }
  }
}
