import type { Page } from 'puppeteer-core';
import type { BrowserName, ExtensionTab } from '../../scripts/browsers/browser.ts';
import { openReplyText } from '../../lib/messaging/envelope.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';

/**
 * A browser as the benchmark needs it: with or without Whence, all else equal, and with nothing of the driver's own
 * left open while it measures. (The end-to-end driver keeps one of Whence's pages open, which costs a process.)
 */
export interface BenchBrowser {
  readonly name: BrowserName;
  readonly version: string;
  readonly hasWhence: boolean;
  /** Process number of the program; all others are its children. */
  readonly pid: number;
  /** An empty tab in the foreground. */
  open(): Promise<BenchTab>;
  /** Ends the background and the engine, as the browser and Whence themselves do when nothing was to do. */
  rest(): Promise<void>;
  collectGarbage(): Promise<void>;
  close(): Promise<void>;
}

export interface BenchTab {
  readonly page: Page;
  /** Looks at the badges until `ms` milliseconds after load, and on to `mostMs` while fewer than `wanted` are there. */
  watchBadges(wanted: number, ms: number, mostMs: number): Promise<Sightings>;
  /** What Whence's background keeps of this tab; call it once, after the last look at badges. */
  items(): Promise<readonly TabItem[]>;
  /** Characters of the extension's scripts that this page holds; `null` where the browser does not tell. */
  scriptLength(): Promise<number | null>;
  close(): Promise<void>;
}

/** Badges on a page over time. Times are milliseconds of the page's own clock. */
export interface Sightings {
  readonly loadedAt: number;
  /** Each change of their number. */
  readonly counts: readonly (readonly [count: number, at: number])[];
}

export interface BenchLaunch {
  readonly executable: string;
  /** Folder of the unpacked extension; `null` for the same browser without it. */
  readonly extension: string | null;
  readonly lists: readonly { readonly name: string; readonly pem: string }[];
}

/** Large enough for the 110 pictures at once. */
export const VIEWPORT = { width: 1600, height: 1000 };

/** Runs in the content script's world, or in the page's where there is none: the same work in both. */
export const watchInPage = (wanted: number, ms: number, mostMs: number): string => `(async () => {
  const counts = [];
  for (;;) {
    const count = globalThis.whenceBadges?.().length ?? 0;
    const now = performance.now();
    if (counts.at(-1)?.[0] !== count) counts.push([count, now]);
    const loadedAt = performance.getEntriesByType('navigation')[0]?.loadEventEnd ?? 0;
    const since = now - loadedAt;
    if (loadedAt > 0 && since > ${ms} && (count >= ${wanted} || since > ${mostMs})) return { loadedAt, counts };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
})()`;

/** Sets Whence up through one of its own pages, which the caller closes. */
export async function configure(page: ExtensionTab, lists: BenchLaunch['lists']): Promise<void> {
  // The interim list stays off: where there is a network it would be fetched.
  await askThrough(page, 'changeSettings', { useInterimList: false, welcomed: true });
  for (const list of lists) await askThrough(page, 'addTrustList', list);
  for (let tries = 0; tries < 100; tries += 1) {
    const test = await askThrough<{ state: string }>(page, 'getSelfTest', {});
    if (test.state === 'passed') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The self-test did not pass.');
}

/** Asks the background as Whence's pages do. */
export async function askThrough<Value>(page: ExtensionTab, name: string, body: object): Promise<Value> {
  const message = JSON.stringify({ whence: 'from-extension', name, body });
  const text = await page.evaluate<string | null>(`(globalThis.browser ?? chrome).runtime.sendMessage(${message})`);
  const reply = openReplyText(text);
  if (reply?.ok !== true) throw new Error(`${name} was not answered.`);
  return reply.value as Value;
}

/** The browser's own number of the tab at this address. */
export function tabIdThrough(page: ExtensionTab, url: string): Promise<number> {
  return page.evaluate(
    `(globalThis.browser ?? chrome).tabs.query({}).then((tabs) => tabs.find(({ url }) => url === ${JSON.stringify(url)})?.id ?? -1)`,
  );
}
