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

/** Access that was given for readings which are not done yet, by address. */
export class LentAccess {
  readonly #toGiveBack = new Map<string, () => Promise<void>>();

  /** As `allowAddress`: inside a click, before any await. */
  async allow(url: string): Promise<void> {
    const giveBack = await allowAddress(url);
    // Of two readings of one address, the first was given what there is to give back.
    if (!this.#toGiveBack.has(url)) this.#toGiveBack.set(url, giveBack);
  }

  /** The reading is done, or will not be. */
  async giveBack(url: string): Promise<void> {
    const giveBack = this.#toGiveBack.get(url);
    this.#toGiveBack.delete(url);
    await giveBack?.();
  }
}
