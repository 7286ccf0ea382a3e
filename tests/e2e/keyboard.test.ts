import { describe, expect, it } from 'vitest';
import type { BrowserName, ExtensionTab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { BROWSERS, setStage } from '../support/stage.ts';
import { reachable, walkByTab } from '../support/walk-by-tab.ts';

/** Whence's pages, with what of them is there once they are. */
const PAGES: Readonly<Record<string, RegExp>> = {
  'popup.html?TAB': /Found/,
  'report.html?ITEM': /Look at the site’s rules|All evidence|Signals/i,
  'items.html?TAB': /CSV/,
  'inspect.html': /file/i,
  'options.html': /Language/,
  'glossary.html': /Manifest/i,
  'welcome.html': /Whence/,
  'works.html': /works/i,
};

describe.each(BROWSERS)('by keyboard only in %s', (name: BrowserName) => {
  const stage = setStage(name);

  async function open(path: string, isThere: RegExp): Promise<ExtensionTab> {
    const tab = await stage.open('/one');
    const [item] = await itemsOf(stage.browser, tab, 1);
    const named = path.replace('TAB', `tab=${tab.id}`).replace('ITEM', `tab=${tab.id}&frame=0&item=${item?.item}`);
    const page = await stage.browser.openExtensionPage(named);
    await lookUntil(
      () => page.evaluate<string>('document.body.innerText'),
      (text) => isThere.test(text),
    );
    return page;
  }

  it.each(Object.entries(PAGES))('all of %s is reached, in its order, named and marked', async (path, isThere) => {
    const page = await open(path, isThere);
    const wanted = await reachable(page);
    const stops = await walkByTab(page);
    expect(stops.filter((stop) => stop.name === '')).toEqual([]);
    expect(stops.filter((stop) => !stop.isMarked)).toEqual([]);
    expect(stops.map(({ at }) => at)).toEqual(wanted);
    await page.close();
  });
});
