import { browser } from 'wxt/browser';

/**
 * Asks the browser for access to an address's host, where Whence has none. Must be called inside a click, before any
 * await. Without it only servers that let everyone read answer.
 * @returns gives the access back: it was for this one reading.
 */
export async function allowAddress(url: string): Promise<() => Promise<void>> {
  const { protocol, hostname } = new URL(url);
  const origins = [`${protocol}//${hostname}/*`];
  // Answered first, since it was asked first; to wait for it here would lose the click.
  const had = browser.permissions.contains({ origins }).catch(() => true);
  const isAllowed = await browser.permissions.request({ origins }).catch(() => false);
  const isNew = isAllowed && !(await had);
  return async () => {
    if (isNew) await browser.permissions.remove({ origins }).catch(() => false);
  };
}
