import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';

/** `--ink` and `--paper` of the light theme (VISUAL): the count has no color of its own. */
const INK = '#1d1f22';
const PAPER = '#fbfaf7';
/** Four characters are what a toolbar has room for. */
const MOST_SHOWN = 999;

/** Shows how many items of the tab something was found about. A count, never a judgment. */
export async function showCount(tab: number, items: readonly TabItem[]): Promise<void> {
  const count = items.filter(hasFinding).length;
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

function hasFinding({ report }: TabItem): boolean {
  return report !== null && report.basis !== 'nothing-found' && report.basis !== 'could-not-check';
}
