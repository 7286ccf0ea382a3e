import { freshnessOf } from '../fetch/http-facts.ts';
import { parsePageBytes } from '../messaging/parse-page-bytes.ts';
import type { AskedRange, PageBytes } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { PageAnswer } from '../messaging/send-to-page.ts';
import type { PageReading } from './compute-job.ts';

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
  name: 'readRange',
  body: { readonly url: string; readonly range: AskedRange; readonly size: number | null },
) => Promise<PageAnswer<'readRange'>>;

/** Milliseconds after which a frame counts as one that does not answer; its own limit is shorter. */
const TIME_LIMIT = 6_000;

/** How a file goes on that its page began to deliver; `null` where what it delivers could be kept for nobody. */
export function readingOf(
  opening: PageBytes | null,
  url: string,
  { tab, frame, origin }: PageSender,
): PageReading | null {
  if (opening === null || origin === '' || !/^https?:/i.test(url)) return null;
  const { size, part: head, etag, lastModified, cacheControl, link } = opening;
  const facts = { status: 200, finalUrl: url, contentType: null, etag, lastModified, size, link };
  return { tab, frame, size, head, facts: { ...facts, ...freshnessOf(cacheControl) } };
}

/**
 * More of a file, as base64, from the content script that began to deliver it: it reads in its page's context, from the
 * page's own cache, and the background's requests would all go to the network.
 * @returns `null` when the page does not deliver. Never rejects.
 */
export async function readMore(
  { tab, frame, url, size, offset, length }: PageQuestion,
  ask: AskFrame,
): Promise<string | null> {
  const range = { offset, length };
  const answer = await Promise.race([ask(tab, frame, 'readRange', { url, range, size }), patience()]);
  const bytes = answer?.reached === true ? parsePageBytes(answer.value, range) : null;
  return bytes?.size === size ? bytes.part : null;
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, TIME_LIMIT, null));
}
