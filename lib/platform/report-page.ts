import { browser } from 'wxt/browser';
import type { ItemId } from '../messaging/protocol.ts';

/** In the report's address: its action to fetch the record has the focus. */
export const TO_FETCH = '#fetch';

/**
 * Opens the full report of one item beside the tab that shows it.
 * @param part of the page that gets the focus, as `#name`.
 */
export async function openReportPage(
  tab: number,
  frame: number,
  item: ItemId,
  part: typeof TO_FETCH | '' = '',
): Promise<void> {
  const query = new URLSearchParams({ tab: String(tab), frame: String(frame), item: String(item) });
  await openBeside(tab, `/report.html?${query}${part}`);
}

/** Opens a page of Whence's own beside a tab. */
export async function openBeside(tab: number, path: string): Promise<void> {
  const url = browser.runtime.getURL(path as '/');
  const opener = await browser.tabs.get(tab).catch(() => null);
  await browser.tabs.create(opener === null ? { url } : { url, openerTabId: tab, index: opener.index + 1 });
}
