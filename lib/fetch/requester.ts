import { Unreadable } from '../bytes/source.ts';
import { refusal } from './address-rules.ts';
import { BodyReader } from './body-reader.ts';
import { isFile, isMislabeled, type Validators } from './http-facts.ts';

export interface RequesterOptions {
  readonly url: string;
  readonly pageUrl: string;
  readonly fetch: typeof fetch;
  /** Ends every request. */
  readonly signal: AbortSignal;
  readonly stallMs: number;
}

/** How every server is asked: as nobody in particular, and past the cache, which is the person's. */
export const MANNERS = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'follow',
} as const satisfies RequestInit;

/** Asks one server for one file. Every request keeps the same manners, and no answer is read that may not be. */
export class Requester {
  readonly #options: RequesterOptions;

  constructor(options: RequesterOptions) {
    this.#options = options;
  }

  /**
   * Bytes [start, end), or whatever the server makes of it.
   * @throws Unreadable
   */
  range(start: number, end: number): Promise<BodyReader> {
    return this.#request({ Range: `bytes=${start}-${end - 1}` });
  }

  /**
   * The first bytes; none (304) when the file is still the one of `known`.
   * @throws Unreadable
   */
  async first(length: number, known: Validators | undefined): Promise<BodyReader> {
    const range = { Range: `bytes=0-${length - 1}` };
    const conditions = known === undefined ? {} : conditionsOf(known);
    const reader = await this.#request({ ...range, ...conditions }).catch((error: unknown) => {
      const isConditional = Object.keys(conditions).length > 0;
      // Without host permission a condition costs a preflight that many servers refuse; a plain range does not.
      if (isConditional && error instanceof Unreadable && error.why === 'offline') return this.#request(range);
      throw error;
    });
    const { response } = reader;
    const isPart = response.status === 206 && !isMislabeled(response, 0);
    if (isPart || response.status === 200 || response.status === 304) return reader;
    // An empty file, or a server that cannot cut one: the whole body then.
    reader.cancel();
    const whole = await this.#request({});
    if (isFile(whole.response)) return whole;
    whole.cancel();
    throw new Unreadable('blocked', `the server answered ${whole.response.status} to a plain request`);
  }

  async #request(headers: Record<string, string>): Promise<BodyReader> {
    const { url, pageUrl, fetch, signal, stallMs } = this.#options;
    const reader = await BodyReader.open(
      (requestSignal) => fetch(url, { headers, signal: requestSignal, ...MANNERS }),
      signal,
      stallMs,
    );
    const { response } = reader;
    // A redirect can only be judged once it was followed; its body is never read.
    const reason = response.url === '' ? null : refusal(response.url, pageUrl);
    if (reason === null && TAKEN.has(response.status)) return reader;
    reader.cancel();
    if (reason !== null) throw new Unreadable(reason, 'redirected there');
    throw new Unreadable('blocked', `the server answered ${response.status}`);
  }
}

/** Whole, part, not modified, no such part. */
const TAKEN: ReadonlySet<number> = new Set([200, 206, 304, 416]);

function conditionsOf({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag !== null && { 'If-None-Match': etag }),
    ...(lastModified !== null && { 'If-Modified-Since': lastModified }),
  };
}
