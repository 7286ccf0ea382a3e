import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { CatalogConnection } from '../../lib/catalog/connection.ts';
import { fingerprintsOf, SHARD_WORKS } from '../../lib/catalog/shards.ts';
import { Sightings } from '../../lib/catalog/sightings.ts';
import { sampleWork } from './sample-work.ts';

let connection: CatalogConnection;
let catalog: Catalog;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  connection = new CatalogConnection();
  catalog = new Catalog(connection);
});

afterEach(async () => {
  await connection.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const many = (count: number, from = 0) => Array.from({ length: count }, (_, at) => sampleWork(from + at));

async function stored(of: Catalog = catalog): Promise<ReadonlyMap<string, readonly number[]>> {
  const all = new Map<string, readonly number[]>();
  for await (const shard of of.shards())
    for (const { work, fingerprint } of fingerprintsOf(shard)) all.set(work, [...fingerprint]);
  return all;
}

describe('works', () => {
  it('are kept with their pictures and fingerprints, newest first', async () => {
    const works = many(SHARD_WORKS * 2 + 3);
    await catalog.add(works);
    expect(await catalog.state()).toMatchObject({ count: works.length });
    expect((await catalog.works(1, 2)).map(({ id }) => id)).toEqual([
      `work-${works.length - 2}`,
      `work-${works.length - 3}`,
    ]);
    expect((await catalog.pictures('work-5'))?.shown).toEqual(new Uint8Array([5]));
    expect(await stored()).toEqual(new Map(works.map(({ work, fingerprint }) => [work.id, [...fingerprint]])));
  });

  it('give their sizes and thumbnails all at once, in the order asked, and nothing of one that is gone', async () => {
    await catalog.add(many(3));
    await catalog.remove(['work-1']);
    const { width, height } = sampleWork(0).work;
    const of = async (id: string) => ({ width, height, luma: (await catalog.pictures(id))?.luma });
    expect(await catalog.thumbnails(['work-2', 'work-1', 'nobody', 'work-0', 'work-2'])).toEqual([
      await of('work-2'),
      null,
      null,
      await of('work-0'),
      await of('work-2'),
    ]);
    expect(await catalog.thumbnails([])).toEqual([]);
  });

  it('are registered once, whoever adds the same file', async () => {
    await catalog.add([sampleWork(1)]);
    expect(await catalog.add([sampleWork(1, { id: 'other' }), sampleWork(2), sampleWork(2, { id: 'twin' })])).toEqual([
      'work-2',
    ]);
    expect(await catalog.state()).toMatchObject({ count: 2 });
  });

  it('never take the place of another work by its id', async () => {
    await catalog.add([sampleWork(1)]);
    expect(await catalog.add([sampleWork(2, { id: 'work-1', title: 'Impostor' })])).toEqual([]);
    expect(await catalog.add([sampleWork(3, { id: 'new' }), sampleWork(4, { id: 'new' })])).toEqual(['new']);
    expect((await catalog.works(0, 9)).map(({ title }) => title)).toEqual(['Harbor 3', 'Harbor 1']);
    expect((await stored()).size).toBe(2);
  });

  it('get new fingerprints in the place of old ones, and keep their words', async () => {
    await catalog.add(many(4));
    const before = await stored();
    const { revision } = await catalog.state();
    const renewed = { fingerprint: Uint8Array.of(1, 2, 3), luma: Uint8Array.of(9) };
    await catalog.renew([
      { id: 'work-1', ...renewed },
      { id: 'nobody', ...renewed },
    ]);
    expect(await stored()).toEqual(new Map([...before, ['work-1', [1, 2, 3]]]));
    expect(await catalog.pictures('work-1')).toMatchObject({ luma: renewed.luma, shown: new Uint8Array([1]) });
    expect(await catalog.work('work-1')).toMatchObject({ title: 'Harbor 1' });
    expect(await catalog.state()).toMatchObject({ count: 4, revision: revision + 1 });
  });

  it('that share a shard change with one writing of it', async () => {
    await catalog.add(many(SHARD_WORKS + 5));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const shards = () => put.mock.contexts.filter((store) => (store as IDBObjectStore).name === 'shards').length;
    const luma = Uint8Array.of(9);
    const ids = [3, 4, SHARD_WORKS - 1, SHARD_WORKS + 1].map((at) => `work-${at}`);
    await catalog.renew(ids.map((id, at) => ({ id, fingerprint: Uint8Array.of(at), luma })));
    expect(shards()).toBe(2);
    const now = await stored();
    expect(ids.map((id) => now.get(id))).toEqual([[0], [1], [2], [3]]);
    await catalog.remove(ids);
    expect(shards()).toBe(4);
    expect((await stored()).size).toBe(SHARD_WORKS + 1);
  });

  it('are all there when two tabs add at once', async () => {
    const second = new CatalogConnection();
    const other = new Catalog(second);
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? catalog : other).add(many(30, at * 30))));
    expect((await stored()).size).toBe(600);
    expect(await catalog.state()).toMatchObject({ count: 600 });
    await second.close();
  });

  it('leave nothing behind when they are deleted, and touch no other', async () => {
    await catalog.add(many(5));
    const before = (await catalog.state()).revision;
    await new Sightings(connection).see(seen('work-2', 'https://a.example/'));
    await catalog.remove(['work-2', 'nobody']);
    expect(await catalog.work('work-2')).toBeNull();
    expect(await catalog.pictures('work-2')).toBeNull();
    expect(await new Sightings(connection).list(null, 9)).toEqual([]);
    expect([...(await stored()).keys()]).toEqual(['work-0', 'work-1', 'work-3', 'work-4']);
    const { count, revision } = await catalog.state();
    expect(count).toBe(4);
    expect(revision).toBeGreaterThan(before);
  });

  it('are not half added when storage is full, and the rest stays', async () => {
    await catalog.add(many(3));
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      if (this.name === 'pictures') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    });
    await expect(catalog.add(many(2, 10))).rejects.toThrow('full');
    vi.restoreAllMocks();
    expect((await stored()).size).toBe(3);
    expect(await catalog.works(0, 9)).toHaveLength(3);
    expect(await catalog.add(many(2, 10))).toHaveLength(2);
  });

  it('can be described, and gone is gone', async () => {
    await catalog.add([sampleWork(1)]);
    const words = { title: 'Quay', creator: 'B', licence: 'CC BY', notes: 'n' };
    await catalog.describe('work-1', words);
    await catalog.describe('nobody', words);
    expect(await catalog.work('work-1')).toMatchObject({ ...words, name: 'harbor-1.jpg' });
    expect(await catalog.work('nobody')).toBeNull();
    await catalog.removeAll();
    expect(await catalog.state()).toMatchObject({ count: 0 });
  });
});

function seen(work: string, page: string, picture = `${page}a.jpg`) {
  const match = { sureness: 'close', changes: [], inWork: null, inCopy: null, record: 'none', credit: 'none' } as const;
  return { work, page, pageTitle: 'Prints', picture, match };
}

describe('sightings', () => {
  let now = Date.UTC(2026, 10, 1);
  const sightings = () => new Sightings(connection, () => now);

  beforeEach(async () => {
    await catalog.add(many(2));
  });

  it('keep when a work was first and last seen, and what the person said of it', async () => {
    const first = await sightings().see(seen('work-0', 'https://a.example/'));
    await sightings().mark(first?.id ?? '', 'not-licensed');
    now += 1000;
    const again = await sightings().see(seen('work-0', 'https://a.example/'));
    expect(again).toEqual({ ...first, lastSeen: new Date(now).toISOString(), mark: 'not-licensed' });
    expect(await sightings().list('work-0', 9)).toHaveLength(1);
    expect(await sightings().see(seen('nobody', 'https://a.example/'))).toBeNull();
  });

  it('know a license for the site on its other pages only, and one for the page there only', async () => {
    const site = await sightings().see(seen('work-0', 'https://a.example/one'));
    await sightings().mark(site?.id ?? '', 'licensed-site');
    const page = await sightings().see(seen('work-1', 'https://a.example/one'));
    await sightings().mark(page?.id ?? '', 'licensed-page');
    const markOf = (work: string, at: string) => sightings().markOf(work, at, `${at}other.jpg`);
    expect(await markOf('work-0', 'https://a.example/two')).toBe('licensed-site');
    expect(await markOf('work-0', 'https://b.example/one')).toBeNull();
    expect(await markOf('work-1', 'https://a.example/one')).toBe('licensed-page');
    expect(await markOf('work-1', 'https://a.example/two')).toBeNull();
  });

  it('are so many a work, and the marked ones stay', async () => {
    const marked = await sightings().see(seen('work-0', 'https://a.example/marked'));
    await sightings().mark(marked?.id ?? '', 'not-mine');
    for (let page = 0; page < 505; page += 1) {
      now += 1000;
      await sightings().see(seen('work-0', `https://a.example/${page}`));
    }
    const all = await sightings().list('work-0', 1000);
    expect(all).toHaveLength(500);
    expect(all.some(({ id }) => id === marked?.id)).toBe(true);
    expect(all[0]?.page).toBe('https://a.example/504');
    expect((await sightings().list(null, 3)).map(({ page }) => page)).toEqual(all.slice(0, 3).map(({ page }) => page));
  });
});
