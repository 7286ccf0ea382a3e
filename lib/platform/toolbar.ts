import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';

/** `--ink` and `--paper` of the light theme (VISUAL): the count has no color of its own. */
const INK = '#1d1f22';
const PAPER = '#fbfaf7';
/** Four characters are what a toolbar has room for. */
const MOST_SHOWN = 999;

/** What each tab's button says. */
const shown = new Map<number, number>();
/** Tabs remembered; the oldest are written again. */
const MAX_SHOWN_TABS = 500;

/**
 * Shows how many items of the tab something was found about. A count, never a judgment. Writes nothing while it stays
 * the same: most pictures change no count, and each write is drawn by the browser.
 * @param isNewPage what the button said was of another page.
 */
export async function showCount(tab: number, items: readonly TabItem[], isNewPage = false): Promise<void> {
  const count = items.filter(({ report }) => hasFinding(report)).length;
  if (!isNewPage && shown.get(tab) === count) return;
  if (shown.size >= MAX_SHOWN_TABS) shown.clear();
  shown.set(tab, count);
  const text = count === 0 ? '' : count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
  const title = count === 0 ? 'Whence' : `Whence (${count})`;
  const { action } = browser;
  // Any of these rejects when the tab was closed meanwhile.
  await Promise.allSettled([
    action.setBadgeText({ tabId: tab, text }),
    action.setBadgeBackgroundColor({ tabId: tab, color: PAPER }),
    action.setBadgeTextColor?.({ tabId: tab, color: INK }),
    action.setTitle({ tabId: tab, title }),
  ]);
}

/** Whether the button counts it. */
export function hasFinding(report: Report | null): boolean {
  if (report === null) return false;
  if (report.works !== undefined && report.works.length > 0) return true;
  return report.basis !== 'nothing-found' && report.basis !== 'could-not-check';
}
