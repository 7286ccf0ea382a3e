import { afterEach, describe, expect, it } from 'vitest';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import type { ExtensionTab, Tab } from '../../scripts/browsers/browser.ts';
import { languages } from '../../lib/i18n/languages.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { runInOurWorld } from '../support/in-our-world.ts';
import { readLocale } from '../support/read-words.ts';
import { BROWSERS, setStage } from '../support/stage.ts';
import { stretchWords } from '../support/stretch-words.ts';

/** The narrowest that pages are made for. */
const NARROW = { width: 360, height: 640 };
/** Arabic and Russian take up to so much more room than English. */
const LONGER = 0.4;

/** Texts with words that only English has, other than names: those of trust lists come with them, with their faults. */
const ENGLISH_LEFT = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const left = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const isName = parentElement.closest('bdi, .mono, #trust li') !== null;
    if (!isName && /\\b(the|this|what|when|from|found)\\b/i.test(data)) left.push(data);
  }
  return left;
})()`;

describe.each(BROWSERS)('in %s, Whence', (name) => {
  const stage = setStage(name);
  const speak = (language: string) => stage.browser.ask('changeSettings', { language });

  afterEach(() => speak('en'));

  /** Every page of Whence's own, about the picture of a tab. */
  async function pagesOf(tab: Tab): Promise<readonly string[]> {
    const [item] = await itemsOf(stage.browser, tab, 1);
    const about = `tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`;
    return [`popup.html?tab=${tab.id}`, `report.html?${about}`, 'welcome.html', 'options.html'];
  }

  async function opened(path: string): Promise<ExtensionTab> {
    const page = await stage.browser.openExtensionPage(path);
    await page.resize(NARROW);
    await lookUntil(
      () => page.evaluate<boolean>('document.body.innerText.length > 80 && document.documentElement.lang !== ""'),
      (isThere) => isThere,
    );
    return page;
  }

  it.each(languages.filter((language) => language !== 'en'))('speaks on its own pages, in %s', async (language) => {
    await speak(language);
    const tab = await stage.open('/one');
    const isRtl = language === 'ar';
    for (const path of await pagesOf(tab)) {
      const page = await opened(path);
      const [lang, dir, english, width] = await page.evaluate<[string, string, string[], number]>(
        `[document.documentElement.lang, document.documentElement.dir, ${ENGLISH_LEFT},
          document.scrollingElement.scrollWidth]`,
      );
      expect([lang, dir], path).toEqual([language, isRtl ? 'rtl' : 'ltr']);
      expect(english, path).toEqual([]);
      expect(width, path).toBeLessThanOrEqual(NARROW.width);
      if (isRtl) await expectAccessible(page);
      await page.close();
    }
  });

  it('speaks in the labels of pages', async () => {
    await speak('ar');
    const tab = await stage.open('/empty');
    await runInOurWorld(
      stage.browser,
      tab,
      `() => {
      const life = globalThis[Symbol.for('whence')];
      const take = life.takeKit;
      life.takeKit = (kit) => take({
        ...kit,
        async createView(...how) {
          const view = await kit.createView(...how);
          const badgeWords = (report) => {
            const words = view.badgeWords(report);
            document.title = JSON.stringify([view.language, view.isRightToLeft, words.full.label]);
            return words;
          };
          return { ...view, badgeWords };
        },
      });
    }`,
    );
    await tab.page.evaluate("act.add('/samples/dawn.jpg')");
    const said = await lookUntil(
      () => tab.page.title(),
      (title) => title.startsWith('['),
    );
    expect(JSON.parse(said)).toEqual(['ar', true, readLocale('badges', 'ar')?.['badge.ai-generated']]);
  });

  it('has room for words that are longer', async () => {
    const tab = await stage.open('/one');
    for (const path of await pagesOf(tab)) {
      const page = await opened(path);
      const { texts, faults } = await page.evaluate<{ texts: number; faults: string[] }>(stretchWords(LONGER));
      expect(texts, path).toBeGreaterThan(5);
      expect(faults, path).toEqual([]);
      await page.close();
    }
  });
});
