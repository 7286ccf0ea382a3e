import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import type { Validators } from '../fetch/http-facts.ts';

/** One verdict. The report stays JSON text: its size is known and no attacker's key is ever cloned. */
export interface StoredVerdict {
  readonly key: string;
  readonly report: string;
  readonly bytes: number;
  /** When it was made, and last used; ms since 1970. */
  readonly made: number;
  readonly used: number;
}

/** What an address last led to. */
export interface StoredAddress extends Validators {
  readonly url: string;
  readonly verdict: string;
  readonly freshUntil: number;
}

/** Running totals, changed in the same transaction as the verdicts they count. */
interface Totals {
  readonly count: number;
  readonly bytes: number;
}

interface VerdictSchema extends DBSchema {
  verdicts: { key: string; value: StoredVerdict; indexes: { used: number; made: number } };
  addresses: { key: string; value: StoredAddress; indexes: { verdict: string } };
  totals: { key: 'totals'; value: Totals };
}

export type VerdictDatabase = IDBPDatabase<VerdictSchema>;

export const DATABASE = 'whence-verdicts';
/** Raised whenever stored records change shape: an upgrade starts empty, since verdicts can be made again. */
const VERSION = 1;
/** An open that waits on another context longer than this is treated as refused. */
const OPEN_TIMEOUT_MS = 3_000;

/**
 * Opens the database. @throws when the browser refuses, or does not get to it in time.
 * @param onLost called when the connection ends and the next use has to open again.
 */
export function openDatabase(onLost: () => void): Promise<VerdictDatabase> {
  const opening = openDB<VerdictSchema>(DATABASE, VERSION, {
    upgrade(database) {
      // A copy, because deleting changes the list.
      for (const name of Array.from(database.objectStoreNames)) database.deleteObjectStore(name);
      const verdicts = database.createObjectStore('verdicts', { keyPath: 'key' });
      verdicts.createIndex('used', 'used');
      verdicts.createIndex('made', 'made');
      database.createObjectStore('addresses', { keyPath: 'url' }).createIndex('verdict', 'verdict');
      database.createObjectStore('totals');
    },
    blocking(_current, _blocked, event) {
      // Another context deletes or upgrades the database: let go at once, or it waits for us.
      (event.target as IDBDatabase | null)?.close();
      onLost();
    },
    terminated: onLost,
  });
  return withTimeout(opening, (late) => late.close());
}

/** @throws when the browser refuses. */
export async function deleteDatabase(): Promise<void> {
  await withTimeout(deleteDB(DATABASE), () => undefined);
}

function withTimeout<T>(promise: Promise<T>, onLate: (value: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error('the browser did not open its storage in time'));
    }, OPEN_TIMEOUT_MS);
    promise.then(
      (value) => {
        clearTimeout(timer);
        if (isLate) onLate(value);
        else resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
