import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DATABASE } from '../../lib/cache/database.ts';
import { VerdictStore } from '../../lib/cache/verdict-store.ts';
import type { RecordReport } from '../../lib/model/report.ts';
import { FACTS, REPORT } from './sample-report.ts';

const URL_A = REPORT.source;
const URL_B = 'https://example.net/b.jpg';
const SHA = 'ab'.repeat(32);
const RULES = '0.1.0/1/lists';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-22T12:00:00Z');

let now = START;
const clock = () => now;
const signed = { ...REPORT, sha256: SHA, label: 'ai-generated', basis: 'signed-trusted' } as const;

beforeEach(() => {
  now = START;
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('by address', () => {
  it('is believed without asking for five minutes, however short the server says', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    now += 5 * MINUTE - 1;
    expect(await store.byAddress(URL_A, RULES, null)).toEqual({ kind: 'fresh', report: REPORT });
    now += 1;
    expect(await store.byAddress(URL_A, RULES, null)).toEqual({
      kind: 'stale',
      report: REPORT,
      known: { etag: '"a"', lastModified: null, size: 1000 },
    });
  });

  it('is believed as long as the server says, and a day at most', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, { ...FACTS, maxAge: 7200 }, RULES);
    await store.keep(URL_B, { ...REPORT, source: URL_B }, { ...FACTS, maxAge: 31_536_000 }, RULES);
    now += 2 * HOUR - 1;
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('fresh');
    now += 1;
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('stale');
    now = START + DAY;
    expect((await store.byAddress(URL_B, RULES, null)).kind).toBe('stale');
  });

  it('is asked about again at once when the server forbids keeping', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, { ...FACTS, noStore: true }, RULES);
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('stale');
    await store.keep(URL_A, REPORT, { ...FACTS, noStore: true, etag: null }, RULES);
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('none');
  });

  it('is asked about when the page saw another size', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    expect((await store.byAddress(URL_A, RULES, 1000)).kind).toBe('fresh');
    expect((await store.byAddress(URL_A, RULES, 1001)).kind).toBe('stale');
  });

  it('is fresh again once the server confirmed it', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    now += HOUR;
    await store.confirm(URL_A, FACTS);
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('fresh');
  });

  it('never leads to a verdict by other rules', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    expect((await store.byAddress(URL_A, 'other', null)).kind).toBe('none');
  });

  it('is believed for good when the bytes came along with it', async () => {
    const store = new VerdictStore(clock);
    await store.keep('bytes:1', REPORT, null, RULES);
    now += 20 * DAY;
    expect((await store.byAddress('bytes:1', RULES, null)).kind).toBe('fresh');
  });
});

describe('by content', () => {
  it('the same picture elsewhere has its verdict already', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, signed, FACTS, RULES);
    expect(await store.byContent(SHA, RULES)).toEqual(signed);
    expect(await store.byContent(SHA, 'other')).toBeNull();
    await store.keep(URL_B, { ...signed, source: URL_B }, FACTS, RULES);
    expect((await store.state()).results).toBe(1);
    expect(await store.byAddress(URL_A, RULES, null)).toMatchObject({ kind: 'fresh', report: { source: URL_A } });
  });

  it('needs no address', async () => {
    const store = new VerdictStore(clock);
    await store.keep(null, signed, null, RULES);
    await store.keep(null, REPORT, null, RULES);
    expect((await store.state()).results).toBe(1);
  });

  it('is made again once the certificate has run out', async () => {
    const store = new VerdictStore(clock);
    const record = { certificateExpires: '2026-11-23T00:00:00Z' } as RecordReport;
    await store.keep(URL_A, { ...signed, record }, FACTS, RULES);
    expect(await store.byContent(SHA, RULES)).not.toBeNull();
    now += DAY;
    expect(await store.byContent(SHA, RULES)).toBeNull();
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('none');
  });
});

describe('what is kept', () => {
  it.each(['blocked', 'offline', 'timeout', 'budget', 'needs-permission', 'not-public', 'engine-failed'] as const)(
    'not a shortfall of the moment: %s',
    async (why) => {
      const store = new VerdictStore(clock);
      await store.keep(URL_A, { ...REPORT, basis: 'could-not-check', why }, FACTS, RULES);
      await store.keep(URL_B, { ...REPORT, notChecked: [{ what: 'novelai', why }] }, FACTS, RULES);
      expect((await store.state()).results).toBe(0);
    },
  );

  it('a shortfall of the file', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, { ...REPORT, basis: 'could-not-check', why: 'malformed' }, FACTS, RULES);
    expect((await store.state()).results).toBe(1);
  });

  it('is counted in results, bytes and age', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    now += HOUR;
    await store.keep(URL_B, REPORT, FACTS, RULES);
    await store.keep(URL_B, REPORT, FACTS, RULES);
    const bytes = JSON.stringify(REPORT).length * 2;
    expect(await store.state()).toEqual({ results: 2, bytes, oldest: new Date(START).toISOString(), available: true });
  });

  it('is bounded by count, least recently used first', async () => {
    const store = new VerdictStore(clock, { count: 10, bytes: 1e9 }, 0);
    const urls = Array.from({ length: 11 }, (_, index) => `https://example.org/${index}.jpg`);
    for (const [index, url] of urls.entries()) {
      now += 2 * HOUR;
      await store.keep(url, REPORT, FACTS, RULES);
      // The first one is looked at again and again, and so outlives the second.
      if (index > 0) await store.byAddress(urls[0] ?? '', RULES, null);
    }
    const kinds = await Promise.all(urls.map(async (url) => (await store.byAddress(url, RULES, null)).kind));
    expect(kinds.slice(0, 4)).toEqual(['stale', 'none', 'none', 'stale']);
    expect((await store.state()).results).toBe(9);
    expect((await rows()).addresses).toHaveLength(9);
  });

  it('is bounded by bytes', async () => {
    const each = JSON.stringify(REPORT).length;
    const store = new VerdictStore(clock, { count: 100, bytes: each * 5 }, 0);
    for (let index = 0; index < 8; index += 1) {
      now += 1;
      await store.keep(`https://example.org/${index}.jpg`, REPORT, FACTS, RULES);
    }
    const { results, bytes } = await store.state();
    expect(bytes).toBeLessThanOrEqual(each * 5);
    expect(bytes).toBe(results * each);
    await store.keep(URL_B, { ...REPORT, sentence: 'x'.repeat(each * 6) }, FACTS, RULES);
    expect((await store.byAddress(URL_B, RULES, null)).kind).toBe('none');
  });

  it('is bounded in the addresses that lead to one picture', async () => {
    const store = new VerdictStore(clock, { count: 2, bytes: 1e9 }, 0);
    for (let index = 0; index < 30; index += 1) await store.keep(`https://example.org/?${index}`, signed, FACTS, RULES);
    expect((await rows()).addresses.length).toBeLessThanOrEqual(8);
    expect((await store.byAddress('https://example.org/?29', RULES, null)).kind).toBe('fresh');
  });

  it('is dropped with age', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    now += 5 * DAY;
    await store.keep(URL_B, REPORT, FACTS, RULES);
    await store.dropOlderThan(4);
    expect(await store.state()).toMatchObject({ results: 1, oldest: new Date(now).toISOString() });
    expect((await rows()).addresses).toEqual([URL_B]);
  });

  it('outlives the background that kept it', async () => {
    await new VerdictStore(clock).keep(URL_A, REPORT, FACTS, RULES);
    expect((await new VerdictStore(clock).byAddress(URL_A, RULES, null)).kind).toBe('fresh');
  });

  it('keeps an attacker-named key as text', async () => {
    const store = new VerdictStore(clock);
    const hostile = JSON.parse('{"__proto__": {"polluted": true}}');
    await store.keep(URL_A, { ...REPORT, signals: hostile }, FACTS, RULES);
    const found = await store.byAddress(URL_A, RULES, null);
    expect(found.kind === 'fresh' && Object.hasOwn(found.report.signals, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('forgetting', () => {
  it('deletes the database, also while another copy of Whence has it open, and both work on', async () => {
    const store = new VerdictStore(clock);
    const other = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    expect((await other.byAddress(URL_A, RULES, null)).kind).toBe('fresh');
    await store.forgetEverything();
    expect(await indexedDB.databases()).toEqual([]);
    expect((await other.byAddress(URL_A, RULES, null)).kind).toBe('none');
    await store.keep(URL_B, REPORT, FACTS, RULES);
    expect(await store.state()).toMatchObject({ results: 1, available: true });
  });

  it('says so when the browser refuses', async () => {
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    await expect(new VerdictStore(clock).forgetEverything()).rejects.toThrow('no');
  });
});

describe('a store that fails is as good as empty', () => {
  async function expectHarmless(store: VerdictStore): Promise<void> {
    await store.keep(URL_A, REPORT, FACTS, RULES);
    await store.confirm(URL_A, FACTS);
    await store.dropOlderThan(1);
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('none');
    expect(await store.byContent(SHA, RULES)).toBeNull();
  }

  it('refused', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    const store = new VerdictStore(clock);
    await expectHarmless(store);
    expect((await store.state()).available).toBe(false);
  });

  it('absent', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expectHarmless(new VerdictStore(clock));
  });

  it('blocked by another copy that will not let go', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
    const looking = new VerdictStore(clock).byAddress(URL_A, RULES, null);
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    expect((await looking).kind).toBe('none');
  });

  it('full: gives up half of what it has, and tries once more', async () => {
    const store = new VerdictStore(clock);
    for (let index = 0; index < 4; index += 1) {
      now += 1;
      await store.keep(`https://example.org/${index}.jpg`, REPORT, FACTS, RULES);
    }
    const put = IDBObjectStore.prototype.put;
    let isFull = true;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      if (isFull && this.name === 'verdicts') {
        isFull = false;
        throw new DOMException('full', 'QuotaExceededError');
      }
      return put.call(this, value, key as never);
    } as never);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('fresh');
    expect((await store.state()).results).toBe(3);
  });

  it('full for good', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expectHarmless(new VerdictStore(clock));
  });

  it('corrupt', async () => {
    const store = new VerdictStore(clock);
    await store.keep(URL_A, REPORT, FACTS, RULES);
    const database = await openDB(DATABASE);
    const [verdict] = await database.getAll('verdicts');
    for (const report of ['{', 'null', '[]', '{"basis": 4}', 7]) {
      await database.put('verdicts', { ...verdict, report });
      expect((await store.byAddress(URL_A, RULES, null)).kind).toBe('none');
    }
    database.close();
  });
});

async function rows(): Promise<{ addresses: IDBValidKey[] }> {
  const database = await openDB(DATABASE);
  const addresses = await database.getAllKeys('addresses');
  database.close();
  return { addresses };
}
