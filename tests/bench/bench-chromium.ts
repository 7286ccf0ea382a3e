import { setTimeout } from 'node:timers/promises';
import puppeteer, { type Browser as Puppet, type CDPSession, type Page, type Target } from 'puppeteer-core';
import type { TabItem, TabState } from '../../lib/messaging/protocol.ts';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { extensionTab } from '../../scripts/browsers/chromium.ts';
import {
  askThrough,
  type BenchBrowser,
  type BenchLaunch,
  type BenchTab,
  configure,
  type Sightings,
  tabIdThrough,
  VIEWPORT,
  watchInPage,
} from './bench-browser.ts';

/** Milliseconds until the content script must have a world of its own in a loaded page. */
const WORLD_LIMIT = 5_000;

/** The same switches with and without Whence; see scripts/browsers/chromium.ts for the reasons of each. */
export async function launchBenchChromium(launch: BenchLaunch): Promise<BenchBrowser> {
  const { executable, extension, lists } = launch;
  const puppet = await puppeteer.launch({
    browser: 'chrome',
    executablePath: executable,
    headless: true,
    pipe: true,
    // An empty list allows extensions and loads none.
    enableExtensions: extension === null ? [] : [extension],
    defaultViewport: VIEWPORT,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  const origin = extension === null ? null : await originOf(puppet);
  const throughOwnPage = async <Value>(act: (tab: ExtensionTab, page: Page) => Promise<Value>): Promise<Value> => {
    const page = await puppet.newPage();
    try {
      await page.goto(`${origin}/options.html`, { waitUntil: 'load' });
      return await act(extensionTab(page), page);
    } finally {
      await page.close();
    }
  };
  const rest = async (): Promise<void> => {
    if (origin === null) return;
    await throughOwnPage(async (tab, page) => {
      await tab.evaluate('chrome.offscreen.closeDocument().catch(() => undefined)');
      const session = await page.createCDPSession();
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      const isRunning = () => puppet.targets().some(isServiceWorker);
      for (let tries = 0; isRunning() && tries < 50; tries += 1) await setTimeout(100);
    });
  };
  if (origin !== null) await throughOwnPage((tab) => configure(tab, lists));
  await rest();
  return {
    name: 'chromium',
    version: await puppet.version(),
    hasWhence: extension !== null,
    pid: puppet.process()?.pid ?? 0,
    open: () => openTab(puppet, origin, throughOwnPage),
    rest,
    collectGarbage: () => collectGarbage(puppet),
    close: () => puppet.close(),
  };
}

async function openTab(
  puppet: Puppet,
  origin: string | null,
  throughOwnPage: <Value>(act: (tab: ExtensionTab) => Promise<Value>) => Promise<Value>,
): Promise<BenchTab> {
  const page = await puppet.newPage();
  await page.bringToFront();
  const session = await page.createCDPSession();
  const worlds = new Map<number, string>();
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.set(context.id, context.origin));
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => worlds.clear());
  await session.send('Runtime.enable');
  const contentWorld = async (): Promise<number> => {
    const last = Date.now() + WORLD_LIMIT;
    for (;;) {
      for (const [id, worldOrigin] of worlds) if (worldOrigin === origin) return id;
      if (Date.now() > last) throw new Error('The content script is not on the page.');
      await setTimeout(5);
    }
  };
  return {
    page,
    async watchBadges(wanted, ms, mostMs) {
      const expression = watchInPage(wanted, ms, mostMs);
      if (origin === null) return (await page.evaluate(expression)) as Sightings;
      const contextId = await contentWorld();
      const options = { expression, contextId, awaitPromise: true, returnByValue: true };
      return (await session.send('Runtime.evaluate', options)).result.value as Sightings;
    },
    items: () =>
      throughOwnPage(async (tab): Promise<readonly TabItem[]> => {
        const id = await tabIdThrough(tab, page.url());
        return (await askThrough<TabState>(tab, 'getTab', { tab: id })).items;
      }),
    scriptLength: () => scriptLength(session),
    close: () => page.close(),
  };
}

/** The debugger names every script a page holds, those it took in before the debugger came too. */
async function scriptLength(session: CDPSession): Promise<number> {
  let length = 0;
  session.on('Debugger.scriptParsed', (script) => {
    if (script.url.startsWith('chrome-extension://')) length += script.length ?? 0;
  });
  await session.send('Debugger.enable');
  await session.send('Debugger.disable');
  return length;
}

/** In every page, the service worker, the offscreen document and its Worker. */
async function collectGarbage(puppet: Puppet): Promise<void> {
  for (const target of puppet.targets()) {
    const session = await target.createCDPSession().catch(() => null);
    if (session === null) continue;
    await Promise.race([session.send('HeapProfiler.collectGarbage').catch(() => undefined), setTimeout(2_000)]);
    await session.detach().catch(() => undefined);
    if (target.type() !== 'background_page') continue;
    for (const worker of (await target.asPage()).workers()) {
      await Promise.race([worker.client.send('HeapProfiler.collectGarbage').catch(() => undefined), setTimeout(2_000)]);
    }
  }
}

async function originOf(puppet: Puppet): Promise<string> {
  const worker = await puppet.waitForTarget(isServiceWorker, { timeout: 15_000 });
  return worker.url().split('/').slice(0, 3).join('/');
}

function isServiceWorker(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');
}
