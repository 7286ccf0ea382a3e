import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';
import type { SiteFinding } from '../model/site-check.ts';
import { checkSite } from '../rights/check-site.ts';
import { pageLines } from '../rights/page-lines.ts';
import { lookAtSites, planRights, type RightsPlan, type RightsQuestion } from './look-at-rights.ts';
import { pageRights } from './page-rights.ts';

/** A look at one's own site. Nobody has been asked yet. */
export interface SiteCheckPlan {
  readonly question: RightsQuestion;
  readonly sites: RightsPlan;
  readonly mayKeep: boolean;
}

/**
 * Works out what would be asked about the page of a tab: its own site, and the headers of its first picture there.
 * Asks the page, and nobody else. `null`: the tab shows nothing on the web.
 */
export async function planSiteCheck(tab: number, items: readonly TabItem[]): Promise<SiteCheckPlan | null> {
  const { url = '', incognito } = await browser.tabs.get(tab);
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || !/^https?:/.test(url)) return null;
  const own = items.find(({ url: each, frame }) => frame === 0 && URL.parse(each)?.origin === origin);
  const address = own?.url ?? url;
  const page = await pageRights(tab, 0, address);
  const question = { address, isPicture: true, page, shownAt: url };
  return { question, sites: await planRights(question), mayKeep: !incognito };
}

/** Asks the site, and compares what it says with what its pictures are. */
export async function siteFindings(
  { question, sites, mayKeep }: SiteCheckPlan,
  items: readonly TabItem[],
): Promise<readonly SiteFinding[]> {
  const { lines, lookedAt } = await lookAtSites(sites, question, mayKeep);
  const { page, address } = question;
  const said = page === null ? [] : pageLines(page, address, true).lines;
  const pictures = items.flatMap(({ url, report, kind }) =>
    report === null || kind !== 'image' ? [] : [{ address: url, report }],
  );
  return checkSite({ pictures, lines: [...said, ...lines], lookedAt, isPageRead: page !== null });
}
