import { Unreadable } from '../bytes/source.ts';
import type { SoftBinding } from '../model/soft-binding.ts';
import { refusal } from './address-rules.ts';
import { BodyReader } from './body-reader.ts';

/** A record that a store names. */
export interface Match {
  readonly manifestId: string;
  /** Address of its manifest store. */
  readonly address: string;
  /** How alike the two are by the store's own word, 0 to 100; `null` where it says nothing. */
  readonly similarity: number | null;
}

export interface MatchOptions {
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
  /** Milliseconds without a byte. */
  readonly stallMs?: number;
}

/** Records asked for, and read of an answer: a code that fits more is no code. */
const MAX_MATCHES = 10;
/** Ten matches with the longest identifiers take 20 kB; a store that ignores the number asked for may still answer. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Identifiers are URNs of some 60 characters (C2PA 2.2 §8.2). */
const MAX_ID_LENGTH = 512;
/** Longer addresses are refused by some servers; the API has POST for those. */
const MAX_GET_LENGTH = 2000;
const STALL_MS = 6_000;

/**
 * Asks one record store for the records of a soft binding, best match first: `/matches/byBinding` of the C2PA Soft
 * Binding Resolution API 1.0 (https://spec.c2pa.org/specifications/specifications/2.2/softbinding/Decoupled.html).
 * The store learns the code and that somebody at this network address asked; no cookies, no referrer, and whoever it
 * would pass the question on to is not asked.
 * @param resolver address of the API, without a slash at its end
 * @returns none where the store knows no record
 * @throws Unreadable
 */
export async function findMatches(
  resolver: string,
  { alg, value }: SoftBinding,
  options: MatchOptions,
): Promise<readonly Match[]> {
  const base = `${resolver}/matches/byBinding`;
  const query = new URLSearchParams({ alg, value, maxResults: String(MAX_MATCHES) });
  const posting = { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ alg, value }) };
  const post = () => ask(`${base}?maxResults=${MAX_MATCHES}`, posting, resolver, options);
  const isShort = base.length + query.toString().length < MAX_GET_LENGTH;
  let reader = isShort ? await ask(`${base}?${query}`, {}, resolver, options) : await post();
  try {
    if (isShort && reader.response.status === TOO_LONG) {
      reader.cancel();
      reader = await post();
    }
    return matchesIn(await textOf(reader), resolver);
  } finally {
    reader.cancel();
  }
}

/**
 * Asks one record store for the records of a file by sending it the file: `/matches/byContent`. Only ever by the person's
 * word about this very file: the store learns all that the file holds.
 * @param type media type of the file
 * @throws Unreadable
 */
export async function findMatchesOf(
  resolver: string,
  file: Uint8Array<ArrayBuffer>,
  type: string,
  options: MatchOptions,
): Promise<readonly Match[]> {
  if (file.length > MAX_SENT_BYTES) throw new Unreadable('too-large');
  const sending = { method: 'POST', headers: { 'content-type': type }, body: file };
  const url = `${resolver}/matches/byContent?maxResults=${MAX_MATCHES}`;
  const reader = await ask(url, sending, resolver, { stallMs: SENDING_MS, ...options });
  try {
    return matchesIn(await textOf(reader), resolver);
  } finally {
    reader.cancel();
  }
}

/**
 * Whether a store says that it knows fingerprints of that algorithm: `/services/supportedAlgorithms`. A picture's
 * fingerprint is told to nobody else.
 * @throws Unreadable
 */
export async function takesFingerprint(resolver: string, alg: string, options: MatchOptions): Promise<boolean> {
  const reader = await ask(`${resolver}/services/supportedAlgorithms`, {}, resolver, options);
  try {
    const { fingerprints } = fieldsOf(parsed(await textOf(reader)));
    return (
      Array.isArray(fingerprints) && fingerprints.slice(0, MAX_ALGORITHMS).some((each) => fieldsOf(each)['alg'] === alg)
    );
  } finally {
    reader.cancel();
  }
}

/** A person waits, and the time for all questions is short: most pictures on pages have less than 1 MB. */
const MAX_SENT_BYTES = 8 * 1024 * 1024;
/** Milliseconds for sending a file and hearing of it. */
const SENDING_MS = 12_000;
/** The published list has some fifty in all. */
const MAX_ALGORITHMS = 1000;

const JSON_BODY = { 'content-type': 'application/json' };
/** "Query too long, consider using POST instead". */
const TOO_LONG = 414;

/** Asks with every request's manners. A redirect is not followed: it would tell the code to somebody nobody chose. */
function ask(url: string, init: RequestInit, resolver: string, options: MatchOptions): Promise<BodyReader> {
  const reason = refusal(url, resolver);
  if (reason !== null) throw new Unreadable(reason);
  const { signal, fetch: fetchOption, stallMs = STALL_MS } = options;
  const fetching = fetchOption ?? ((input, given) => fetch(input, given));
  return BodyReader.open(
    (aborted) =>
      fetching(url, {
        ...init,
        headers: { Accept: 'application/json', ...init.headers },
        signal: aborted,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'manual',
      }),
    signal,
    stallMs,
  );
}

async function textOf(reader: BodyReader): Promise<string> {
  const { status } = reader.response;
  if (status !== 200) throw new Unreadable('blocked', `the server answered ${status}`);
  const bytes = await reader.take(MAX_ANSWER_BYTES + 1);
  if (bytes.length > MAX_ANSWER_BYTES) throw new Unreadable('too-large');
  return new TextDecoder().decode(bytes);
}

function matchesIn(text: string, resolver: string): readonly Match[] {
  const matches = fieldsOf(parsed(text))['matches'];
  if (!Array.isArray(matches)) throw new Unreadable('malformed', 'no list of matches');
  const read = matches.slice(0, MAX_MATCHES).map((match) => readMatch(fieldsOf(match), resolver));
  const known = read.filter((match) => match !== null);
  // It knows some, and names none in a way that could be asked for.
  if (known.length === 0 && matches.length > 0) throw new Unreadable('malformed', 'no match has an identifier');
  return known.toSorted((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0));
}

function readMatch({ manifestId, endpoint, similarityScore }: Record<string, unknown>, resolver: string): Match | null {
  if (typeof manifestId !== 'string' || manifestId.length > MAX_ID_LENGTH || /^\.{0,2}$/.test(manifestId)) return null;
  if (!manifestId.isWellFormed()) return null;
  // Without an endpoint of its own, it is at the one that was asked.
  const at = typeof endpoint === 'string' && URL.canParse(endpoint) ? endpoint.replace(/\/+$/, '') : resolver;
  const isScore = typeof similarityScore === 'number' && similarityScore >= 0 && similarityScore <= 100;
  const similarity = isScore ? Math.round(similarityScore) : null;
  return { manifestId, address: `${at}/manifests/${encodeURIComponent(manifestId)}`, similarity };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('malformed', 'no JSON');
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
