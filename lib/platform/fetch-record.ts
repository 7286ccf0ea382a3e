import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';
import { fetchFailure } from '../verdict/words.ts';
import { askPatiently } from './extension-page.ts';

/**
 * Fetches the record an item's file keeps elsewhere. Most servers of records let anyone read them; where the last try
 * showed that this one does not, the browser is asked for access first, which is given back afterwards.
 * Must be called inside a click, before any await.
 * @returns the item as it is then; `null` when it is gone.
 */
export async function fetchRecord(tab: number, { frame, item, report }: TabItem): Promise<TabItem | null> {
  const origin = report !== null && fetchFailure(report) === 'needs-permission' ? originOf(report.remote) : null;
  const isAllowed = origin !== null && (await browser.permissions.request({ origins: [origin] }).catch(() => false));
  try {
    return await askPatiently('fetchRecord', { tab, frame, item });
  } finally {
    if (origin !== null && isAllowed) await browser.permissions.remove({ origins: [origin] }).catch(() => false);
  }
}

function originOf(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address);
  return url === null ? null : `${url.protocol}//${url.hostname}/*`;
}
