import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser, BrowserName, Size, Tab } from '../../scripts/browsers/browser.ts';
import { launchWhence } from '../../scripts/browsers/launch-whence.ts';
import { openGallery, type Gallery, type GalleryContent } from '../../scripts/gallery/server.ts';
import { openWhenceGallery, type WhenceGallery } from '../../scripts/gallery/whence-gallery.ts';

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** A browser with Whence and the gallery, shared by the tests of one `describe`; their tabs are closed after each. */
export interface Stage {
  readonly browser: Browser;
  readonly gallery: WhenceGallery;
  /** Where `content` is served, if the stage was given some; else the gallery's own address. */
  readonly address: string;
  /** Opens a page by its path: of the content, if the stage was given some, else of the gallery. */
  open(path: string, size?: Size): Promise<Tab>;
}

/** Call it inside a `describe`; use what it answers inside tests only. */
export function setStage(name: BrowserName, content: () => Promise<GalleryContent | null> = async () => null): Stage {
  let browser: Browser | null = null;
  let own: Gallery | null = null;
  let gallery: WhenceGallery | null = null;
  const tabs: Tab[] = [];
  beforeAll(async () => {
    gallery = await openWhenceGallery();
    const given = await content();
    own = given === null ? null : await openGallery(given);
    browser = await launchWhence({ name, headless: true }, gallery.lists);
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
    await own?.[Symbol.asyncDispose]();
  });
  return {
    get browser() {
      return present(browser);
    },
    get gallery() {
      return present(gallery);
    },
    get address() {
      return present(own ?? gallery).page;
    },
    async open(path, size) {
      const tab = await present(browser).open(present(own ?? gallery).page + path, size);
      tabs.push(tab);
      return tab;
    },
  };
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The stage is set before the first test, not at declaration.');
  return value;
}
