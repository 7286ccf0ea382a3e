import type { Browser, Tab } from '../../scripts/browsers/browser.ts';

/** Runs a function in the world of Whence's content scripts in a tab. */
export async function runInOurWorld<Value>(browser: Browser, tab: Tab, source: string): Promise<Value> {
  const page = await browser.openExtensionPage('options.html');
  const value = await page.evaluate<Value>(
    `(globalThis.browser ?? chrome).scripting
      .executeScript({ target: { tabId: ${tab.id} }, func: ${source} })
      .then(([{ result }]) => result ?? null)`,
  );
  await page.close();
  await tab.page.bringToFront();
  return value;
}
