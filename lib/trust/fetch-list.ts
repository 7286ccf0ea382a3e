import { type KeptList, isoOrNull } from './kept-list.ts';
import { MAX_PEM_LENGTH, parsePem } from './parse-pem.ts';
import type { PublishedList } from './published-lists.ts';

export interface ListPorts {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** Milliseconds for one file of a list. */
const FETCH_TIMEOUT_MS = 15_000;
/** A new list with less than this share of the certificates of the one before is not taken. */
const LEAST_SHARE_KEPT = 0.5;

/** Tells apart "this copy is bad, and here is why" from a fault of ours. */
class NotTaken extends Error {}

/**
 * Fetches a published list over https and checks it. A copy that is cut, emptied, older, or anything other than
 * certificates is not taken: the last good one stays, with the problem written beside it.
 * @returns the list to keep; `null` when there is none, old or new.
 */
export async function fetchList(
  list: PublishedList,
  last: KeptList | null,
  ports: ListPorts,
): Promise<KeptList | { readonly problem: string }> {
  try {
    return takeIfSound(await download(list, ports), last);
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return last === null ? { problem: error.message } : { ...last, problem: error.message };
  }
}

async function download(list: PublishedList, { fetch, now }: ListPorts): Promise<KeptList> {
  const anchorsFile = await text(list.anchorsUrl, fetch);
  const anchors = certificates(anchorsFile.text);
  const allowed = list.allowedUrl === null ? null : certificates((await text(list.allowedUrl, fetch)).text);
  return {
    id: list.id,
    kind: list.id,
    name: list.name,
    issued: list.frozen ?? (await issueDate(list.datedUrl, fetch)) ?? anchorsFile.lastModified,
    fetched: now().toISOString(),
    anchorsPem: anchors.pem,
    allowedPem: allowed?.pem ?? null,
    certificates: anchors.certificates + (allowed?.certificates ?? 0),
    problem: null,
  };
}

function takeIfSound(next: KeptList, last: KeptList | null): KeptList {
  if (last === null) return next;
  if (next.certificates < last.certificates * LEAST_SHARE_KEPT) {
    throw new NotTaken(
      `The new copy has ${next.certificates} certificates where the last one had ${last.certificates}. The last one was kept.`,
    );
  }
  if (next.issued !== null && last.issued !== null && Date.parse(next.issued) < Date.parse(last.issued)) {
    throw new NotTaken(`The new copy was issued before the last one. The last one was kept.`);
  }
  return next;
}

function certificates(file: string): { readonly pem: string; readonly certificates: number } {
  const result = parsePem(file);
  if (result.kind === 'refused') throw new NotTaken(result.problem);
  return result;
}

/** The date in the JSON twin; a twin that cannot be had or read costs the date and nothing else. */
async function issueDate(url: string | null, fetch: ListPorts['fetch']): Promise<string | null> {
  if (url === null) return null;
  try {
    const twin = JSON.parse((await text(url, fetch)).text) as {
      LoTE?: { ListAndSchemeInformation?: { ListIssueDateTime?: unknown } };
    } | null;
    return isoOrNull(twin?.LoTE?.ListAndSchemeInformation?.ListIssueDateTime);
  } catch {
    return null;
  }
}

async function text(
  url: string,
  fetch: ListPorts['fetch'],
): Promise<{ readonly text: string; readonly lastModified: string | null }> {
  if (!url.startsWith('https://')) throw new NotTaken('The address is not secure.');
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
      signal,
    });
    if (response.url !== '' && !response.url.startsWith('https://'))
      throw new NotTaken('The server moved the list to an address that is not secure.');
    if (!response.ok) throw new NotTaken(`The server answered ${response.status}.`);
    const modified = new Date(response.headers.get('last-modified') ?? '');
    return {
      text: await capped(response),
      lastModified: Number.isNaN(modified.getTime()) ? null : modified.toISOString(),
    };
  } catch (error) {
    if (error instanceof NotTaken) throw error;
    throw new NotTaken(signal.aborted ? 'The server took too long.' : 'The server could not be reached.');
  }
}

async function capped(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_PEM_LENGTH) throw new NotTaken('The file is far larger than any trust list.');
  }
  return text + decoder.decode();
}
