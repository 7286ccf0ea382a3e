import { describe, expect, it } from 'vitest';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const POPUP = { width: 380, height: 560 };

describe.each(BROWSERS)("Whence's own pages in %s", (name) => {
  const stage = setStage(name);

  it('list every item of the tab in the popup', async () => {
    const tab = await stage.open('/plain', { width: 1280, height: 1800 });
    const { length } = await tab.page.$$('img');
    const items = await itemsOf(stage.browser, tab, length);
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    await popup.resize(POPUP);
    const found = items.filter(({ report }) => !['nothing-found', 'could-not-check'].includes(report?.basis ?? ''));
    const rows = await lookUntil(
      () => popup.evaluate<number>("document.querySelectorAll('li.item').length"),
      (count) => count === found.length,
    );
    expect(rows).toBe(found.length);
    expect(await popup.evaluate<string>('document.body.innerText')).toContain('Lumen');
    await popup.evaluate("[...document.querySelectorAll('[role=tab]')].at(0).click()");
    const all = await lookUntil(
      () => popup.evaluate<number>("document.querySelectorAll('li.item').length"),
      (count) => count === length,
    );
    expect(all).toBe(length);
    await expectAccessible(popup);
    await popup.close();
  });

  it('tell the whole story in the report', async () => {
    const tab = await stage.open('/one');
    const [item] = await itemsOf(stage.browser, tab, 1);
    const report = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
    );
    const text = await lookUntil(
      () => report.evaluate<string>('document.body.innerText'),
      (body) => body.includes('Lumen'),
    );
    expect(text).toContain('Lumen');
    await expectAccessible(report);
    await report.close();
  });

  it.each(['options.html', 'welcome.html'])('are accessible: %s', async (path) => {
    const page = await stage.browser.openExtensionPage(path);
    await lookUntil(
      () => page.evaluate<number>("document.querySelectorAll('h1, h2').length"),
      (headings) => headings > 0,
    );
    await expectAccessible(page);
    await page.close();
  });
});
