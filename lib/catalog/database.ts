import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Sighting, Work } from '../model/work.ts';

/** Fingerprints of many works in one record, so that an index of 100,000 works is read in a few hundred steps. */
export interface Shard {
  readonly number: number;
  /** Id of each work; an empty one stands for a work that was deleted. */
  readonly works: readonly string[];
  /** Where the fingerprint of each work ends in `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A work as it is stored: `shard` says where its fingerprint is. */
export type StoredWork = Work & { readonly shard: number };

/** What is shown of a work, and what a likeness is checked against. */
export interface WorkPictures {
  readonly id: string;
  /** Encoded picture to show, at most 320 pixels a side. */
  readonly shown: Uint8Array<ArrayBuffer>;
  readonly shownType: string;
  /** Encoded luma thumbnail that a likeness is aligned with; at most 1 kB where the encoder manages. */
  readonly luma: Uint8Array<ArrayBuffer>;
}

export interface State {
  /** Changes with every change of the works. */
  readonly revision: number;
  readonly count: number;
  /** The shard that takes the next work. */
  readonly open: number;
}

export const EMPTY_STATE: State = { revision: 0, count: 0, open: 0 };

export interface CatalogSchema extends DBSchema {
  works: { key: string; value: StoredWork; indexes: { sha256: string; added: string } };
  pictures: { key: string; value: WorkPictures };
  shards: { key: number; value: Shard };
  sightings: { key: string; value: Sighting; indexes: { work: string; lastSeen: string } };
  state: { key: 'state'; value: State };
}

export type CatalogDatabase = IDBPDatabase<CatalogSchema>;

export const DATABASE = 'whence-works';
/** Raised with an upgrade that keeps what is there: works are the person's, and cannot be made again. */
const VERSION = 1;

/** @throws when the browser refuses. @param onLost the connection ended, and the next use has to open again. */
export function openCatalog(onLost: () => void): Promise<CatalogDatabase> {
  return openDB<CatalogSchema>(DATABASE, VERSION, {
    upgrade(database) {
      const works = database.createObjectStore('works', { keyPath: 'id' });
      works.createIndex('sha256', 'sha256');
      works.createIndex('added', 'added');
      database.createObjectStore('pictures', { keyPath: 'id' });
      database.createObjectStore('shards', { keyPath: 'number' });
      const sightings = database.createObjectStore('sightings', { keyPath: 'id' });
      sightings.createIndex('work', 'work');
      sightings.createIndex('lastSeen', 'lastSeen');
      database.createObjectStore('state');
    },
    blocking(_current, _blocked, event) {
      // Another context deletes or upgrades the database: let go at once, or it waits for us.
      (event.target as IDBDatabase | null)?.close();
      onLost();
    },
    terminated: onLost,
  });
}

/** @throws when the browser refuses. */
export function deleteCatalog(): Promise<void> {
  return deleteDB(DATABASE);
}

/** A transaction over everything. */
export type Changing = Pick<IDBPTransaction<CatalogSchema, Store[], 'readwrite'>, 'objectStore'>;

type Store = 'works' | 'pictures' | 'shards' | 'sightings' | 'state';

export const STORES: Store[] = ['works', 'pictures', 'shards', 'sightings', 'state'];
