import { describe, expect, it } from 'vitest';
import type { BrowserName, ExtensionTab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { runInOurWorld } from '../support/in-our-world.ts';
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
    // Some of it is asked of the background, and comes later.
    let before: readonly number[] = [];
    const wanted = await lookUntil(
      () => reachable(page),
      (now) => {
        const isSettled = now.length > 0 && now.join() === before.join();
        before = now;
        return isSettled;
      },
    );
    const stops = await walkByTab(page);
    expect(stops.filter((stop) => stop.name === '')).toEqual([]);
    expect(stops.filter((stop) => !stop.isMarked)).toEqual([]);
    expect(stops.map(({ at }) => at)).toEqual(wanted);
    await page.close();
  });

  it('a badge is reached on its page, its card opened and closed, and the focus comes back', async () => {
    const tab = await stage.open('/one');
    await lookUntil(tab.badges, (badges) => badges.length === 1);
    const focus = () =>
      runInOurWorld<string>(
        stage.browser,
        tab,
        `() => {
          const host = document.documentElement.lastElementChild;
          const root = host.openOrClosedShadowRoot ?? chrome.dom.openOrClosedShadowRoot(host);
          return [root.querySelector('.card') === null ? 'no card' : 'card', root.activeElement?.className ?? ''].join();
        }`,
      );
    await tab.page.keyboard.press('Tab');
    expect(await lookUntil(focus, (text) => /no card,wb/.test(text))).toMatch(/no card,wb/);
    await tab.page.keyboard.press('Enter');
    expect(await lookUntil(focus, (text) => text.startsWith('card,card'))).toMatch(/^card,card/);
    await tab.page.keyboard.press('Escape');
    expect(await lookUntil(focus, (text) => /no card,wb/.test(text))).toMatch(/no card,wb/);
  });

  it('a row of the popup is gone to and opened', async () => {
    const tab = await stage.open('/kinds');
    await itemsOf(stage.browser, tab, 9);
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    const rows = () => popup.evaluate<number>("document.querySelectorAll('.item > .open').length");
    await lookUntil(rows, (count) => count > 3);
    const isAt = () =>
      popup.evaluate<number>("[...document.querySelectorAll('.item > .open')].indexOf(document.activeElement)");
    for (let press = 0; press < 12 && (await isAt()) < 0; press += 1) await popup.press('Tab');
    expect(await isAt()).toBe(0);
    await popup.press('ArrowDown', 'ArrowDown', 'ArrowUp');
    expect(await isAt()).toBe(1);
    // The popup closes itself, perhaps before the key is up again.
    await popup.press('Enter').catch(() => null);
    const reader = await stage.browser.openExtensionPage('options.html');
    const chosen = () =>
      reader.evaluate<object | null>(
        `(globalThis.browser ?? chrome).storage.session.get('chosen:${tab.id}').then((kept) => kept['chosen:${tab.id}'] ?? null)`,
      );
    expect(await lookUntil(chosen, (choice) => choice !== null)).toMatchObject({ frame: 0 });
    await reader.close();
  });

  it('the table of a page is ordered and its rows are chosen', async () => {
    const tab = await stage.open('/kinds');
    await itemsOf(stage.browser, tab, 9);
    const page = await stage.browser.openExtensionPage(`items.html?tab=${tab.id}`);
    const count = (selector: string) =>
      page.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
    await lookUntil(
      () => count('tbody tr'),
      (rows) => rows === 9,
    );
    const goTo = async (selector: string): Promise<void> => {
      const isThere = () => page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`);
      for (let press = 0; press < 60 && !(await isThere()); press += 1) await page.press('Tab');
      expect(await isThere()).toBe(true);
    };
    await goTo('th button');
    await page.press('Enter');
    expect(await lookUntil(() => count('[aria-sort]:not([aria-sort=none])'), Boolean)).toBe(1);
    await goTo('tbody input[type=checkbox]');
    await page.press(' ', 'ArrowDown', ' ');
    expect(
      await lookUntil(
        () => count('tbody input:checked'),
        (checked) => checked === 2,
      ),
    ).toBe(2);
    await page.close();
  });
});
