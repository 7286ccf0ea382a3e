import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TrustmarkVariant } from '../model/trustmark.ts';

interface WeightsSchema extends DBSchema {
  files: { key: TrustmarkVariant; value: ArrayBuffer };
  /** The checksum each file was kept under, apart from it, so that asking what is there reads no files. */
  checksums: { key: TrustmarkVariant; value: string };
}

/** Apart from the verdicts, whose database is emptied at will. */
const DATABASE = 'whence-weights';

/**
 * The decoders the person downloaded, in IndexedDB. A file is there whole or not at all: it is written, with its
 * checksum, in one transaction.
 */
export class WeightsStore {
  #database: Promise<IDBPDatabase<WeightsSchema>> | null = null;

  /** Checksums by variant of all that is kept; nothing where the browser refuses. */
  async kept(): Promise<ReadonlyMap<TrustmarkVariant, string>> {
    try {
      const { store } = (await this.#open()).transaction('checksums');
      const [variants, checksums] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return new Map(variants.map((variant, at) => [variant, checksums[at] ?? '']));
    } catch {
      return new Map();
    }
  }

  /** A decoder's file; `null` when it is not kept, or the browser refuses. */
  async read(variant: TrustmarkVariant): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const file = await (await this.#open()).get('files', variant);
      return file === undefined ? null : new Uint8Array(file);
    } catch {
      return null;
    }
  }

  /** @throws when the browser refuses, or has no room; nothing is kept then. */
  async keep(variant: TrustmarkVariant, bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<void> {
    const transaction = (await this.#open()).transaction(['files', 'checksums'], 'readwrite');
    await Promise.all([
      transaction.objectStore('files').put(bytes.buffer, variant),
      transaction.objectStore('checksums').put(sha256, variant),
      transaction.done,
    ]);
  }

  /** @throws when the browser refuses: the person must not believe it is gone. */
  async remove(variant: TrustmarkVariant): Promise<void> {
    const transaction = (await this.#open()).transaction(['files', 'checksums'], 'readwrite');
    await Promise.all([
      transaction.objectStore('files').delete(variant),
      transaction.objectStore('checksums').delete(variant),
      transaction.done,
    ]);
  }

  #open(): Promise<IDBPDatabase<WeightsSchema>> {
    const lose = (): void => void (this.#database = null);
    this.#database ??= openDB<WeightsSchema>(DATABASE, 1, {
      upgrade(database) {
        database.createObjectStore('files');
        database.createObjectStore('checksums');
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase | null)?.close();
        lose();
      },
      terminated: lose,
    });
    this.#database.catch(lose);
    return this.#database;
  }
}
