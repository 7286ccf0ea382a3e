import type { ExtensionTab } from '../../scripts/browsers/browser.ts';

/** Most presses: farther away nobody goes. */
const MOST = 150;

/**
 * Presses Tab until the focus is on an element of the selector and, if words are given, of that name. Not past the end
 * of the page: there the browser's own controls have the focus, and Firefox's driver sends keys to the page all the same.
 * @throws if it never is
 */
export async function goByTab(page: ExtensionTab, selector: string, words = ''): Promise<void> {
  const isThere = `(() => {
    const element = document.activeElement;
    if (element === null || !element.matches(${JSON.stringify(selector)})) return false;
    return (element.getAttribute('aria-label') ?? element.textContent).includes(${JSON.stringify(words)});
  })()`;
  for (let press = 0; press <= MOST; press += 1) {
    if (await page.evaluate<boolean>(isThere)) return;
    await page.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector} “${words}”.`);
}
