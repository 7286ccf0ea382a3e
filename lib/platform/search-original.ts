import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';
import type { OriginalAnswer, Tried } from '../model/original.ts';
import type { TrustLists } from '../model/trust.ts';
import type { Candidate } from '../originals/candidate.ts';
import { candidates } from '../originals/candidates.ts';
import { hasHostPermission } from './permissions.ts';
import { type PictureOnPage, pictureOnPage } from './picture-on-page.ts';
import type { SearchJob, SearchNote } from './search-job.ts';

/** Where the original of a picture may be. Nobody has been asked yet. */
export interface SearchPlan {
  readonly item: TabItem;
  readonly picture: PictureOnPage;
  readonly candidates: readonly Candidate[];
  /** Hosts of the page's and the picture's own sites. */
  readonly hosts: readonly string[];
  /** Hosts the page does not show: each is asked only if the person names it. */
  readonly otherHosts: readonly string[];
  /** Of all hosts, those the browser has to be asked about first, as origins. */
  readonly missing: ReadonlyMap<string, string>;
}

/** What an extension page needs to run a search of its own. */
export interface SearchPorts {
  readonly startWorker: () => Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;
  readonly trust: () => Promise<TrustLists>;
  readonly version: string;
}

/** Milliseconds for a whole search. Its own budget is smaller, so that only a hang gets here. */
const SEARCH_MS = 60_000;

/** Reads what the page says of the picture and works out where its original may be. Contacts nobody. */
export async function planSearch(tab: number, item: TabItem): Promise<SearchPlan> {
  const picture = await pictureOnPage(tab, item.frame, item.url);
  const { report } = item;
  const found = candidates({
    ...picture,
    format: report?.format ?? null,
    width: report?.pixels?.width ?? picture.width,
    isThorough: false,
  });
  const hosts = distinctHosts(found.filter(({ asks }) => !asks));
  const otherHosts = distinctHosts(found).filter((host) => !hosts.includes(host));
  return { item, picture, candidates: found, hosts, otherHosts, missing: await missingAccess(found) };
}

/**
 * Asks for the access a search needs. Must be called inside a click, before any await.
 * @returns gives the access back: it was for this one search.
 */
export async function allowSearch(plan: SearchPlan, agreed: readonly string[]): Promise<() => Promise<void>> {
  const origins = [...plan.missing].filter(([host]) => mayAsk(plan, agreed, host)).map(([, origin]) => origin);
  if (origins.length === 0) return async () => undefined;
  const isAllowed = await browser.permissions.request({ origins }).catch(() => false);
  return async () => {
    if (isAllowed) await browser.permissions.remove({ origins }).catch(() => false);
  };
}

/**
 * Looks for a copy of the picture that has more evidence, in a Worker of its own.
 * @param agreed hosts of `plan.otherHosts` the person agreed to.
 * @throws never: a search that could not be made has tried nothing more.
 */
export async function searchOriginal(
  plan: SearchPlan,
  agreed: readonly string[],
  ports: SearchPorts,
  onProgress: (asking: string, tried: number) => void,
): Promise<OriginalAnswer> {
  const { item, picture } = plan;
  if (item.report === null) return { kind: 'none', tried: [] };
  const job: SearchJob = {
    url: picture.url,
    pageUrl: picture.pageUrl,
    inline: picture.inline,
    report: item.report,
    candidates: await Promise.all(
      plan.candidates.map(async (candidate) => ({ candidate, obstacle: await obstacleTo(candidate, plan, agreed) })),
    ),
    refusedHosts: await refusedHosts(),
    trust: await ports.trust().catch(() => []),
    version: ports.version,
  };
  return run(job, ports.startWorker(), onProgress);
}

async function run(
  job: SearchJob,
  worker: ReturnType<SearchPorts['startWorker']>,
  onProgress: (asking: string, tried: number) => void,
): Promise<OriginalAnswer> {
  const tried: Tried[] = [];
  const { promise, resolve } = Promise.withResolvers<OriginalAnswer>();
  const stop = (why: 'timeout' | 'engine-failed') => {
    const left = job.candidates.slice(tried.length).map(({ candidate: { url, why: from }, obstacle }): Tried => ({
      url,
      why: from,
      outcome: obstacle ?? why,
      pixels: null,
    }));
    resolve({ kind: 'none', tried: [...tried, ...left] });
  };
  const timer = setTimeout(() => stop('timeout'), SEARCH_MS);
  worker.onmessage = ({ data }: MessageEvent<SearchNote>) => {
    if (data.kind === 'asking') onProgress(data.url, tried.length);
    if (data.kind === 'tried') tried.push(data.tried);
    if (data.kind !== 'done') return;
    void rememberRefusals(data.refusedHosts);
    resolve(data.answer);
  };
  worker.onerror = () => stop('engine-failed');
  worker.postMessage(job);
  const answer = await promise;
  clearTimeout(timer);
  worker.terminate();
  return answer;
}

async function obstacleTo(
  { url }: Candidate,
  plan: SearchPlan,
  agreed: readonly string[],
): Promise<SearchJob['candidates'][number]['obstacle']> {
  if (!mayAsk(plan, agreed, hostOf(url))) return 'needs-consent';
  return (await hasHostPermission(url)) ? null : 'needs-permission';
}

function mayAsk({ hosts }: SearchPlan, agreed: readonly string[], host: string): boolean {
  return hosts.includes(host) || agreed.includes(host);
}

async function missingAccess(found: readonly Candidate[]): Promise<ReadonlyMap<string, string>> {
  const missing = new Map<string, string>();
  for (const { url } of found) {
    const { protocol, hostname } = new URL(url);
    if (!(await hasHostPermission(url))) missing.set(hostOf(url), `${protocol}//${hostname}/*`);
  }
  return missing;
}

function distinctHosts(found: readonly Candidate[]): readonly string[] {
  return [...new Set(found.map(({ url }) => hostOf(url)))];
}

function hostOf(url: string): string {
  return new URL(url).host;
}

const REFUSED = 'refusedHosts';
/** Remembered at most, in no order; a host more would only be asked once more. */
const MAX_REFUSED = 200;

/** Hosts that said no to a search in this session. */
async function refusedHosts(): Promise<readonly string[]> {
  const { [REFUSED]: stored } = await browser.storage.session.get(REFUSED).catch((): Record<string, unknown> => ({}));
  return Array.isArray(stored) ? stored.filter((host) => typeof host === 'string') : [];
}

async function rememberRefusals(hosts: readonly string[]): Promise<void> {
  await browser.storage.session.set({ [REFUSED]: hosts.slice(-MAX_REFUSED) }).catch(() => undefined);
}
