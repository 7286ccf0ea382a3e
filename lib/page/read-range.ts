import type { AskedRange, PageBytes } from '../messaging/protocol.ts';
import { base64Of } from './base64-of.ts';

/**
 * A part of a web file, read in the page's own context. The page has just shown the file, so the browser holds it, and
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
export async function readRange(url: string, range: AskedRange, size: number | null): Promise<PageBytes | null> {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  try {
    return await (import.meta.env.FIREFOX ? inFirefox(url, range, size, signal) : byRange(url, range, size, signal));
  } catch {
    return null;
  }
}

async function inFirefox(
  url: string,
  range: AskedRange,
  size: number | null,
  signal: AbortSignal,
): Promise<PageBytes | null> {
  if (!URL.canParse(url) || new URL(url).origin !== location.origin) return null;
  return (await fromCache(url, range, signal)) ?? (await byRange(url, range, size, signal));
}

/** Out of the whole file, if it is in the cache and small enough that taking it costs no more than the range. */
async function fromCache(url: string, range: AskedRange, signal: AbortSignal): Promise<PageBytes | null> {
  const init: RequestInit = { cache: 'only-if-cached', mode: 'same-origin', headers: { Accept: ACCEPT }, signal };
  const response = await fetch(url, init).catch(() => null);
  if (response?.status !== 200) return null;
  const size = lengthOf(response);
  if (size !== null && size <= LARGEST_WHOLE)
    return { ...saidBy(response), size, part: await take(response, range, 0) };
  await response.body?.cancel();
  return null;
}

async function byRange(
  url: string,
  range: AskedRange,
  knownSize: number | null,
  signal: AbortSignal,
): Promise<PageBytes | null> {
  const ask = (headers: Record<string, string>, method = 'GET') =>
    fetch(url, { method, headers: { Accept: ACCEPT, ...headers }, cache: 'force-cache', signal });
  const { offset, length } = range;
  const response = await ask({ Range: `bytes=${offset}-${offset + length - 1}` });
  if (!response.ok) return null;
  // A server that ignores ranges sends the file from its start.
  const part = await take(response, range, response.status === 206 ? offset : 0);
  // CORS hides the header that tells the size of a range's file, but not the length of the file itself.
  const size = totalOf(response) ?? knownSize ?? lengthOf(await ask({}, 'HEAD'));
  return size === null ? null : { ...saidBy(response), size, part };
}

/**
 * A range of the file whose bytes from `start` on are this body, as base64; shorter where the body ends. What lies
 * behind it is not waited for, and what lies before not kept: a page of pictures, taken whole, would leave its whole
 * size in the page's memory.
 */
async function take(response: Response, { offset, length }: AskedRange, start: number): Promise<string> {
  // In one piece where it is no more than was asked for: each piece of a stream is a task of the page's thread.
  if (start === offset && (lengthOf(response) ?? Infinity) <= length)
    return base64Of(new Uint8Array(await response.arrayBuffer()));
  const taken = new Uint8Array(length);
  const reader = response.body?.getReader();
  let at = start - offset;
  while (reader !== undefined && at < length) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > 0) taken.set(value.subarray(Math.max(0, -at), length - at), Math.max(0, at));
    at += value.length;
  }
  await reader?.cancel();
  return base64Of(taken.subarray(0, Math.max(0, at)));
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

function saidBy({ headers }: Response): Omit<PageBytes, 'size' | 'part'> {
  const said = (name: string) => headers.get(name);
  return {
    etag: said('etag'),
    lastModified: said('last-modified'),
    cacheControl: said('cache-control'),
    link: said('link'),
  };
}

/** Milliseconds for one answer: a slow page must not hold up the others. */
const TIME_LIMIT = 4_000;
/** Taking a file of this size from the cache costs about as much as a request. */
const LARGEST_WHOLE = 2 * 1024 * 1024;
/**
 * What the browser's own pictures are asked for with (Chromium 156, Firefox 153): where a server chooses the format by
 * it (`Vary: Accept`), the picture is cached under it, and any other word would be answered with another picture.
 */
const ACCEPT = import.meta.env.FIREFOX
  ? 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
  : 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
