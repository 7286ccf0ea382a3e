import type { HttpFacts, Validators } from '../fetch/http-facts.ts';
import type { StoreState } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';
import {
  type StoredAddress,
  type StoredVerdict,
  type VerdictDatabase,
  deleteDatabase,
  openDatabase,
} from './database.ts';
import { type Entry, evict, put } from './eviction.ts';
import { GatheredEntries } from './gathered-entries.ts';
import { canRevalidate, freshUntil, hasLapsedSince, isKeepable } from './freshness.ts';

export interface StoreLimits {
  /** Verdicts kept at most. */
  readonly count: number;
  /** Bytes of report text kept at most. */
  readonly bytes: number;
}

const STORE_LIMITS: StoreLimits = { count: 5_000, bytes: 32 * 1024 * 1024 };

export type Lookup =
  | { readonly kind: 'fresh'; readonly report: Report }
  /** Ask the server with these whether the file changed; `report`, whose source it is kept under, stands if it did not. */
  | { readonly kind: 'stale'; readonly report: Report; readonly known: Validators }
  | { readonly kind: 'none' };

/** The last use is written at most this often, so that a hit rarely costs a write. */
const TOUCH_MS = 60 * 60 * 1000;

interface Question {
  readonly urls: readonly string[];
  readonly rules: string;
  readonly bytesHint: number | null;
  readonly answer: (lookup: Lookup) => void;
}

/**
 * Verdicts that were already made: by address, for as long as the server's validators say it is the same file,
 * and by content hash, so that the same picture elsewhere is not validated again. Both under `rules`: the version
 * of the engine and of the trust lists, since other rules make other verdicts.
 *
 * The store is a convenience. Refused, full, corrupt or blocked, it behaves as if it were empty.
 */
export class VerdictStore {
  readonly #limits: StoreLimits;
  readonly #now: () => number;
  #database: Promise<VerdictDatabase> | null = null;
  readonly #gathered: GatheredEntries;
  #questions: Question[] = [];

  constructor(now: () => number = Date.now, limits: StoreLimits = STORE_LIMITS, gatherMs?: number) {
    this.#now = now;
    const store = (entries: readonly Entry[]) =>
      this.#attempt(undefined, (database) => put(database, entries, this.#limits));
    this.#gathered = new GatheredEntries(store, gatherMs);
    this.#limits = limits;
  }

  /**
   * @param url the address; or several the file may be kept under, of which the first that is known counts.
   * @param bytesHint the size the page saw; another one than stored means another file.
   */
  byAddress(url: string | readonly string[], rules: string, bytesHint: number | null): Promise<Lookup> {
    return new Promise((answer) => {
      const urls = typeof url === 'string' ? [url] : url;
      if (this.#questions.push({ urls, rules, bytesHint, answer }) === 1) setTimeout(() => void this.#answerAll());
    });
  }

  /** A page asks about many at once: one transaction finds the addresses of all. */
  async #answerAll(): Promise<void> {
    const questions = this.#questions;
    this.#questions = [];
    const found = await this.#attempt([], async (database) => {
      const { store } = database.transaction('addresses');
      const addressOf = (url: string) => this.#gathered.addressAt(url) ?? store.get(url);
      return Promise.all(questions.map(({ urls }) => Promise.all(urls.map(addressOf))));
    });
    questions.forEach(({ rules, bytesHint, answer }, index) => {
      const known = (found[index] ?? []).filter((address) => address !== undefined);
      const looking = this.#attempt<Lookup>({ kind: 'none' }, async (database) => {
        for (const address of known) {
          const lookup = await this.#lookup(database, address, rules, bytesHint);
          if (lookup !== null) return lookup;
        }
        return { kind: 'none' };
      });
      void looking.then(answer);
    });
  }

  async #lookup(
    database: VerdictDatabase,
    { url, verdict, freshUntil, etag, lastModified, size }: StoredAddress,
    rules: string,
    bytesHint: number | null,
  ): Promise<Lookup | null> {
    const kept = await this.#report(database, verdict, rules);
    if (kept === null) return null;
    const report = { ...kept, source: url };
    const looksOther = bytesHint !== null && size !== null && bytesHint !== size;
    if (!looksOther && this.#now() < freshUntil) return { kind: 'fresh', report };
    const known = { etag, lastModified, size };
    return canRevalidate(known) ? { kind: 'stale', report, known } : null;
  }

  /** @param sha256 hex, of the whole file. */
  async byContent(sha256: string, rules: string): Promise<Report | null> {
    return this.#attempt(null, (database) => this.#report(database, contentKey(sha256, rules), rules));
  }

  /**
   * Keeps a verdict, if it is one of the file and not of the moment.
   * @param url `null` for a file without a lasting address (`blob:`).
   * @param facts what the server said; `null` for bytes that were handed over, whose address never changes.
   */
  async keep(url: string | null, report: Report, facts: HttpFacts | null, rules: string): Promise<void> {
    if (!isKeepable(report)) return;
    const key =
      report.sha256 === null ? (url === null ? null : addressKey(url, rules)) : contentKey(report.sha256, rules);
    if (key === null) return;
    const text = JSON.stringify(report);
    const now = this.#now();
    const verdict: StoredVerdict = {
      key,
      report: text,
      bytes: new TextEncoder().encode(text).length,
      made: now,
      used: now,
    };
    const address =
      url === null
        ? null
        : {
            url,
            verdict: key,
            etag: facts?.etag ?? null,
            lastModified: facts?.lastModified ?? null,
            size: facts?.size ?? report.size,
            freshUntil: facts === null ? Infinity : freshUntil(facts, now),
          };
    await this.#gathered.add({ verdict, address });
  }

  /** The server said the file behind `url` is still the one the verdict was made for. */
  async confirm(url: string, facts: HttpFacts): Promise<void> {
    this.#gathered.confirm(url, freshUntil(facts, this.#now()));
    await this.#attempt(undefined, async (database) => {
      const transaction = database.transaction('addresses', 'readwrite');
      const address = await transaction.store.get(url);
      if (address !== undefined)
        await transaction.store.put({ ...address, freshUntil: freshUntil(facts, this.#now()) });
      await transaction.done;
    });
  }

  /** Drops what was made more than `days` ago. */
  async dropOlderThan(days: number): Promise<void> {
    const limit = this.#now() - days * 24 * 60 * 60 * 1000;
    await this.#attempt(undefined, (database) => evict(database, 'made', (verdict) => verdict.made < limit));
  }

  async state(): Promise<StoreState> {
    const none: StoreState = { results: 0, bytes: 0, oldest: null, available: false };
    return this.#attempt(none, async (database) => {
      const totals = await database.get('totals', 'totals');
      const oldest = await database.transaction('verdicts').store.index('made').openCursor();
      return {
        results: totals?.count ?? 0,
        bytes: totals?.bytes ?? 0,
        oldest: oldest === null ? null : new Date(oldest.value.made).toISOString(),
        available: true,
      };
    });
  }

  /** Deletes the database itself. @throws when the browser refuses: the person must not believe it is gone. */
  async forgetEverything(): Promise<void> {
    const open = this.#database;
    this.#database = null;
    (await open?.catch(() => null))?.close();
    await deleteDatabase();
  }

  async #report(database: VerdictDatabase, key: string, rules: string): Promise<Report | null> {
    if (!key.endsWith(rulesSuffix(rules))) return null;
    const stored = this.#gathered.verdictAt(key) ?? (await database.get('verdicts', key));
    if (stored === undefined) return null;
    const report = parseReport(stored.report);
    const now = this.#now();
    if (report === null || hasLapsedSince(report, stored.made, now)) return null;
    if (now - stored.used > TOUCH_MS) await database.put('verdicts', { ...stored, used: now });
    return report;
  }

  async #attempt<T>(otherwise: T, work: (database: VerdictDatabase) => Promise<T>): Promise<T> {
    try {
      this.#database ??= openDatabase(() => (this.#database = null));
      return await work(await this.#database);
    } catch {
      // The next use opens again: storage may have been cleared, closed or freed in the meantime.
      this.#database = null;
      return otherwise;
    }
  }
}

function contentKey(sha256: string, rules: string): string {
  return `sha256:${sha256}${rulesSuffix(rules)}`;
}

function addressKey(url: string, rules: string): string {
  return `url:${url}${rulesSuffix(rules)}`;
}

function rulesSuffix(rules: string): string {
  return `|${rules}`;
}

/** Ours, but read from a disk: what is not a report any more is as good as absent. */
function parseReport(text: unknown): Report | null {
  try {
    const report = JSON.parse(String(text)) as Partial<Report> | null;
    const isReport =
      typeof report?.basis === 'string' && typeof report.sentence === 'string' && Array.isArray(report.notChecked);
    return isReport ? (report as Report) : null;
  } catch {
    return null;
  }
}
