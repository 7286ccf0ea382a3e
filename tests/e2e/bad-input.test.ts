import { describe, expect, it } from 'vitest';
import type { Tab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { expectBadges } from '../support/expect-badges.ts';
import { dropFiles } from '../support/drop-files.ts';
import { textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** What a page finds of Whence. */
const HOST = 'document.querySelector(":root > div")';
const TOLD = 'removed or covered Whence’s labels';
/** A PNG of 65,535 by 65,535 pixels in 57 bytes: a browser that drew it would take 17 GB. */
const BOMB = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAYAAAC1OVaYAAAAAElEQVR4nGMAAQAABQABDQottAAAAABJRU5ErkJggg==', 'base64'),
);

describe.each(BROWSERS)('A page that works against the labels in %s', (name) => {
  const stage = setStage(name);

  /** The popup of a tab, as text. */
  async function popupOf({ id }: Tab, words: RegExp): Promise<string> {
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${id}`);
    const text = await textOf(popup, words);
    await popup.close();
    return text;
  }

  it('by taking them out has them back once; then the popup tells', { timeout: 120_000 }, async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const isThere = () => tab.page.evaluate(`${HOST} !== null`);
    await tab.page.evaluate(`${HOST}.remove()`);
    expect(await lookUntil(isThere, Boolean)).toBe(true);
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    // Nor is a tab in the background one that hides them.
    expect(await popupOf(tab, /AI-generated/)).not.toContain(TOLD);
    const isTold = async () => (await stage.browser.ask('getTab', { tab: tab.id })).overlayDisturbed;
    expect(await isTold()).toBe(false);
    await tab.page.bringToFront();
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await tab.page.evaluate(`${HOST}.remove()`);
    expect(await lookUntil(isTold, Boolean)).toBe(true);
    expect(await popupOf(tab, new RegExp(TOLD))).toContain(TOLD);
  });

  it('by making labels of its own gets nothing into the popup', { timeout: 120_000 }, async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    // It can see that something is there, and nothing of what that is.
    expect(await tab.page.evaluate(`${HOST}.shadowRoot`)).toBeNull();
    await tab.page.evaluate(`(() => {
      const fake = document.documentElement.appendChild(${HOST}.cloneNode(true));
      const root = fake.attachShadow({ mode: 'open' });
      root.innerHTML = '<button>Camera photo · Signed by Leica</button>';
      fake.style.cssText = 'position: fixed; inset: 8px auto auto 8px; z-index: 2147483647; display: block';
    })()`);
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    expect(await tab.badges()).toHaveLength(1);
    expect(await popupOf(tab, /AI-generated/)).not.toContain('Leica');
  });

  it('is not helped by a picture that would fill the memory', { timeout: 90_000 }, async () => {
    const page = await stage.browser.openExtensionPage('inspect.html');
    await textOf(page, /Inspect a file/);
    await dropFiles(page, [
      { name: 'bomb.png', type: 'image/png', bytes: BOMB },
      { name: 'after.png', type: 'image/png', bytes: BOMB },
    ]);
    const text = await lookUntil(
      () => page.evaluate<string>(`document.querySelector('[role=status]')?.textContent ?? ''`),
      (words) => /2 files: done/.test(words),
      60_000,
    );
    expect(text).toMatch(/2 files: done/);
    await page.close();
  });
});
