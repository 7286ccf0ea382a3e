import type { Page } from 'puppeteer-core';
import { openReplyText } from '../../lib/messaging/envelope.ts';
import type { FromExtension } from '../../lib/messaging/protocol.ts';
import type { Badge, Browser, ExtensionTab, Tab } from './browser.ts';

/** Milliseconds a page of the tests may take to load. */
const LOAD_LIMIT = 30_000;

/**
 * One of Whence's pages, kept open in the background, through which the tests use the extension's own interfaces:
 * its messages, and `scripting.executeScript`, which runs in the same isolated world as the content script.
 */
export class Control {
  readonly #tab: ExtensionTab;

  constructor(tab: ExtensionTab) {
    this.#tab = tab;
  }

  async openTab(page: Page, url: string): Promise<Tab> {
    // A hash of its own tells this tab from others that show the same address.
    const marked = url.includes('#') ? url : `${url}#${crypto.randomUUID().slice(0, 8)}`;
    // Whence rests in tabs nobody sees.
    await page.bringToFront();
    await page.goto(marked, { waitUntil: 'load', timeout: LOAD_LIMIT });
    const id = await this.#call<number>(
      'async (url) => (await api.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1',
      marked,
    );
    if (id === -1) throw new Error(`The extension does not see the tab of ${marked}.`);
    return { page, id, badges: () => this.#badges(id), close: () => page.close() };
  }

  readonly ask: Browser['ask'] = async <Name extends keyof FromExtension>(
    name: Name,
    body: Parameters<FromExtension[Name]>[0],
  ) => {
    const text = await this.#call<string | null>(
      'async (message) => (await api.runtime.sendMessage(message)) ?? null',
      {
        whence: 'from-extension',
        name,
        body,
      },
    );
    const reply = openReplyText(text);
    if (reply?.ok !== true) throw new Error(`${name} was not answered: ${reply?.error ?? 'nobody replied'}`);
    return reply.value as ReturnType<FromExtension[Name]>;
  };

  async #badges(tabId: number): Promise<readonly Badge[]> {
    const frames = await this.#call<readonly (readonly Badge[])[]>(
      `async (tabId) => {
        const results = await api.scripting.executeScript({
          target: { tabId, allFrames: true },
          func: () => globalThis.whenceBadges?.() ?? [],
        });
        return results.map(({ result }) => result ?? []);
      }`,
      tabId,
    );
    return frames.flat();
  }

  #call<Value>(source: string, argument: unknown): Promise<Value> {
    return this.#tab.evaluate(
      `(() => { const api = globalThis.browser ?? chrome; return (${source})(${JSON.stringify(argument)}); })()`,
    );
  }
}
