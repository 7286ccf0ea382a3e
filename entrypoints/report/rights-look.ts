import { browser } from 'wxt/browser';
import type { RightsState } from '../../components/RightsCard.tsx';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { Report } from '../../lib/model/report.ts';

/** The rights card of one report, and the report with its page's own word. */
export interface RightsLook {
  state(report: Report): RightsState;
  told(report: Report): Report;
  /** Asks the sites. Must be called inside a click. */
  look(): Promise<void>;
}

/**
 * Asks the page what it says on rights; nobody else is contacted before `look`. The readers are brought only now, so
 * that the report stands sooner.
 */
export async function rightsLook(tab: number, item: TabItem, onChange: () => void): Promise<RightsLook> {
  const [{ pageRights }, { allowLook, lookAtSites, planRights, rightsTable }, { withPageClaim }] = await Promise.all([
    import('../../lib/platform/page-rights.ts'),
    import('../../lib/platform/look-at-rights.ts'),
    import('../../lib/verdict/page-claim.ts'),
  ]);
  const { url = '', incognito } = await browser.tabs.get(tab);
  const page = await pageRights(tab, item.frame, item.url);
  const shownAt = item.frame === 0 ? url : '';
  const question = { address: item.url, isPicture: item.kind === 'image', page, shownAt };
  const plan = await planRights(question);
  const { hosts, missing } = plan;
  let look: RightsState['look'] =
    hosts.length === 0 ? { kind: 'none' } : { kind: 'ready', hosts, needsAccess: missing.length > 0 };
  let found: Awaited<ReturnType<typeof lookAtSites>> | null = null;

  return {
    state: ({ rights }) => ({ table: rightsTable(rights, question, found).table, isPageUnread: page === null, look }),
    told: (report) =>
      page === null ? report : withPageClaim(report, rightsTable(report.rights, question, null).claim),
    async look() {
      if (look.kind !== 'ready') return;
      const allowing = allowLook(plan);
      look = { kind: 'looking', hosts };
      onChange();
      const giveBack = await allowing;
      found = await lookAtSites(plan, question, !incognito);
      look = { kind: 'done', lookedAt: found.lookedAt };
      onChange();
      await giveBack();
    },
  };
}
