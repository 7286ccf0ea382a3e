import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser, BrowserName, Size, Tab } from '../../scripts/browsers/browser.ts';
import { launchWhence } from '../../scripts/browsers/launch-whence.ts';
import { openWhenceGallery, type WhenceGallery } from '../../scripts/gallery/whence-gallery.ts';

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** A browser with Whence and the gallery, shared by the tests of one `describe`; their tabs are closed after each. */
export interface Stage {
  readonly browser: Browser;
  readonly gallery: WhenceGallery;
  /** Opens a page of the gallery by its path. */
  open(path: string, size?: Size): Promise<Tab>;
}

/** Call it inside a `describe`; use what it answers inside tests only. */
export function setStage(name: BrowserName): Stage {
  let browser: Browser | null = null;
  let gallery: WhenceGallery | null = null;
  const tabs: Tab[] = [];
  beforeAll(async () => {
    gallery = await openWhenceGallery();
    browser = await launchWhence({ name, headless: true }, gallery.lists);
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });
  return {
    get browser() {
      return present(browser);
    },
    get gallery() {
      return present(gallery);
    },
    async open(path, size) {
      const tab = await present(browser).open(present(gallery).page + path, size);
      tabs.push(tab);
      return tab;
    },
  };
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The stage is set before the first test, not at declaration.');
  return value;
}
