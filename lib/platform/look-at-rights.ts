import { browser } from 'wxt/browser';
import { readRightsHeaders, readSiteFile } from '../fetch/site-file.ts';
import type { Rights } from '../model/report.ts';
import type { LookedAt, PageClaim, PageRights, SiteFiles, StanceLine, StanceTable } from '../model/stance.ts';
import { fileLines } from '../rights/file-lines.ts';
import { headerLines } from '../rights/header-lines.ts';
import { mergeStances } from '../rights/merge-stances.ts';
import { pageLines } from '../rights/page-lines.ts';
import { rslFor } from '../rights/rsl.ts';
import { siteLines } from '../rights/site-lines.ts';
import { isRsl, rslLines } from '../rights/stated-lines.ts';
import { KeptSiteFiles } from './kept-site-files.ts';
import { hasHostPermission } from './permissions.ts';

/** Whose rights are looked at, and what is known without asking anyone. */
export interface RightsQuestion {
  /** Address of the medium, as lists carry it. */
  readonly address: string;
  readonly isPicture: boolean;
  /** `null`: the page could not be asked. */
  readonly page: PageRights | null;
  /** Address of the tab, for a page that could not. */
  readonly shownAt: string;
}

/** Who would be asked. Nobody has been yet. */
export interface RightsPlan {
  /** The medium and its page, one per site, as absolute addresses. */
  readonly addresses: readonly string[];
  readonly hosts: readonly string[];
  /** Origins the browser has to be asked about first. */
  readonly missing: readonly string[];
}

/** What was found beyond the file and the page. */
export interface SitesLook {
  readonly lines: readonly StanceLine[];
  readonly lookedAt: readonly LookedAt[];
}

/** RSL files fetched at most; only from the sites that are asked anyway. */
const MAX_RSL = 3;

/** The table of what file and page say, and of what was found elsewhere, if it was looked for. */
export function rightsTable(
  rights: Rights,
  { address, isPicture, page }: RightsQuestion,
  look: SitesLook | null,
): { readonly table: StanceTable; readonly claim: PageClaim | null } {
  const said = page === null ? { lines: [], claim: null } : pageLines(page, address, isPicture);
  const table = mergeStances([...fileLines(rights), ...said.lines, ...(look?.lines ?? [])]);
  return { table, claim: said.claim };
}

/** Works out which sites speak for a medium: its own, and that of its page. Contacts nobody. */
export async function planRights({ address, page, shownAt }: RightsQuestion): Promise<RightsPlan> {
  const found = [address, page?.address ?? shownAt].map((each) => URL.parse(each));
  const sites = new Map<string, URL>();
  for (const url of found)
    if (url !== null && /^https?:$/.test(url.protocol) && !sites.has(url.origin)) sites.set(url.origin, url);
  const urls = [...sites.values()];
  const missing = new Set<string>();
  for (const { href, protocol, hostname } of urls)
    if (!(await hasHostPermission(href))) missing.add(`${protocol}//${hostname}/*`);
  return { addresses: urls.map(({ href }) => href), hosts: urls.map(({ host }) => host), missing: [...missing] };
}

/**
 * Asks for the access a look needs. Must be called inside a click, before any await.
 * @returns gives the access back: it was for this one look.
 */
export async function allowLook({ missing }: RightsPlan): Promise<() => Promise<void>> {
  if (missing.length === 0) return async () => undefined;
  const origins = [...missing];
  const isAllowed = await browser.permissions.request({ origins }).catch(() => false);
  return async () => {
    if (isAllowed) await browser.permissions.remove({ origins }).catch(() => false);
  };
}

/**
 * Asks the sites of a plan for the files in which they speak on rights, each once an hour, and for the headers of the
 * medium itself. A site without access is not asked.
 * @param mayKeep `false` in a private window
 */
export async function lookAtSites(plan: RightsPlan, question: RightsQuestion, mayKeep: boolean): Promise<SitesLook> {
  const kept = mayKeep ? await KeptSiteFiles.open() : new KeptSiteFiles();
  const pageUrl = question.page?.address ?? question.shownAt;
  const lines: StanceLine[] = [];
  const lookedAt: LookedAt[] = [];
  const rsl = new Map<string, string>();
  const nameRsl = (href: string, base: string, about: string) => {
    const url = URL.parse(href, base);
    if (url !== null) rsl.set(url.href, about);
  };

  for (const address of plan.addresses) {
    const { origin } = new URL(address);
    const files = await siteFiles(origin, pageUrl, kept);
    const answer = siteLines(files, address);
    lines.push(...answer.lines);
    lookedAt.push(...answer.lookedAt);
    for (const href of answer.licenses) nameRsl(href, origin, address);
  }
  const headers = await ownHeaders(question, pageUrl);
  lines.push(...headers.lines);
  lookedAt.push(...headers.lookedAt);
  for (const href of headers.rsl) nameRsl(href, question.address, question.address);
  for (const link of question.page?.licenses ?? []) if (isRsl(link)) nameRsl(link.href, pageUrl, pageUrl);

  for (const [url, about] of [...rsl].slice(0, MAX_RSL)) {
    const read = await rslOf(url, about, plan, pageUrl, kept);
    lines.push(...read.lines);
    lookedAt.push(...read.lookedAt);
  }
  if (mayKeep) await kept.close();
  return { lines, lookedAt };
}

async function siteFiles(origin: string, pageUrl: string, kept: KeptSiteFiles): Promise<SiteFiles> {
  const mayAsk = await hasHostPermission(origin);
  const at = async (path: string) =>
    mayAsk
      ? kept.get(origin + path, () => readSiteFile(origin + path, pageUrl, fetch))
      : Promise.resolve('needs-permission' as const);
  const trust = async () => {
    const first = await at('/trust.txt');
    return first === 'none' ? at('/.well-known/trust.txt') : first;
  };
  const [robots, tdmrep, ai, policy, trusted] = await Promise.all([
    at('/robots.txt'),
    at('/.well-known/tdmrep.json'),
    at('/ai.txt'),
    at('/.well-known/ai.txt'),
    trust(),
  ]);
  return {
    'robots.txt': robots,
    'tdmrep.json': tdmrep,
    'ai.txt': ai,
    '.well-known/ai.txt': policy,
    'trust.txt': trusted,
  };
}

async function ownHeaders(
  { address, isPicture }: RightsQuestion,
  pageUrl: string,
): Promise<SitesLook & { readonly rsl: readonly string[] }> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return { lines: [], lookedAt: [], rsl: [] };
  const source = url.host;
  const said = (await hasHostPermission(address))
    ? await readRightsHeaders(address, pageUrl, fetch)
    : 'needs-permission';
  if (typeof said === 'string') return { lines: [], lookedAt: [{ layer: 'headers', source, outcome: said }], rsl: [] };
  const lines = headerLines(said, source, isPicture);
  const outcome = lines.length > 0 ? 'found' : 'none';
  const rsl = said.licenses.filter(isRsl).map(({ href }) => href);
  return { lines, lookedAt: [{ layer: 'headers', source, outcome }], rsl };
}

async function rslOf(
  url: string,
  about: string,
  { hosts }: RightsPlan,
  pageUrl: string,
  kept: KeptSiteFiles,
): Promise<SitesLook> {
  const { host, pathname } = new URL(url);
  const place = { layer: 'site', source: host + pathname } as const;
  const told = (outcome: LookedAt['outcome']): SitesLook => ({ lines: [], lookedAt: [{ ...place, outcome }] });
  // A site names whatever server it likes; only those the person agreed to are asked.
  if (!hosts.includes(host)) return told('needs-consent');
  if (!(await hasHostPermission(url))) return told('needs-permission');
  const file = await kept.get(url, () => readSiteFile(url, pageUrl, fetch));
  if (typeof file !== 'object') return told(file);
  if (file.isCut) return told('too-large');
  const terms = rslFor(file.text, about, url);
  if (terms === 'malformed') return told('malformed');
  const lines = terms === null ? [] : rslLines(place, terms);
  return { lines, lookedAt: [{ ...place, outcome: 'found' }] };
}
