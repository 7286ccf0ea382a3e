import { type ByteSource, Unreadable } from '../bytes/source.ts';
import type { OriginalAnswer, Tried } from '../model/original.ts';
import type { Report } from '../model/report.ts';
import type { Basis } from '../model/verdict.ts';
import type { Candidate } from '../originals/candidate.ts';
import { likeness, type Thumbnail } from '../originals/same-picture.ts';
import { refusal } from './address-rules.ts';
import type { Validators } from './http-facts.ts';
import { type HttpSource, openHttp } from './http-source.ts';
import { type SearchBudget, SearchBook } from './search-book.ts';

export interface OriginalSearch {
  /** In the order they are to be tried. */
  readonly candidates: readonly Candidate[];
  readonly pageUrl: string;
  /** The copy the page shows. `validators` tell the same file under another address. */
  readonly shown: {
    readonly report: Report;
    readonly thumbnail: Thumbnail | null;
    readonly validators: Validators | null;
  };
  inspect(source: ByteSource, name: string): Promise<Report>;
  /** Decodes the picture and scales it down; `null` when it cannot. */
  thumbnail(source: ByteSource, report: Report): Promise<Thumbnail | null>;
  /** Why a candidate may not be asked for; `null` when it may. */
  obstacle(candidate: Candidate): 'needs-consent' | 'needs-permission' | null;
  /** Hosts that said no (403, 429) this session: read and added to. */
  readonly refusedHosts: Set<string>;
  readonly signal: AbortSignal;
  /** Hears whose turn it is, and what came of each that is not the answer. */
  readonly onAsking?: (candidate: Candidate) => void;
  readonly onTried?: (tried: Tried) => void;
  readonly budget?: Partial<SearchBudget>;
  readonly fetch?: typeof fetch;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Asks candidate after candidate whether it is the same picture with more evidence, and stops at the first that has an
 * intact record. Without one, the one with the strongest evidence beyond that of the copy shown is the answer.
 * Contacts nobody the caller has not agreed to; no cookies, no referrer, no redirects but those by design.
 * @throws only the reason of an abort.
 */
export async function findOriginal(search: OriginalSearch): Promise<OriginalAnswer> {
  const book = new SearchBook(search);
  const tried: Tried[] = [];
  let best: { readonly candidate: Candidate; readonly report: Report } | null = null;
  for (const candidate of search.candidates) {
    search.signal.throwIfAborted();
    const result = await tryOne(candidate, search, book, best?.report ?? search.shown.report);
    search.signal.throwIfAborted();
    if (!('report' in result)) {
      const told: Tried = { url: candidate.url, why: candidate.why, ...result };
      tried.push(told);
      search.onTried?.(told);
      continue;
    }
    best = { candidate, report: result.report };
    if (INTACT.has(result.report.basis)) break;
  }
  if (best === null) return { kind: 'none', tried };
  const { candidate, report } = best;
  return { kind: 'found', url: candidate.url, why: candidate.why, report, tried };
}

const INTACT: ReadonlySet<Basis> = new Set(['signed-trusted', 'signed-unrecognised', 'signed-lapsed']);

/** What is worth finding, best first. Two in one place are worth the same. */
const WORTH: readonly (readonly Basis[])[] = [
  ['signed-trusted'],
  ['signed-unrecognised', 'signed-lapsed'],
  ['record-elsewhere'],
  ['changed-since-signing', 'record-broken'],
  ['declared', 'watermark'],
];

function isBetter(report: Report, than: Report): boolean {
  const place = (basis: Basis) => {
    const index = WORTH.findIndex((bases) => bases.includes(basis));
    return index === -1 ? WORTH.length : index;
  };
  return place(report.basis) < place(than.basis);
}

type Shortfall = Pick<Tried, 'outcome' | 'pixels'>;

/** Under this many bytes a file is a placeholder or a beacon. */
const MIN_PICTURE_BYTES = 1024;

async function tryOne(
  candidate: Candidate,
  search: OriginalSearch,
  book: SearchBook,
  than: Report,
): Promise<{ readonly report: Report } | Shortfall> {
  const why = refusal(candidate.url, search.pageUrl) ?? search.obstacle(candidate);
  if (why !== null) return { outcome: why, pixels: null };
  const spent = await book.enter(candidate);
  if (spent !== null) return { outcome: spent, pixels: null };
  search.onAsking?.(candidate);
  let source: HttpSource | null = null;
  try {
    const opened = await openHttp(candidate.url, {
      pageUrl: search.pageUrl,
      signal: search.signal,
      fetch: book.fetchFor(candidate),
      limits: book.limits,
    });
    if (opened.kind === 'not-modified') return { outcome: 'blocked', pixels: null };
    ({ source } = opened);
    return await compare(source, candidate, search, than);
  } catch (error) {
    return { outcome: error instanceof Unreadable ? error.why : 'engine-failed', pixels: null };
  } finally {
    source?.close();
  }
}

async function compare(
  source: HttpSource,
  { url }: Candidate,
  search: OriginalSearch,
  than: Report,
): Promise<{ readonly report: Report } | Shortfall> {
  const { shown } = search;
  if (isSameFile(source.facts, shown.validators)) return { outcome: 'same-file', pixels: null };
  if (source.size !== null && source.size < MIN_PICTURE_BYTES) return { outcome: 'placeholder', pixels: null };
  const report = await search.inspect(source, url);
  const { pixels } = report;
  if (report.basis === 'could-not-check') return { outcome: report.why ?? 'unsupported', pixels };
  if (report.sha256 !== null && report.sha256 === shown.report.sha256) return { outcome: 'same-file', pixels };
  if (!isBetter(report, than)) return { outcome: 'no-record', pixels };
  const thumbnail = shown.thumbnail === null ? null : await search.thumbnail(source, report);
  if (shown.thumbnail === null || thumbnail === null) return { outcome: 'cannot-compare', pixels };
  const alike = likeness(shown.thumbnail, thumbnail);
  return alike === 'same' ? { report } : { outcome: UNLIKE[alike], pixels };
}

const UNLIKE = {
  perhaps: 'perhaps-another-picture',
  crop: 'another-shape',
  different: 'another-picture',
} as const;

/** A strong validator that agrees, or a date and a size that both do. */
function isSameFile(facts: Validators, shown: Validators | null): boolean {
  if (shown === null || facts.size !== shown.size || facts.size === null) return false;
  if (facts.etag !== null && shown.etag !== null) return facts.etag === shown.etag && !facts.etag.startsWith('W/');
  return facts.lastModified !== null && facts.lastModified === shown.lastModified;
}
