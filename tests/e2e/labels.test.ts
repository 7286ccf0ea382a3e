import { describe, expect, it } from 'vitest';
import { selectedText } from '../../lib/page/selected-text.ts';
import type { Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectBadges } from '../support/expect-badges.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { runInOurWorld } from '../support/in-our-world.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const TALL = { width: 1280, height: 1400 };
/** `placement.ts`: from this many on, all labels in view go tiny. */
const CROWD = 30;
/** `media-register.ts`: places followed on one page. */
const MAX_SPOTS = 2_000;

/** A page's own "label" over everything, which the pointer goes through. */
const LAID_OVER = `
  globalThis.sheet = document.documentElement.appendChild(document.createElement('aside'));
  sheet.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; z-index: 2147483647; pointer-events: none; background: white; border: none';
  sheet.textContent = 'Camera, signed by Leica'`;

describe.each(BROWSERS)('labels in %s', (name) => {
  const stage = setStage(name);

  const inOurWorld = <Value>(tab: Tab, source: string) => runInOurWorld<Value>(stage.browser, tab, source);

  it('are nowhere, and nothing that could show them, until there is something to label', async () => {
    const tab = await stage.open('/empty');
    const before = await tab.page.evaluate(() => document.documentElement.children.length);
    await tab.page.evaluate("act.add('/samples/plain.png')");
    await itemsOf(stage.browser, tab, 1);
    expect(await tab.page.evaluate(() => document.documentElement.children.length)).toBe(before);
    expect(await inOurWorld(tab, '() => typeof globalThis[Symbol.for("whence")]')).toBe('object');
    expect(await tab.page.evaluate('typeof globalThis[Symbol.for("whence")]')).toBe('undefined');
  });

  it('open a card, and only then is there what it takes', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const isBrought = () => inOurWorld<boolean>(tab, '() => Symbol.for("whence.card") in globalThis');
    const openCard = () =>
      inOurWorld<string | null>(
        tab,
        `() => {
          const host = document.documentElement.lastElementChild;
          const root = host.openOrClosedShadowRoot ?? chrome.dom.openOrClosedShadowRoot(host);
          const card = root.querySelector('.card');
          return card === null || root.activeElement !== card ? null : card.textContent + getComputedStyle(card).display;
        }`,
      );
    expect(await isBrought()).toBe(false);
    const [badge] = await tab.badges();
    const { x, y, width, height } = badge?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
    await tab.page.mouse.click(x + width / 2, y + height / 2);
    expect(await lookUntil(openCard, (text) => text !== null)).toContain('What this does not show');
    expect(await isBrought()).toBe(true);
    await tab.page.keyboard.press('Escape');
    expect(await lookUntil(openCard, (text) => text === null)).toBeNull();
  });

  it('stand once, however often their script arrives', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const page = await stage.browser.openExtensionPage('options.html');
    for (const file of ['/labels.js', '/content-scripts/page.js', '/labels.js']) {
      await page.evaluate(
        `(globalThis.browser ?? chrome).scripting.executeScript({ target: { tabId: ${tab.id} }, files: ['${file}'] }).then(() => null)`,
      );
    }
    await page.close();
    await tab.page.bringToFront();
    await tab.page.evaluate("act.add('/samples/forest.jpg')");
    await expectBadges(tab, stage.gallery, ['dawn.jpg', 'forest.jpg']);
    expect(await overlays(tab)).toBe(1);
  });

  it('all go tiny where there are many in view', async () => {
    const tab = await stage.open('/empty', TALL);
    await add(tab, 'dawn.jpg', 4, 200, 130);
    const few = await badgesOf(tab, 4);
    expect(few.map(({ rect }) => rect.height)).toEqual(few.map(() => 24));
    await add(tab, 'dawn.jpg', CROWD - 4, 200, 130);
    const many = await lookUntil(
      () => tab.badges(),
      (badges) => badges.length === CROWD && badges.every(({ rect }) => rect.height === 20),
    );
    expect(many).toHaveLength(CROWD);
    expect(new Set(many.map(({ rect }) => rect.height))).toEqual(new Set([20]));
  });

  it('stand in the corner and at the size the person chose, at once, and otherwise on one site', async () => {
    const tab = await stage.open('/empty', TALL);
    await add(tab, 'dawn.jpg', 1, 400, 300);
    await add(tab, 'forest.jpg', 1, 400, 300);
    const standing = async () => {
      const boxes = await tab.page.$$eval('img', (all) =>
        all.map((one) => ({ src: one.src, box: one.getBoundingClientRect().toJSON() as DOMRect })),
      );
      return (await tab.badges()).map(({ src, rect }) => {
        const box = boxes.find((each) => each.src === src)?.box;
        const top = rect.y - (box?.top ?? 0) < 150 ? 'top' : 'bottom';
        return `${top}-${rect.x - (box?.left ?? 0) < 40 ? 'start' : 'end'} ${rect.height}`;
      });
    };
    const expectAll = async (where: string) => {
      const isThere = (all: readonly string[]) => all.length === 2 && all.every((each) => each === where);
      expect(await lookUntil(standing, isThere)).toEqual([where, where]);
    };
    // A better report makes a label anew, which then waits for the next frame.
    const names = () => lookUntil(namesNow, (all) => all.length === 2);
    const namesNow = () =>
      inOurWorld<string[]>(
        tab,
        `() => {
          const host = document.documentElement.lastElementChild;
          const root = host.openOrClosedShadowRoot ?? chrome.dom.openOrClosedShadowRoot(host);
          return [...root.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
        }`,
      );
    await expectAll('bottom-start 24');
    const full = await names();
    try {
      await stage.browser.ask('changeSettings', { badges: { corner: 'top-end', size: 'small' } });
      await expectAll('top-end 20');
      expect(await names()).toEqual(full);
      const { hostname: host } = new URL(stage.gallery.page);
      await stage.browser.ask('changeSettings', { badgesBySite: [{ host, corner: 'bottom-end', size: 'normal' }] });
      await expectAll('bottom-end 24');
      await stage.browser.ask('changeSettings', {
        badgesBySite: [{ host: 'elsewhere.example', corner: 'top-start', size: 'normal' }],
      });
      await expectAll('top-end 20');
    } finally {
      await stage.browser.ask('changeSettings', {
        badges: { corner: 'bottom-start', size: 'normal' },
        badgesBySite: [],
      });
    }
    await expectAll('bottom-start 24');
  });

  it('are moved from the menu of the popup with the keyboard alone, for its site', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const before = (await tab.badges())[0]?.rect;
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    await lookUntil(() => popup.evaluate<number>("document.querySelectorAll('.menu').length"), Boolean);
    await popup.evaluate("document.querySelector('.menu > button').focus()");
    await popup.press('Enter');
    await lookUntil(() => popup.evaluate<boolean>("document.activeElement.matches('[role=menuitemradio]')"), Boolean);
    await popup.press('End', 'ArrowUp', 'ArrowUp');
    expect(await popup.evaluate('document.activeElement.textContent')).toBe('Top right');
    await expectAccessible(popup);
    await popup.press('Enter');
    try {
      const { badges, badgesBySite } = await lookUntil(
        () => stage.browser.ask('getSettings', {}),
        (settings) => settings.badgesBySite.length > 0,
      );
      expect(badges.corner).toBe('bottom-start');
      expect(badgesBySite.map(({ corner }) => corner)).toEqual(['top-end']);
      // A tab behind another draws nothing.
      await tab.page.bringToFront();
      const moved = await lookUntil(
        async () => (await tab.badges())[0]?.rect,
        (rect) => rect !== undefined && rect.y < (before?.y ?? 0) - 50,
      );
      expect(moved?.y).toBeLessThan((before?.y ?? 0) - 50);
      expect(moved?.x).toBeGreaterThan((before?.x ?? 0) + 20);
    } finally {
      await popup.close();
      await stage.browser.ask('changeSettings', { badgesBySite: [] });
    }
  });

  it('come to the top again, once, when the page lays something over them', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const isOnTop = async () => {
      const [badge] = await tab.badges();
      if (badge === undefined) return false;
      const { x, y, width, height } = badge.rect;
      return tab.page.evaluate(
        (left, top) => document.elementFromPoint(left, top)?.matches(':root > div'),
        x + width / 2,
        y + height / 2,
      );
    };
    expect(await isOnTop()).toBe(true);
    await tab.page.evaluate(`
      globalThis.cover = document.documentElement.appendChild(document.createElement('aside'));
      cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647';`);
    expect(await lookUntil(isOnTop, Boolean)).toBe(true);
    const isTold = async () => (await stage.browser.ask('getTab', { tab: tab.id })).overlayDisturbed;
    expect(await isTold()).toBe(false);
    await tab.page.evaluate(`
      cover.style.cssText += '; background: none; border: none; width: 100%; height: 100%';
      cover.popover = 'manual';
      cover.showPopover();`);
    expect(await lookUntil(isTold, Boolean)).toBe(true);
  });

  it.each([
    ['a sheet that lets clicks through', LAID_OVER],
    ['a style that makes the page faint', "document.documentElement.style.opacity = '0.05'"],
  ])('come to the top again after %s, and tell of the second', async (_what, hide) => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const isRaised = () => tab.page.evaluate(() => document.querySelector(':root > div:popover-open') !== null);
    const isTold = async () => (await stage.browser.ask('getTab', { tab: tab.id })).overlayDisturbed;
    expect(await isRaised()).toBe(false);
    await tab.page.evaluate(hide);
    await tab.page.evaluate("document.body.append('Something happens. ')");
    expect(await lookUntil(isRaised, Boolean)).toBe(true);
    expect(await isTold()).toBe(false);
    await tab.page.evaluate(`${LAID_OVER}; sheet.popover = 'manual'; sheet.showPopover()`);
    expect(await lookUntil(isTold, Boolean)).toBe(true);
  });

  it('stay where they are under what a page lays over its pictures by right', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await tab.page.evaluate(`${LAID_OVER}; sheet.style.zIndex = '99'; sheet.style.background = 'none';`);
    await tab.page.evaluate("document.documentElement.style.filter = 'invert(1) hue-rotate(180deg)'");
    // Longer than it takes to notice a cover: `watch-cover.ts`.
    await tab.page.evaluate('new Promise((resolve) => setTimeout(resolve, 3000))');
    expect((await stage.browser.ask('getTab', { tab: tab.id })).overlayDisturbed).toBe(false);
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
  });

  it('are there again when the reader comes back', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await tab.page.evaluate('globalThis.wasHere = true');
    await tab.page.goto(`${stage.gallery.page}/empty`);
    await tab.page.evaluate('history.back()');
    await tab.page.waitForFunction('globalThis.wasHere !== undefined || document.images.length === 1');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    const [item] = await itemsOf(stage.browser, tab, 1);
    expect(item?.url).toContain('/samples/dawn.jpg');
    expect(await overlays(tab)).toBe(1);
  });

  it('stand and read in the other direction', async () => {
    const tab = await stage.open('/empty');
    await inOurWorld(
      tab,
      `() => {
        const life = globalThis[Symbol.for('whence')];
        const take = life.takeKit;
        const words = {
          full: { label: 'أُنشئت بالذكاء الاصطناعي', basis: 'موقَّعة من OpenAI' },
          short: 'أُنشئت بالذكاء الاصطناعي',
          tiny: 'ذكاء',
          asks: false,
        };
        life.takeKit = (kit) => take({
          ...kit,
          createView: async (...how) => ({
            ...(await kit.createView(...how)), language: 'ar', isRightToLeft: true, badgeWords: () => words,
          }),
        });
      }`,
    );
    await tab.page.evaluate("act.add('/samples/dawn.jpg').style.cssText = 'display: block; margin: 40px'");
    await tab.page.evaluate(
      "act.add('/samples/forest.jpg').style.cssText = 'display: block; margin: 40px; direction: rtl'",
    );
    const badges = await badgesOf(tab, 2);
    const boxes = await tab.page.$$eval('img', (all) =>
      all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
    );
    const [ltr, rtl] = ['dawn.jpg', 'forest.jpg'].map((file) => badges.find(({ src }) => src.endsWith(file))?.rect);
    // The corner follows the picture, the text follows Whence's language.
    expect(Math.abs((ltr?.x ?? 0) - (boxes[0]?.x ?? 0) - 8)).toBeLessThanOrEqual(1);
    expect(Math.abs((boxes[1]?.right ?? 0) - (rtl?.x ?? 0) - (rtl?.width ?? 0) - 8)).toBeLessThanOrEqual(1);
    expect(ltr?.width).toBeGreaterThan(150);
    expect(ltr?.height).toBeLessThanOrEqual(30);
  });

  it('tell in the popup what a page has too much of', async () => {
    const tab = await stage.open('/empty');
    await add(tab, 'plain.png', MAX_SPOTS + 50, 40, 40);
    const skipped = await lookUntil(
      async () => (await stage.browser.ask('getTab', { tab: tab.id })).skipped,
      (count) => count === 50,
    );
    expect(skipped).toBe(50);
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    const text = await lookUntil(
      () => popup.evaluate<string>('document.body.innerText'),
      (body) => body.includes('50 more'),
    );
    expect(text).toContain('50 more');
    await popup.close();
  });

  it('take selected text as the page has it', async () => {
    const tab = await stage.open('/empty');
    const text = 'Hidden\u{fe01}\u{e0101} after\n\nthis';
    await tab.page.evaluate((written) => {
      const field = document.body.appendChild(document.createElement('textarea'));
      field.value = `before ${written}`;
      field.focus();
      field.setSelectionRange(7, field.value.length);
    }, text);
    const page = await stage.browser.openExtensionPage('options.html');
    const injection = `{ target: { tabId: ${tab.id} }, func: ${selectedText} }`;
    const [reply] = await page.evaluate<{ result: unknown }[]>(
      `(globalThis.browser ?? chrome).scripting.executeScript(${injection})`,
    );
    await page.close();
    expect(reply?.result).toBe(text);
  });

  if (name === 'chromium') {
    it('stay on their pictures when the reader zooms in with two fingers', async () => {
      const tab = await stage.open('/one');
      await expectBadges(tab, stage.gallery, ['dawn.jpg']);
      const session = await tab.page.createCDPSession();
      await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2.5 });
      const isInside = async () => {
        const [badge] = await tab.badges();
        const box = await tab.page.$eval('img', (picture) => picture.getBoundingClientRect().toJSON() as DOMRect);
        if (badge === undefined) return false;
        const { x, y, width, height } = badge.rect;
        return x >= box.left && y >= box.top && x + width <= box.right && y + height <= box.bottom;
      };
      expect(await tab.page.evaluate(() => visualViewport?.scale)).toBeCloseTo(2.5);
      expect(await lookUntil(isInside, Boolean)).toBe(true);
      await session.send('Input.synthesizeScrollGesture', { x: 300, y: 300, xDistance: -200, yDistance: -200 });
      expect(await lookUntil(isInside, Boolean)).toBe(true);
    });
  }

  it('of an earlier copy of Whence go when a new one comes', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await tab.page.evaluate('globalThis.earlier = document.documentElement.lastElementChild');
    const page = await stage.browser.openExtensionPage('options.html');
    // Its page goes with it, so there is no answer to wait for.
    await page
      .evaluate('setTimeout(() => (globalThis.browser ?? chrome).runtime.reload(), 50) && null')
      .catch(() => null);
    await tab.page.bringToFront();
    // Chromium's debugger holds the new background, so there the old copy has to notice by itself, at the next change.
    const change = name === 'chromium' ? "document.body.append('A change. '); " : '';
    const isReplaced = () =>
      tab.page.evaluate(`${change}!earlier.isConnected && document.querySelectorAll(':root > div').length <= 1`);
    expect(await lookUntil(isReplaced, Boolean)).toBe(true);
    if (name === 'firefox')
      expect(
        await lookUntil(
          () => overlays(tab),
          (count) => count === 1,
        ),
      ).toBe(1);
  });
});

function badgesOf(tab: Tab, count: number) {
  return lookUntil(
    () => tab.badges(),
    (badges) => badges.length === count,
  );
}

/** What Whence itself put into the page. */
function overlays(tab: Tab): Promise<number> {
  return tab.page.evaluate(() => document.querySelectorAll(':root > div').length);
}

async function add(tab: Tab, file: string, count: number, width: number, height: number): Promise<void> {
  await tab.page.evaluate(
    (src, times, style) => {
      for (let index = 0; index < times; index++) {
        const picture = document.body.appendChild(document.createElement('img'));
        Object.assign(picture, { src, alt: '' }).style.cssText = style;
      }
    },
    `/samples/${file}`,
    count,
    `display: inline-block; width: ${width}px; height: ${height}px; margin: 2px`,
  );
}
