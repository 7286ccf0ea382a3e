import { browser } from 'wxt/browser';
import type { TabItem, TabState, TrustListState } from '../messaging/protocol.ts';
import type { FromExtensionHandlers } from '../messaging/receive.ts';
import { sendToFrame, sendToTab } from '../messaging/send-to-page.ts';
import { rowReport } from '../verdict/row-report.ts';
import { changeSettings, readSettings } from '../settings/store.ts';
import type { BackgroundPorts } from './background-ports.ts';
import { answers, ensurePlaced, isAutomatic, placeInOpenTabs, registerContentScripts } from './content-scripts.ts';
import { detailsOf } from './detail-reader.ts';
import { inspectTabFile, isTabFile } from './inspect-address.ts';
import { forgetSiteFiles } from './kept-site-files.ts';
import { fetchRecordOf } from './look-further.ts';
import { lookUpOf } from './look-up-record.ts';
import { asksForNoBadges } from './opt-out.ts';
import { inPageOrder } from './page-order.ts';

/** The background's answers to Whence's own pages. */
export function extensionHandlers({
  inspector,
  items,
  further,
  lookUps,
  details,
  store,
  trust,
  selfTest,
}: BackgroundPorts): FromExtensionHandlers {
  const trustStates = async (): Promise<readonly TrustListState[]> => trust.states(await readSettings());

  return {
    getTab: ({ tab }) => tabState(tab, items),
    async getRows({ tab }) {
      const state = await tabState(tab, items);
      return { ...state, items: state.items.map(rowOf) };
    },
    getItem: ({ tab, frame, item }) => items.get(tab, frame, item),
    async checkPage({ tab }) {
      if (!(await ensurePlaced(tab))) {
        const shown = await browser.tabs.get(tab).catch(() => null);
        if (shown !== null) await inspectTabFile(shown, { inspector, items });
        return { reachable: false };
      }
      await sendToTab(tab, 'checkNow', {});
      return { reachable: true };
    },
    async outlineItem({ tab, frame, item }) {
      await sendToFrame(tab, frame, 'outlineItem', { item });
    },
    async showItem({ tab, frame, item }) {
      await sendToFrame(tab, frame, 'showItem', { item });
    },
    async fetchRecord(place) {
      const tab = await browser.tabs.get(place.tab).catch(() => null);
      return fetchRecordOf(place, tab?.incognito ?? true, { further, items });
    },
    lookUp: ({ resolver, by, ...place }) => lookUpOf(place, { resolver, by }, { lookUps, items }),
    getDetails: ({ withPeople, ...place }) => detailsOf(place, withPeople, { details, items }),
    getSettings: () => readSettings(),
    async changeSettings(change) {
      const settings = await changeSettings(change);
      await registerContentScripts(settings);
      if ('mode' in change || 'sites' in change) await placeInOpenTabs(settings);
      if ('keepDays' in change) await store.dropOlderThan(settings.keepDays);
      return settings;
    },
    getTrustLists: trustStates,
    async refreshTrustLists() {
      await trust.refresh();
      return trustStates();
    },
    async addTrustList({ name, pem }) {
      await trust.add(name, pem);
      return trustStates();
    },
    async removeTrustList({ id }) {
      await trust.remove(id);
      return trustStates();
    },
    getStore: () => store.state(),
    async forgetEverything() {
      await Promise.all([store.forgetEverything(), forgetSiteFiles()]);
      return store.state();
    },
    getSelfTest: () => selfTest.result(),
  };
}

function rowOf(item: TabItem): TabItem {
  return item.report === null ? item : { ...item, report: rowReport(item.report) };
}

/** Asks side by side: most of it are questions to the page, and a person waits for the popup. */
async function tabState(tab: number, items: BackgroundPorts['items']): Promise<TabState> {
  const listing = items.list(tab).then((list) => inPageOrder(tab, list));
  const optingOut = asksForNoBadges(tab);
  const [settings, shown, isReachable] = await Promise.all([
    readSettings(),
    browser.tabs.get(tab).catch(() => null),
    answers(tab),
  ]);
  const url = shown?.url ?? '';
  const listed = await listing;
  // What is left of a page that was replaced by one without a content script, unless it is that one's own file.
  const isLeft = !isReachable && !listed.some((item) => isTabFile(item, url));
  if (isLeft) await items.tabClosed(tab);
  const [overlayDisturbed, optedOut, skipped] = await Promise.all([
    items.isDisturbed(tab),
    isReachable && optingOut,
    items.skipped(tab),
  ]);
  return {
    host: /^https?:/.test(url) ? new URL(url).host : null,
    items: isLeft ? [] : listed,
    settings,
    automatic: isAutomatic(settings, url),
    reachable: isReachable,
    overlayDisturbed,
    optedOut,
    skipped,
  };
}
