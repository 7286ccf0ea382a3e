import type { SiteCheckState } from '../../components/SiteCheck.tsx';
import type { TabItem } from '../../lib/messaging/protocol.ts';

/** The check of one's own site in the page of all items. */
export interface SiteCheckDesk {
  readonly state: SiteCheckState;
  /** Asks the site. Must be called inside a click. */
  check(items: readonly TabItem[]): Promise<void>;
}

/** Brings the check; nobody is contacted before `check`. `null`: there is no site to ask. */
export async function siteCheckDesk(
  tab: number,
  items: readonly TabItem[],
  onChange: () => void,
): Promise<SiteCheckDesk | null> {
  const [{ planSiteCheck, siteFindings }, { allowLook }] = await Promise.all([
    import('../../lib/platform/check-site.ts'),
    import('../../lib/platform/look-at-rights.ts'),
  ]);
  const plan = await planSiteCheck(tab, items);
  if (plan === null) return null;
  const { hosts, missing } = plan.sites;
  let state: SiteCheckState = { kind: 'ready', hosts, needsAccess: missing.length > 0 };
  return {
    get state() {
      return state;
    },
    async check(now) {
      if (state.kind !== 'ready') return;
      const allowing = allowLook(plan.sites);
      state = { kind: 'looking' };
      onChange();
      const giveBack = await allowing;
      state = { kind: 'done', findings: await siteFindings(plan, now) };
      onChange();
      await giveBack();
    },
  };
}
