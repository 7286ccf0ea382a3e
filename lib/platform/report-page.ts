import { browser } from 'wxt/browser';
import type { ItemId } from '../messaging/protocol.ts';

/** Opens the full report of one item beside the tab that shows it. */
export async function openReportPage(tab: number, frame: number, item: ItemId): Promise<void> {
  const query = new URLSearchParams({ tab: String(tab), frame: String(frame), item: String(item) });
  const url = `${browser.runtime.getURL('/report.html' as '/')}?${query}`;
  const opener = await browser.tabs.get(tab).catch(() => null);
  await browser.tabs.create(opener === null ? { url } : { url, openerTabId: tab, index: opener.index + 1 });
}
