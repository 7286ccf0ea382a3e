import { browser } from 'wxt/browser';

/** May Whence read from this host by a lasting permission? One that came with a click on the page does not count. */
export async function hasHostPermission(url: string): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }).catch(() => false);
}
