import { download, NotTaken } from './download.ts';
import { type KeptList, isoOrNull } from './kept-list.ts';
import { MAX_PEM_LENGTH, parsePem } from './parse-pem.ts';
import type { ListProblem } from '../model/trust.ts';
import type { PublishedList } from './published-lists.ts';

export interface ListPorts {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** A new list with less than this share of the certificates of the one before is not taken. */
const LEAST_SHARE_KEPT = 0.5;

/**
 * Fetches a published list over https and checks it. A copy that is cut, emptied, older, or anything other than
 * certificates is not taken: the last good one stays, with the problem written beside it.
 * @returns the list to keep; `null` when there is none, old or new.
 */
export async function fetchList(
  list: PublishedList,
  last: KeptList | null,
  ports: ListPorts,
): Promise<KeptList | { readonly problem: ListProblem }> {
  try {
    return takeIfSound(await downloadList(list, ports), last);
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return last === null ? { problem: error.problem } : { ...last, problem: error.problem };
  }
}

async function downloadList(list: PublishedList, { fetch, now }: ListPorts): Promise<KeptList> {
  const anchorsFile = await download(list.anchorsUrl, MAX_PEM_LENGTH, fetch);
  const anchors = certificates(anchorsFile.text);
  const allowed =
    list.allowedUrl === null ? null : certificates((await download(list.allowedUrl, MAX_PEM_LENGTH, fetch)).text);
  return {
    id: list.id,
    kind: list.id,
    name: list.id,
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
    throw new NotTaken({ code: 'shrunk', now: next.certificates, before: last.certificates });
  }
  if (next.issued !== null && last.issued !== null && Date.parse(next.issued) < Date.parse(last.issued)) {
    throw new NotTaken({ code: 'older' });
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
    const twin = JSON.parse((await download(url, MAX_PEM_LENGTH, fetch)).text) as {
      LoTE?: { ListAndSchemeInformation?: { ListIssueDateTime?: unknown } };
    } | null;
    return isoOrNull(twin?.LoTE?.ListAndSchemeInformation?.ListIssueDateTime);
  } catch {
    return null;
  }
}
