import { describe, expect, it } from 'vitest';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { ExtensionTab, Key, Tab } from '../../scripts/browsers/browser.ts';
import { openCorpus } from '../../scripts/gallery/corpus.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { goByTab } from '../support/go-by-tab.ts';
import { textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const NARROW = { width: 360, height: 900 };
const TREE = 'c2pa/adobe-20220124-CAICA.jpg';
const CHANGED = 'c2pa/adobe-20220124-E-dat-CA.jpg';
const NOTHING = 'unsigned/adobe-20220124-A.jpg';
const LAPSED = 'ai-generators/chatgpt-1.png';
/** Its record says where it was, its file does not. */
const CAMERA = 'c2pa/truepic-20230212-camera.jpg';
const FILES = [TREE, CHANGED, NOTHING, LAPSED, CAMERA];

const corpus = openCorpus();

describe.each(BROWSERS)('the panel in %s', (name) => {
  const stage = setStage(name, async () => ({
    pages: {
      '/': () =>
        `<!doctype html><title>Files</title>${FILES.map((file) => `<img src="/corpus/${file}" width="300">`).join('')}`,
      '/samples': () => '<!doctype html><title>Other</title><p>Nothing here.</p>',
    },
    folders: { corpus: corpus?.folder ?? '.' },
  }));

  async function open(): Promise<{ tab: Tab; items: readonly TabItem[]; panel: ExtensionTab }> {
    const tab = await stage.open('/', { width: 1280, height: 1800 });
    const items = await itemsOf(stage.browser, tab, FILES.length);
    const panel = await stage.browser.openExtensionPage(`sidepanel.html?tab=${tab.id}`);
    await panel.resize(NARROW);
    await textOf(panel, /Choose a picture/);
    return { tab, items, panel };
  }

  /** As the popup and the card leave it. */
  async function choose(panel: ExtensionTab, { id }: Tab, items: readonly TabItem[], file: string): Promise<void> {
    const found = items.find(({ url }) => url.endsWith(file));
    const choice = JSON.stringify({ [`chosen:${id}`]: { frame: found?.frame, item: found?.item } });
    await panel.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
  }

  /** How many the record keeps of other files, once all three of `TREE` are drawn. */
  async function picturesOf(panel: ExtensionTab): Promise<number> {
    const widths = await lookUntil(
      () =>
        panel.evaluate<readonly number[]>(
          "[...document.querySelectorAll('.tree .node:not(.now) img.thumb')].map(({ naturalWidth }) => naturalWidth)",
        ),
      (all) => all.length === 3 && all.every((width) => width > 0),
    );
    return widths.filter((width) => width > 0).length;
  }

  it.skipIf(corpus === null)('follows what is chosen, in each of its states', async () => {
    const { tab, items, panel } = await open();
    await expectAccessible(panel);

    await choose(panel, tab, items, TREE);
    const signed = await textOf(panel, /CAICA\.jpg/);
    for (const part of [
      'What AI did, as recorded',
      'Signer',
      'Where it came from',
      'Everything we looked for',
      'Rights',
    ])
      expect(signed).toContain(part);
    expect(signed).toMatch(/Revocation\s+not checked/);
    expect(signed).toContain('colour adjusted');
    await expectAccessible(panel);

    await choose(panel, tab, items, CHANGED);
    const changed = await textOf(panel, /changed since it was signed/);
    expect(changed).toContain('Try the original');
    expect(changed).toContain('The record cannot be relied on for this file.');
    await expectAccessible(panel);

    await choose(panel, tab, items, NOTHING);
    const nothing = await textOf(panel, /No record found/);
    expect(nothing).toContain('Where else to look');
    expect(nothing).not.toContain('Where it came from');
    await expectAccessible(panel);

    await choose(panel, tab, items, LAPSED);
    expect(await textOf(panel, /ChatGPT/)).toMatch(/With AI\s+Earlier version image\.png: made with AI, with ChatGPT/);

    await tab.page.goto(`${stage.address}/samples`);
    await textOf(panel, /has left the page/);
    await expectAccessible(panel);
    await panel.close();
  });

  it.skipIf(corpus === null)('has a diagram that arrows walk, and the same in words', async () => {
    const { tab, items, panel } = await open();
    await choose(panel, tab, items, TREE);
    await textOf(panel, /The same as text/);
    await picturesOf(panel);
    const width = (): Promise<number> =>
      panel.evaluate("document.querySelector('.tree .node').getBoundingClientRect().width");
    const before = await width();
    await goByTab(panel, '[aria-label="Larger diagram"]');
    await panel.press('Enter');
    expect(await lookUntil(width, (now) => now > before)).toBeCloseTo(before * 1.5, 0);
    // What is wider than the panel scrolls inside its own field.
    expect(await panel.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);

    const key = async (pressed: Key): Promise<string> => {
      await panel.press(pressed);
      return panel.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ').trim()");
    };
    await goByTab(panel, '.tree .node');
    expect(await key('ArrowDown')).toMatch(/^Earlier version A\.jpg no record/);
    expect(await key('ArrowRight')).toMatch(/Placed CA\.jpg/);
    expect(await key('ArrowDown')).toMatch(/no record$/);
    expect(await key('ArrowRight')).toMatch(/no record$/);
    expect(await key('ArrowUp')).toMatch(/Placed CA\.jpg/);
    expect(await panel.evaluate<number>('document.querySelectorAll(\'.tree .node[tabindex="0"]\').length')).toBe(1);

    await panel.evaluate("document.querySelector('details.fold').open = false");
    await panel.press('Enter');
    expect(await panel.evaluate<string>('document.activeElement.dataset.node')).toBe('2');
    expect(await panel.evaluate<boolean>("document.querySelector('details.fold').open")).toBe(true);
    await panel.close();
  });

  it.skipIf(corpus === null)('shows the raw report when asked, and leads to the full one', async () => {
    const { tab, items, panel } = await open();
    await choose(panel, tab, items, LAPSED);
    await textOf(panel, /Raw report/);
    expect(await panel.evaluate<number>("document.querySelectorAll('pre').length")).toBe(0);
    await panel.evaluate("[...document.querySelectorAll('summary')].at(-1).click()");
    const raw = await lookUntil(
      () => panel.evaluate<string>("document.querySelector('pre')?.textContent ?? ''"),
      (text) => text !== '',
    );
    expect((JSON.parse(raw) as { basis: string }).basis).toBe('signed-lapsed');
    expect(await textOf(panel, /Ask elsewhere/)).toContain('This address is inside a private network.');
    expect(await textOf(panel, /SHA-256/)).toContain('signingCredential');
    await expectAccessible(panel);

    await panel.evaluate(
      "[...document.querySelectorAll('button')].find((each) => each.textContent === 'Full report').click()",
    );
    const reports = await lookUntil(
      () =>
        panel.evaluate<readonly string[]>(
          "(globalThis.browser ?? chrome).tabs.query({}).then((tabs) => tabs.map(({ url, pendingUrl }) => pendingUrl || url || ''))",
        ),
      (urls) => urls.some((url) => url.includes(`report.html?tab=${tab.id}`)),
    );
    expect(reports.some((url) => url.includes(`report.html?tab=${tab.id}`))).toBe(true);
    await panel.close();
  });

  it.skipIf(corpus === null)('tells camera and capture, and of people only when asked', async () => {
    const { tab, items, panel } = await open();
    await choose(panel, tab, items, CAMERA);
    const text = await textOf(panel, /Pixel 5/);
    expect(text).toMatch(/Model\s+Pixel 5 Exif; the record, which cannot be relied on/);
    expect(text).toMatch(
      /Taken\s+Feb 12, 2023, 1:44 PM, time zone not stated Exif\s+Feb 12, 2023, 6:44 PM, UTC\+00:00 the record, which/,
    );
    const hasPlace = (): Promise<boolean> => panel.evaluate("document.documentElement.outerHTML.includes('43.152')");
    expect(await hasPlace()).toBe(false);
    const click = (name: string): Promise<unknown> =>
      panel.evaluate(`[...document.querySelectorAll('button')].find((each) => each.textContent === '${name}').click()`);
    await click('Show them');
    expect(await textOf(panel, /43\.152/)).toMatch(/Place\s+43\.152093900000, -77\.580532800000 the record/);
    await expectAccessible(panel);
    await click('Hide them');
    expect(await lookUntil(hasPlace, (is) => !is)).toBe(false);
    const kept =
      "(globalThis.browser ?? chrome).storage.session.get(null).then((all) => JSON.stringify(all).includes('43.152'))";
    expect(await panel.evaluate<boolean>(kept)).toBe(false);

    await choose(panel, tab, items, NOTHING);
    expect(await textOf(panel, /Canon|Model/)).toMatch(/Camera make\s/);
    await panel.close();
  });

  it.skipIf(corpus === null)('shows the pictures that a record keeps of what was put into it', async () => {
    const { tab, items, panel } = await open();
    await choose(panel, tab, items, TREE);
    expect(await picturesOf(panel)).toBe(3);
    expect(await textOf(panel, /Where it came from/)).toMatch(/signed on Jan 24, 2023/);
    await expectAccessible(panel);
    await panel.close();
  });

  it.skipIf(corpus === null)('is what a row of the popup chooses', async () => {
    const { tab, panel } = await open();
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    await lookUntil(
      () => popup.evaluate<number>("document.querySelectorAll('li.item .open:not([disabled])').length"),
      (count) => count > 0,
    );
    // The popup closes itself over it.
    await popup.evaluate("document.querySelector('li.item .open').click()").catch(() => null);
    expect(await textOf(panel, /What AI did/)).toContain('Full report');
    await panel.close();
  });
});

describe('the side panel of Chromium', () => {
  const stage = setStage('chromium');

  it('opens from a card, beside the page', async () => {
    const tab = await stage.browser.open(`${stage.gallery.page}/one`, { width: 1280, height: 900 });
    await tab.page.bringToFront();
    const [badge] = await lookUntil(
      () => tab.badges(),
      ({ length }) => length > 0,
    );
    const own = await stage.browser.openExtensionPage('options.html');
    await tab.page.bringToFront();
    const panels = (): Promise<number> =>
      own.evaluate("chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] }).then(({ length }) => length)");
    expect(await panels()).toBe(0);
    const { x, y, width, height } = badge?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
    await tab.page.mouse.click(x + width / 2, y + height / 2);
    const opened = await lookUntil(
      async () => {
        // The close button has the first stop of the card, "See all the evidence" the next.
        for (const key of ['Tab', 'Tab', 'Enter'] as const) await tab.page.keyboard.press(key);
        return panels();
      },
      (count) => count > 0,
    );
    expect(opened).toBe(1);
    await own.close();
    await tab.close();
  });
});
