import type { Work } from '../model/work.ts';
import type { CatalogConnection } from './connection.ts';
import { deleteCatalog, EMPTY_STATE, type Shard, type State, type StoredWork, type WorkPictures } from './database.ts';
import { emptyShard, filled, type Fingerprinted, fingerprintsOf, replaced } from './shards.ts';

/** A work to register, with its fingerprint and pictures. */
export interface NewWork {
  readonly work: Work;
  readonly fingerprint: Uint8Array;
  readonly pictures: Omit<WorkPictures, 'id'>;
}

/** What a work is recognized by, made anew from the picture that was kept of it. */
export interface RenewedWork {
  readonly id: string;
  readonly fingerprint: Uint8Array;
  readonly luma: Uint8Array<ArrayBuffer>;
}

/** The size of a work's file, and its encoded luma thumbnail. */
export interface ThumbnailOfWork extends Pick<Work, 'width' | 'height'>, Pick<WorkPictures, 'luma'> {}

/** What a person writes of a work. */
export type WorkWords = Pick<Work, 'title' | 'creator' | 'licence' | 'notes'>;

/**
 * The person's works, in IndexedDB. Every change is one transaction: done as a whole or not at all, whoever else
 * writes. Unlike the store of verdicts it never pretends: what could not be kept is thrown to the caller.
 */
export class Catalog {
  readonly #connection: CatalogConnection;

  constructor(connection: CatalogConnection) {
    this.#connection = connection;
  }

  /**
   * Adds works; one whose file is registered already is left out, and so is one with the id of another work, which a
   * file that was brought in may have: it must not take that one's place.
   * @returns ids that were added
   * @throws QuotaExceededError when storage is full, and nothing of these was added
   */
  async add(added: readonly NewWork[]): Promise<readonly string[]> {
    return this.#connection.change(async ({ objectStore }) => {
      const works = objectStore('works');
      const isHere = await Promise.all(
        added.map(
          async ({ work: { id, sha256 } }) =>
            (await works.index('sha256').getKey(sha256)) !== undefined || (await works.getKey(id)) !== undefined,
        ),
      );
      const fresh: NewWork[] = [];
      for (const [at, one] of added.entries()) {
        const { id, sha256 } = one.work;
        if (isHere[at] !== true && !fresh.some(({ work }) => work.sha256 === sha256 || work.id === id)) fresh.push(one);
      }
      if (fresh.length === 0) return [];
      const state = (await objectStore('state').get('state')) ?? EMPTY_STATE;
      let open = state.open;
      let left: readonly Fingerprinted[] = fresh.map(({ work, fingerprint }) => ({ work: work.id, fingerprint }));
      const places = new Map<string, number>();
      while (left.length > 0) {
        const before = (await objectStore('shards').get(open)) ?? emptyShard(open);
        const { shard, left: rest } = filled(before, left);
        for (const { work } of left.slice(0, left.length - rest.length)) places.set(work, open);
        await objectStore('shards').put(shard);
        left = rest;
        if (left.length > 0) open += 1;
      }
      // Together: one after the other most of the time would be waiting.
      await Promise.all(
        fresh.map(async ({ work, pictures }) => {
          await works.put({ ...work, shard: places.get(work.id) ?? open });
          await objectStore('pictures').put({ ...pictures, id: work.id });
        }),
      );
      const { revision, count } = state;
      await objectStore('state').put({ revision: revision + 1, count: count + fresh.length, open }, 'state');
      return fresh.map(({ work }) => work.id);
    });
  }

  /** Writes what the person says of a work. Nothing where it is gone. */
  async describe(id: string, words: WorkWords): Promise<void> {
    await this.#connection.change(async ({ objectStore }) => {
      const work = await objectStore('works').get(id);
      const { title, creator, licence, notes } = words;
      if (work !== undefined) await objectStore('works').put({ ...work, title, creator, licence, notes });
    });
  }

  /** Puts new fingerprints in the place of old ones. Nothing where a work is gone. */
  async renew(renewed: readonly RenewedWork[]): Promise<void> {
    await this.#connection.change(async ({ objectStore }) => {
      const entries = new ByShard();
      for (const { id, fingerprint, luma } of renewed) {
        const work = await objectStore('works').get(id);
        const pictures = await objectStore('pictures').get(id);
        if (work === undefined || pictures === undefined) continue;
        entries.put(work.shard, id, { work: id, fingerprint });
        await objectStore('pictures').put({ ...pictures, luma });
      }
      await entries.write(objectStore('shards'));
      const state = (await objectStore('state').get('state')) ?? EMPTY_STATE;
      await objectStore('state').put({ ...state, revision: state.revision + 1 }, 'state');
    });
  }

  /** Deletes works with their pictures, fingerprints and sightings. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#connection.change(async ({ objectStore }) => {
      let removed = 0;
      const entries = new ByShard();
      for (const id of ids) {
        const work = await objectStore('works').get(id);
        if (work === undefined) continue;
        entries.put(work.shard, id, DELETED);
        await objectStore('works').delete(id);
        await objectStore('pictures').delete(id);
        for (const key of await objectStore('sightings').index('work').getAllKeys(id))
          await objectStore('sightings').delete(key);
        removed += 1;
      }
      await entries.write(objectStore('shards'));
      const { revision, count, open } = (await objectStore('state').get('state')) ?? EMPTY_STATE;
      await objectStore('state').put({ revision: revision + 1, count: count - removed, open }, 'state');
    });
  }

  /** Deletes the database itself. @throws when the browser refuses: the person must not believe it is gone. */
  async removeAll(): Promise<void> {
    await this.#connection.close();
    await deleteCatalog();
  }

  async state(): Promise<Pick<State, 'revision' | 'count'>> {
    return (await (await this.#connection.open()).get('state', 'state')) ?? EMPTY_STATE;
  }

  async work(id: string): Promise<Work | null> {
    const stored = await (await this.#connection.open()).get('works', id);
    return stored === undefined ? null : workOf(stored);
  }

  /** @returns works in the order in which they were added, newest first, from one place on. */
  async works(from: number, most: number): Promise<readonly Work[]> {
    const found: Work[] = [];
    let cursor = await (
      await this.#connection.open()
    )
      .transaction('works')
      .store.index('added')
      .openCursor(null, 'prev');
    if (from > 0) cursor = (await cursor?.advance(from)) ?? null;
    while (cursor !== null && found.length < most) {
      found.push(workOf(cursor.value));
      cursor = await cursor.continue();
    }
    return found;
  }

  /** Id of the work that was made of a file with that hash; `null` where there is none. */
  async workOfFile(sha256: string): Promise<string | null> {
    return (await (await this.#connection.open()).getKeyFromIndex('works', 'sha256', sha256)) ?? null;
  }

  async pictures(id: string): Promise<WorkPictures | null> {
    return (await (await this.#connection.open()).get('pictures', id)) ?? null;
  }

  /** What a likeness to works is checked against, of all of them at once; `null` for each that is gone. */
  async thumbnails(ids: readonly string[]): Promise<readonly (ThumbnailOfWork | null)[]> {
    if (ids.length === 0) return [];
    const transaction = (await this.#connection.open()).transaction(['works', 'pictures']);
    const [works, pictures] = [transaction.objectStore('works'), transaction.objectStore('pictures')];
    return Promise.all(
      ids.map(async (id) => {
        const [work, kept] = await Promise.all([works.get(id), pictures.get(id)]);
        if (work === undefined || kept === undefined) return null;
        return { width: work.width, height: work.height, luma: kept.luma };
      }),
    );
  }

  /** The fingerprint of one work; `null` where it is gone. */
  async fingerprint(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const database = await this.#connection.open();
    const stored = await database.get('works', id);
    const shard = stored === undefined ? undefined : await database.get('shards', stored.shard);
    for (const { work, fingerprint } of shard === undefined ? [] : fingerprintsOf(shard))
      if (work === id) return Uint8Array.from(fingerprint);
    return null;
  }

  /** The fingerprints of all works, one shard at a time. */
  async *shards(): AsyncGenerator<Shard> {
    const database = await this.#connection.open();
    const { open } = (await database.get('state', 'state')) ?? EMPTY_STATE;
    const read = (from: number): Promise<readonly Shard[]> => {
      const shards = database.getAll('shards', IDBKeyRange.bound(from, from + SHARDS_AT_ONCE - 1));
      // Told when it is waited for; who stops before need not hear of it.
      shards.catch(() => null);
      return shards;
    };
    let next = read(0);
    for (let from = 0; from <= open; from += SHARDS_AT_ONCE) {
      const shards = await next;
      // Read while these are taken in.
      if (from + SHARDS_AT_ONCE <= open) next = read(from + SHARDS_AT_ONCE);
      yield* shards;
    }
  }
}

const DELETED: Fingerprinted = { work: '', fingerprint: new Uint8Array() };

/** Shards read at a time: about 11 MB. */
const SHARDS_AT_ONCE = 16;

/** Entries to put in the places of some works': each shard is read and written once, however many of its works change. */
class ByShard {
  readonly #entries = new Map<number, Map<string, Fingerprinted>>();

  put(shard: number, id: string, entry: Fingerprinted): void {
    const entries = this.#entries.get(shard) ?? new Map<string, Fingerprinted>();
    this.#entries.set(shard, entries.set(id, entry));
  }

  async write(shards: ShardStore): Promise<void> {
    for (const [number, entries] of this.#entries) {
      const shard = await shards.get(number);
      if (shard !== undefined) await shards.put(replaced(shard, entries));
    }
  }
}

/** The part of the store of shards that `ByShard` uses. */
interface ShardStore {
  get(number: number): Promise<Shard | undefined>;
  put(shard: Shard): Promise<unknown>;
}

function workOf({ shard: _shard, ...work }: StoredWork): Work {
  return work;
}
