import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { readCatalog, writeCatalog } from '../../lib/catalog/catalog-file.ts';
import { CatalogConnection } from '../../lib/catalog/connection.ts';
import { parseSighting, parseWork } from '../../lib/catalog/parse-entry.ts';
import { fingerprintsOf } from '../../lib/catalog/shards.ts';
import { Sightings } from '../../lib/catalog/sightings.ts';
import { sampleWork } from './sample-work.ts';

let connection: CatalogConnection;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  connection = new CatalogConnection();
});

afterEach(async () => {
  await connection.close();
  vi.unstubAllGlobals();
});

const catalog = () => new Catalog(connection);
const sightings = () => new Sightings(connection, () => Date.UTC(2026, 10, 1));

async function exported(): Promise<string> {
  await catalog().add(Array.from({ length: 70 }, (_, at) => sampleWork(at)));
  const match = { sureness: 'likely', changes: ['cropped'], inWork: [[0, 0]], inCopy: null } as const;
  const seen = { work: 'work-3', page: 'https://a.example/', pageTitle: 'P', picture: 'https://a.example/b.jpg' };
  const sighting = await sightings().see({ ...seen, match: { ...match, record: 'gone', credit: 'none' } });
  await sightings().mark(sighting?.id ?? '', 'licensed-site');
  let text = '';
  for await (const line of writeCatalog(catalog(), sightings())) text += line;
  return text;
}

async function contents() {
  const fingerprints = [];
  for await (const shard of catalog().shards())
    for (const { work, fingerprint } of fingerprintsOf(shard)) fingerprints.push([work, [...fingerprint]]);
  const works = await catalog().works(0, 1000);
  return { works, fingerprints: fingerprints.toSorted(), sightings: await sightings().list(null, 100) };
}

async function startEmpty(): Promise<void> {
  await connection.close();
  vi.stubGlobal('indexedDB', new IDBFactory());
  connection = new CatalogConnection();
}

const take = (text: string) => readCatalog(new Blob([text]), catalog(), sightings());

describe('a catalog as a file', () => {
  it('comes back whole elsewhere, and twice is once', async () => {
    const text = await exported();
    const before = await contents();
    await startEmpty();
    expect(await take(text)).toEqual({ kind: 'imported', added: 70, known: 0 });
    expect(await contents()).toEqual(before);
    expect(await take(text)).toEqual({ kind: 'imported', added: 0, known: 70 });
    expect(await catalog().pictures('work-9')).toMatchObject({ shownType: 'image/webp' });
  });

  it('is refused with nothing taken in where it is corrupt, newer, or something else', async () => {
    const text = await exported();
    await startEmpty();
    const half = text.slice(0, text.length - 90);
    const bad = text.replace('"width":2400', '"width":-1');
    expect(await take(half)).toEqual({ kind: 'failed', why: 'corrupt', added: 0 });
    expect(await take(bad)).toEqual({ kind: 'failed', why: 'corrupt', added: 0 });
    expect(await take(text.replace('"version":1', '"version":2'))).toMatchObject({ why: 'newer' });
    expect(await take('{"name":"x"}')).toMatchObject({ why: 'no-catalog' });
    expect(await take('')).toMatchObject({ why: 'no-catalog' });
    expect(await take(`${text.split('\n')[0]}\n${'x'.repeat(600_000)}`)).toMatchObject({ why: 'corrupt' });
    expect(await catalog().state()).toMatchObject({ count: 0 });
  });

  it('has lines that never break the reader, and sets no prototype', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parseWork(value);
        parseSighting(value);
        parseWork({ work: value, fingerprint: '', shown: '', luma: '' });
        parseSighting({ sighting: { match: value } });
      }),
    );
    const line = { ...JSON.parse('{"__proto__":{"id":"x"}}'), title: 't' };
    expect(parseWork({ work: line, fingerprint: '', shown: '', luma: '' })).toBeNull();
  });
});
