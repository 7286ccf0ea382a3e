import { browser } from 'wxt/browser';

/** Under which an early answer of `tabInQuestion` is kept. */
export const TAB = 'tab';

/** The tab that the address of one of Whence's pages names, where it is a tab itself; else `null`. */
export function namedTab(): number | null {
  const named = new URLSearchParams(location.search).get('tab');
  return named !== null && /^\d+$/.test(named) ? Number(named) : null;
}

/** The tab a page of Whence's is about: the one its address names, else the one in front of its window. */
export async function tabInQuestion(): Promise<number> {
  const named = namedTab();
  if (named !== null) return named;
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? browser.tabs.TAB_ID_NONE;
}
