import { browser } from 'wxt/browser';
import type { HostAccess } from './weights-desk.ts';

/** May Whence read from this host by a lasting permission? One that came with a click on the page does not count. */
export async function hasHostPermission(url: string): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }).catch(() => false);
}

/** Access that is asked for one thing and given back. What the build requires cannot be given back; that is no fault. */
export const hostAccess: HostAccess = {
  has: hasHostPermission,
  ask: (origins) => browser.permissions.request({ origins: [...origins] }),
  async giveBack(origins) {
    await browser.permissions.remove({ origins: [...origins] }).catch(() => false);
  },
};
