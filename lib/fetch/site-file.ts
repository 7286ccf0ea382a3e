import { Unreadable } from '../bytes/source.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { LicenseLink, RightsHeaders, SiteFile } from '../model/stance.ts';
import { refusal } from './address-rules.ts';
import { BodyReader } from './body-reader.ts';
import { parseLinkHeader } from './link-header.ts';
import { refuseHtml } from './refuse-html.ts';
import { MANNERS } from './requester.ts';

/** What is read of a site's file, in bytes: robots.txt asks its readers for 500 KiB (RFC 9309 §2.5). */
export const MAX_SITE_FILE = 512 * 1024;
/** Milliseconds for one file, from the request to its last byte. */
const TIME_LIMIT = 5_000;
/** Longest header read, in characters. */
const MAX_HEADER = 4096;
const MAX_LICENSES = 4;

/**
 * Reads a file in which a site speaks on rights, as a stranger would: no cookies, no referrer, and no more of it than
 * its readers are asked to take, however long it is. Never rejects.
 * @param pageUrl the page that is the occasion; what it may not reach is not asked
 */
export async function readSiteFile(url: string, pageUrl: string, fetch: typeof globalThis.fetch): Promise<SiteFile> {
  return ask(url, pageUrl, fetch, {}, async (reader) => {
    const { status } = reader.response;
    if (status === 404 || status === 410) return 'none';
    if (status !== 200) return 'blocked';
    const bytes = await reader.take(MAX_SITE_FILE);
    refuseHtml(bytes);
    return { text: new TextDecoder().decode(bytes), isCut: bytes.length === MAX_SITE_FILE };
  });
}

/** What the headers of a medium's own answer say on its use; its body is left where it is. Never rejects. */
export async function readRightsHeaders(
  url: string,
  pageUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<RightsHeaders | Unanswered> {
  return ask(url, pageUrl, fetch, { Range: 'bytes=0-0' }, async ({ response }) => {
    const isFile = response.status === 200 || response.status === 206;
    return isFile ? headersOf(response.headers) : 'blocked';
  });
}

async function ask<Answer>(
  url: string,
  pageUrl: string,
  fetch: typeof globalThis.fetch,
  headers: Record<string, string>,
  read: (reader: BodyReader) => Promise<Answer>,
): Promise<Answer | Unanswered> {
  const reason = refusal(url, pageUrl);
  if (reason !== null) return reason;
  let reader: BodyReader | null = null;
  try {
    reader = await BodyReader.open(
      (signal) => fetch(url, { headers, signal, ...MANNERS }),
      AbortSignal.timeout(TIME_LIMIT),
      TIME_LIMIT,
    );
    // A redirect can only be judged once it was followed; its body is never read.
    const { url: final } = reader.response;
    return (final === '' ? null : refusal(final, pageUrl)) ?? (await read(reader));
  } catch (error) {
    return error instanceof Unreadable ? error.why : 'offline';
  } finally {
    reader?.cancel();
  }
}

function headersOf(headers: Headers): RightsHeaders {
  const header = (name: string) => headers.get(name)?.slice(0, MAX_HEADER) ?? null;
  return {
    contentUsage: header('content-usage'),
    tdmReservation: header('tdm-reservation'),
    tdmPolicy: header('tdm-policy'),
    robotsTag: header('x-robots-tag'),
    licenses: licensesOf(headers.get('link') ?? ''),
  };
}

/** Links of the medium itself to its licence (RFC 8288; with an anchor it is one of something else). */
function licensesOf(link: string): readonly LicenseLink[] {
  return parseLinkHeader(link)
    .filter(({ parameters }) => /(^|\s)license(\s|$)/i.test(parameters.get('rel') ?? '') && !parameters.has('anchor'))
    .slice(0, MAX_LICENSES)
    .map(({ target, parameters }) => ({ href: target, type: parameters.get('type') ?? '' }));
}
