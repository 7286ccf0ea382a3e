import type { AskedRange, PageBytes, ToPage } from '../messaging/protocol.ts';
import { base64Of } from './base64-of.ts';

/**
 * A part of a web file, read in the page's own context. The page has just shown the file, so the browser holds it, and
 * only here will it give it: the HTTP cache is partitioned by page. Nothing is parsed here.
 *
 * - Chromium: a range request, which it answers from the cache, also of a file that it holds whole; where it holds
 *   none, the server sends the range and no more.
 * - Firefox answers no ranges from its cache, so there the cache alone is asked for the file. What it does not hold, and
 *   what is of another origin, which it reads apart from what the page loaded, the background may as well ask for.
 *
 * Chromium keeps these requests from the page's service worker and its list of resources; Firefox shows them in both.
 *
 * @returns `null` when the page cannot read it: no CORS, a CSP that binds content scripts (Firefox), or no answer.
 */
export async function readRange({ url, range, size }: Parameters<ToPage['readRange']>[0]): Promise<PageBytes | null> {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(url, { headers: { Accept: ACCEPT, ...headers }, cache: 'force-cache', signal, ...init });
  const { offset, length } = range;
  try {
    let response: Response | null = null;
    if (import.meta.env.FIREFOX) {
      if (new URL(url).origin !== location.origin) return null;
      response = await ask({}, { cache: 'only-if-cached', mode: 'same-origin' }).catch(() => null);
      // Of what a player loads, the cache holds pieces, and answers with the one it has.
      if (response?.status !== 200 || (lengthOf(response) ?? Infinity) > LARGEST_WHOLE) {
        await response?.body?.cancel();
        return null;
      }
    }
    response ??= await ask({ Range: `bytes=${offset}-${offset + length - 1}` });
    const said = (name: string) => response.headers.get(name);
    const [, from = offset, total = null] = /^bytes (\d+)-\d+\/(\d+)/.exec(said('content-range') ?? '') ?? [];
    // A server that ignores ranges sends the file from its start.
    const start = response.status === 206 ? Number(from) : 0;
    if (!response.ok || start > offset) return null;
    const part = await take(response, range, start);
    // CORS hides the header that tells the size of a range's file, but not the length of the file itself.
    const told = response.status === 206 ? total : lengthOf(response);
    const whole = told ?? size ?? lengthOf(await ask({}, { method: 'HEAD' }));
    if (whole === null) return null;
    return {
      size: Number(whole),
      part,
      etag: said('etag'),
      lastModified: said('last-modified'),
      cacheControl: said('cache-control'),
      link: said('link'),
    };
  } catch {
    return null;
  }
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

function lengthOf(response: Response | null): number | null {
  const length = response?.headers.get('content-length');
  return length == null || response?.headers.has('content-encoding') === true ? null : Number(length);
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
