import puppeteer, { type Browser as Puppet, type ElementHandle, type Page } from 'puppeteer-core';
import type { Browser, ExtensionTab, LaunchOptions } from './browser.ts';
import { Control } from './control.ts';

/** Milliseconds until the service worker of a fresh extension must be there. */
const START_LIMIT = 15_000;
const WINDOW = { width: 1280, height: 900 };

/**
 * Chromium, Chrome or Edge through the DevTools protocol. The extension is loaded over the protocol,
 * because branded builds have dropped the `--load-extension` switch.
 */
export async function launchChromium({
  executable,
  extension,
  headless,
  profile,
  scheme,
  isForced = false,
}: LaunchOptions): Promise<Browser> {
  const puppet = await puppeteer.launch({
    browser: 'chrome',
    executablePath: executable,
    headless,
    pipe: true,
    ...(profile !== undefined && { userDataDir: profile }),
    enableExtensions: [extension],
    defaultViewport: headless ? WINDOW : null,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(headless ? ['--disable-gpu'] : []),
      '--no-first-run',
      '--no-default-browser-check',
      '--hide-crash-restore-bubble',
      '--force-color-profile=srgb',
    ],
  });
  const worker = await puppet.waitForTarget((target) => isExtension(target.url(), target.type()), {
    timeout: START_LIMIT,
  });
  const origin = new URL(worker.url()).origin === 'null' ? originOf(worker.url()) : new URL(worker.url()).origin;
  const openPage = async (): Promise<Page> => {
    const page = await puppet.newPage();
    const features = [
      ...(scheme === undefined ? [] : [{ name: 'prefers-color-scheme', value: scheme }]),
      ...(isForced ? [{ name: 'forced-colors', value: 'active' }] : []),
    ];
    // Puppeteer's own method knows no forced colors.
    const protocol = features.length === 0 ? null : await page.createCDPSession();
    await protocol?.send('Emulation.setEmulatedMedia', { features });
    return page;
  };
  const openExtensionPage = async (path: string): Promise<ExtensionTab> => {
    const page = await openPage();
    await page.goto(`${origin}/${path}`, { waitUntil: 'load' });
    return extensionTab(page);
  };
  const controlPage = await openPage();
  await controlPage.goto(`${origin}/options.html`, { waitUntil: 'load' });
  const control = new Control(extensionTab(controlPage));
  return {
    name: 'chromium',
    version: await puppet.version(),
    async open(url, size) {
      const page = await openPage();
      if (size !== undefined) await page.setViewport(size);
      return control.openTab(page, url);
    },
    openExtensionPage,
    ask: control.ask,
    stopBackground: () => stopServiceWorker(puppet, controlPage),
    closed: new Promise((resolve) => puppet.once('disconnected', () => resolve())),
    close: () => puppet.close(),
  };
}

function isExtension(url: string, type: string): boolean {
  return type === 'service_worker' && url.startsWith('chrome-extension://');
}

/** `URL` gives schemes it does not know an opaque origin. */
function originOf(url: string): string {
  return url.split('/').slice(0, 3).join('/');
}

/** The page of an extension, which a tab shows. */
export function extensionTab(page: Page): ExtensionTab {
  return {
    evaluate: async <Value>(expression: string) => (await page.evaluate(expression)) as Value,
    async press(...keys) {
      await page.bringToFront();
      for (const key of keys) await page.keyboard.press(key === ' ' ? 'Space' : key);
    },
    async write(text) {
      await page.bringToFront();
      // As a paste: key by key a certificate would take long.
      await page.keyboard.sendCharacter(text);
    },
    async chooseFiles(selector, paths) {
      const input = await page.$(`input${selector}`);
      if (input === null) throw new Error(`There is no input ${selector}.`);
      await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    },
    setOffline: (isOffline) => page.setOfflineMode(isOffline),
    screenshot: async () => Buffer.from(await page.screenshot()),
    resize: (size) => page.setViewport(size),
    close: () => page.close(),
  };
}

async function stopServiceWorker(puppet: Puppet, page: Page): Promise<void> {
  const isRunning = () => puppet.targets().some((target) => isExtension(target.url(), target.type()));
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  while (isRunning()) await new Promise((resolve) => puppet.once('targetdestroyed', resolve));
}
