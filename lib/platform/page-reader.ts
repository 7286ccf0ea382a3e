import { freshnessOf } from '../fetch/http-facts.ts';
import type { AskedRange, PageBytes } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { PageAnswer } from '../messaging/send-to-page.ts';
import type { PageReading } from './compute-job.ts';
import { parsePageBytes } from './parse-page-bytes.ts';

/** More of a file that a page began to deliver. */
export interface PageQuestion {
  readonly tab: number;
  readonly frame: number;
  readonly url: string;
  /** Bytes of the whole file, as the page said. */
  readonly size: number;
  readonly offset: number;
  readonly length: number;
}

export type AskFrame = (
  tab: number,
  frame: number,
  name: 'readRanges',
  body: { readonly url: string; readonly ranges: readonly AskedRange[]; readonly size: number | null },
) => Promise<PageAnswer<'readRanges'>>;

/**
 * First bytes asked for: a JPEG's tables and a small Exif fit. With the tail it is 1 % of a picture of 200 kB, and four
 * times as much would be no faster: the message is what costs.
 */
const HEAD: AskedRange = { offset: 0, length: 1536 };
/** A JPEG's trailer is looked for in its last bytes; asked for with the head, it costs no second message. */
const TAIL: AskedRange = { offset: -512, length: 512 };
/** Pages that could not read this often in a row, from one origin, are not asked again for that origin. */
const MAX_REFUSALS = 3;
/** Pairs of page and origin remembered; the oldest are asked again. */
const MAX_PAIRS = 1000;
/** Milliseconds after which a frame counts as one that does not answer; its own limit is shorter. */
const TIME_LIMIT = 6_000;

/**
 * Asks content scripts for the bytes of what they show. They read in their page's context, from the page's own cache;
 * the background's requests would all go to the network.
 */
export class PageReader {
  readonly #ask: AskFrame;
  /** Refusals in a row, by frame's origin and file's origin. */
  readonly #refusals = new Map<string, number>();

  constructor(ask: AskFrame) {
    this.#ask = ask;
  }

  /** The beginning and end of a file; `null` when the page cannot read it. Never rejects. */
  async open({ tab, frame, origin }: PageSender, url: string): Promise<PageReading | null> {
    // What an opaque origin delivers could be kept for nobody.
    if (origin === '' || !/^https?:/i.test(url)) return null;
    const pair = `${tab} ${origin} ${new URL(url).origin}`;
    if ((this.#refusals.get(pair) ?? 0) >= MAX_REFUSALS) return null;
    const bytes = await this.#read({ tab, frame }, url, [HEAD, TAIL], null);
    this.#note(pair, bytes !== null);
    const [head, tail] = bytes?.parts ?? [];
    if (bytes === null || head === undefined || tail === undefined) return null;
    const { size, etag, lastModified, cacheControl, link } = bytes;
    const facts = { status: 200, finalUrl: url, contentType: null, etag, lastModified, size, link };
    return { tab, frame, size, head, tail, facts: { ...facts, ...freshnessOf(cacheControl) } };
  }

  /** More of it, as base64; `null` when the page does not deliver. Never rejects. */
  async more({ tab, frame, url, size, offset, length }: PageQuestion): Promise<string | null> {
    const bytes = await this.#read({ tab, frame }, url, [{ offset, length }], size);
    return bytes?.size === size ? (bytes.parts[0] ?? null) : null;
  }

  async #read(
    { tab, frame }: { readonly tab: number; readonly frame: number },
    url: string,
    ranges: readonly AskedRange[],
    size: number | null,
  ): Promise<PageBytes | null> {
    const asking = this.#ask(tab, frame, 'readRanges', { url, ranges, size });
    const answer = await Promise.race([asking, patience()]);
    return answer?.reached === true ? parsePageBytes(answer.value, ranges) : null;
  }

  #note(pair: string, isRead: boolean): void {
    const refusals = isRead ? 0 : (this.#refusals.get(pair) ?? 0) + 1;
    this.#refusals.delete(pair);
    this.#refusals.set(pair, refusals);
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > MAX_PAIRS && oldest !== undefined) this.#refusals.delete(oldest);
  }
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, TIME_LIMIT, null));
}
