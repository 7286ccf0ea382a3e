import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Tab } from '../../scripts/browsers/browser.ts';
import { launchWhence } from '../../scripts/browsers/launch-whence.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { openWhenceGallery, type WhenceGallery } from '../../scripts/gallery/whence-gallery.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS } from '../support/stage.ts';

const NARROW = { width: 360, height: 800 };
const IS_THERE = 'document.body.innerText.length > 80';

/** Views by their pages; `{item}` stands for the page of one picture. */
const VIEWS = [
  'popup.html?{item}',
  'sidepanel.html?{item}',
  'report.html?{item}',
  'items.html?{item}',
  'options.html',
  'welcome.html',
  'inspect.html',
  'glossary.html',
  'works.html',
];

describe.each(BROWSERS)('in the dark and on a narrow screen, in %s,', (name) => {
  let gallery: WhenceGallery;
  let browser: Browser;
  let tab: Tab;
  let query = '';
  let choice = '';
  beforeAll(async () => {
    gallery = await openWhenceGallery(null);
    browser = await launchWhence({ name, headless: true, scheme: 'dark' }, gallery.lists);
    tab = await browser.open(`${gallery.page}/one`);
    const [item] = await itemsOf(browser, tab, 1);
    query = `tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`;
    choice = JSON.stringify({ [`chosen:${tab.id}`]: { frame: item?.frame, item: item?.item } });
  });
  afterAll(async () => {
    await browser.close();
    await gallery[Symbol.asyncDispose]();
  });

  it.each(VIEWS)('%s can be read, and is no wider', async (view) => {
    const page = await browser.openExtensionPage(view.replace('{item}', query));
    await page.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
    await page.resize(NARROW);
    await lookUntil(
      () => page.evaluate<boolean>(IS_THERE),
      (isThere) => isThere,
    );
    expect(await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
    await expectAccessible(page);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
    await page.close();
  });
});
