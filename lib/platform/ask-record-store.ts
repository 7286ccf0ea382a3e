import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';
import type { LookUpBy } from '../model/look-up.ts';
import type { Resolver } from '../model/soft-binding.ts';
import { askPatiently } from './extension-page.ts';
import { hasHostPermission } from './permissions.ts';

/** The record stores that the browser has to be asked about first, by their addresses. */
export async function storesWithoutAccess(resolvers: readonly Resolver[]): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const { address } of resolvers) if (!(await hasHostPermission(address))) missing.add(address);
  return missing;
}

/**
 * Asks one record store about an item. Where `needsAccess`, the browser is asked for access first, which is given back
 * afterwards. Must be called inside a click, before any await.
 * @returns the item as it is then; `null` when it is gone.
 */
export async function askRecordStore(
  tab: number,
  { frame, item }: TabItem,
  address: string,
  by: LookUpBy,
  needsAccess: boolean,
): Promise<TabItem | null> {
  const { protocol, hostname } = new URL(address);
  const origins = [`${protocol}//${hostname}/*`];
  const isAllowed = needsAccess && (await browser.permissions.request({ origins }).catch(() => false));
  try {
    return await askPatiently('lookUp', { tab, frame, item, resolver: address, by });
  } finally {
    if (isAllowed) await browser.permissions.remove({ origins }).catch(() => false);
  }
}
