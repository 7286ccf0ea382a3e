import type { AskedRange, PageBytes } from '../messaging/protocol.ts';

/**
 * Parts of a web file, read in the page's own context. The page has just shown the file, so the browser holds it, and
 * only here will it give it: the HTTP cache is partitioned by page. Nothing is parsed here.
 *
 * - Chromium: a range request, which it answers from the cache, also of a file that it holds whole; where it holds
 *   none, the server sends the range and no more.
 * - Firefox answers no ranges from its cache, so there the cache alone is asked for the file, and the server only then.
 *   It keeps cross-origin reads apart from what the page loaded: the background may as well ask for those itself.
 *
 * Chromium keeps these requests from the page's service worker and its list of resources; Firefox shows them in both.
 *
 * @param size bytes of the whole file where they are known.
 * @returns `null` when the page cannot read it: no CORS, a CSP that binds content scripts (Firefox), or no answer.
 */
export async function readRanges(
  url: string,
  ranges: readonly AskedRange[],
  size: number | null,
): Promise<PageBytes | null> {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  try {
    if (!import.meta.env.FIREFOX) return await byRanges(url, ranges, size, signal);
    if (!isOwn(url)) return null;
    return (await fromCache(url, ranges, signal)) ?? (await byRanges(url, ranges, size, signal));
  } catch {
    return null;
  }
}

function isOwn(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === location.origin;
}

/** The whole file, if it is in the cache and small enough that taking it whole costs no more than its parts. */
async function fromCache(url: string, ranges: readonly AskedRange[], signal: AbortSignal): Promise<PageBytes | null> {
  const init: RequestInit = { cache: 'only-if-cached', mode: 'same-origin', headers: { Accept: ACCEPT }, signal };
  const response = await fetch(url, init).catch(() => null);
  if (response?.status !== 200) return null;
  const size = lengthOf(response);
  if (size === null || size > LARGEST_WHOLE) {
    await response.body?.cancel();
    return null;
  }
  const places = ranges.map((range) => placed(range, size));
  return { ...saidBy(response), size, parts: (await take(response, places)).map(base64Of) };
}

async function byRanges(
  url: string,
  [first, ...others]: readonly AskedRange[],
  knownSize: number | null,
  signal: AbortSignal,
): Promise<PageBytes | null> {
  const ask = (headers: Record<string, string>, method = 'GET') =>
    fetch(url, { method, headers: { Accept: ACCEPT, ...headers }, cache: 'force-cache', signal });
  const part = async ({ start, end }: Place): Promise<readonly [Response, Uint8Array]> => {
    const response = await ask({ Range: `bytes=${start}-${end - 1}` });
    // A server that ignores ranges sends the file from its start.
    const before = response.status === 206 ? 0 : start;
    const length = lengthOf(response);
    // In one piece where it is no more than was asked for: each piece of a stream is a task of the page's thread.
    if (response.status === 206 && length !== null && length <= end - start)
      return [response, new Uint8Array(await response.arrayBuffer())];
    const stop = Math.min(before + end - start, length ?? Infinity);
    const [bytes = NOTHING] = response.ok ? await take(response, [{ start: before, end: stop }]) : [];
    return [response, bytes];
  };
  if (first === undefined || first.offset < 0) return null;
  const [response, bytes] = await part(placed(first, knownSize ?? Infinity));
  if (!response.ok) return null;
  // CORS hides the header that tells the size of a range's file, but not the length of the file itself.
  const size = totalOf(response) ?? knownSize ?? lengthOf(await ask({}, 'HEAD'));
  if (size === null) return null;
  const rest = await Promise.all(others.map(async (range) => (await part(placed(range, size)))[1]));
  return { ...saidBy(response), size, parts: [bytes, ...rest].map(base64Of) };
}

/**
 * The bytes at these places of a body, in their order; what lies behind the last is not waited for, and nothing else
 * is kept: a page of pictures, taken whole, would leave its whole size in the page's memory. Shorter where the body ends.
 */
async function take(response: Response, places: readonly Place[]): Promise<readonly Uint8Array[]> {
  const taken = places.map(({ start, end }) => new Uint8Array(end - start));
  const last = Math.max(...places.map(({ end }) => end));
  const reader = response.body?.getReader();
  let at = 0;
  while (reader !== undefined && at < last) {
    const { done, value } = await reader.read();
    if (done) break;
    places.forEach(({ start, end }, index) => {
      const from = Math.max(0, start - at);
      if (from < value.length && at < end) taken[index]?.set(value.subarray(from, end - at), at + from - start);
    });
    at += value.length;
  }
  await reader?.cancel();
  return taken.map((bytes, index) => bytes.subarray(0, Math.max(0, at - (places[index]?.start ?? 0))));
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function placed({ offset, length }: AskedRange, size: number): Place {
  const start = Math.min(offset < 0 ? Math.max(0, size + offset) : offset, size);
  return { start, end: Math.min(start + length, size) };
}

function totalOf(response: Response): number | null {
  if (response.status === 200) return lengthOf(response);
  const total = /\/(\d{1,15})$/.exec(response.headers.get('content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
}

function lengthOf({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}

function saidBy({ headers }: Response): Omit<PageBytes, 'size' | 'parts'> {
  const said = (name: string) => headers.get(name);
  return {
    etag: said('etag'),
    lastModified: said('last-modified'),
    cacheControl: said('cache-control'),
    link: said('link'),
  };
}

function base64Of(bytes: Uint8Array): string {
  const modern = (bytes as { toBase64?(): string }).toBase64?.();
  if (modern !== undefined) return modern;
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

/** Milliseconds for one answer: a slow page must not hold up the others. */
const TIME_LIMIT = 4_000;
/** Taking a file of this size from the cache costs about as much as taking two ranges of it. */
const LARGEST_WHOLE = 2 * 1024 * 1024;
const NOTHING = new Uint8Array();
/** Arguments one call takes in every browser. */
const PIECE = 0x2000;
/**
 * What the browser's own pictures are asked for with (Chromium 156, Firefox 153): where a server chooses the format by
 * it (`Vary: Accept`), the picture is cached under it, and any other word would be answered with another picture.
 */
const ACCEPT = import.meta.env.FIREFOX
  ? 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
  : 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
