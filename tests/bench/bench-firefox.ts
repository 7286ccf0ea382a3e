import puppeteer from 'puppeteer-core';
import type { TabState } from '../../lib/messaging/protocol.ts';
import { Bidi } from '../../scripts/browsers/firefox.ts';
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

/** What about:memory's "Minimize memory usage" does, in the browser's own process and in its children. */
const COLLECT = `new Promise((resolve) => {
  Services.obs.notifyObservers(null, 'child-mmu-request');
  Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager)
    .minimizeMemoryUsage(() => resolve(true));
})`;

/** The same preferences with and without Whence; see scripts/browsers/firefox.ts for the reasons of each. */
export async function launchBenchFirefox({ executable, extension, lists }: BenchLaunch): Promise<BenchBrowser> {
  const puppet = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable,
    headless: true,
    defaultViewport: VIEWPORT,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.enabled': false,
      'browser.aboutwelcome.enabled': false,
      'network.proxy.allow_hijacking_localhost': false,
    },
  });
  const bidi = new Bidi(puppet);
  const addon = extension === null ? null : JSON.stringify(await puppet.installExtension(extension));
  const host =
    addon === null ? '' : await bidi.inBrowser<string>(`WebExtensionPolicy.getByID(${addon}).mozExtensionHostname`);
  const own = (path: string): string => `moz-extension://${host}/${path}`;
  const rest = async (): Promise<void> => {
    if (addon === null) return;
    const terminate = 'extension.terminateBackground({ ignoreDevToolsAttached: true })';
    await bidi.inBrowser(`WebExtensionPolicy.getByID(${addon}).${terminate}.then(() => true)`);
  };
  if (addon !== null) {
    const control = await bidi.openTab(own('options.html'));
    await configure(control, lists);
    await control.close();
  }
  await rest();

  const open = async (): Promise<BenchTab> => {
    // Opened before anything is measured, and gone before memory is.
    const control = addon === null ? null : await bidi.openTab(own('options.html'));
    const page = await puppet.newPage();
    await page.bringToFront();
    return {
      page,
      async watchBadges(wanted, ms, mostMs) {
        const expression = watchInPage(wanted, ms, mostMs);
        if (control === null) return (await page.evaluate(expression)) as Sightings;
        const id = await tabIdThrough(control, page.url());
        return control.evaluate<Sightings>(`browser.scripting.executeScript({
          target: { tabId: ${id} },
          func: () => ${expression},
        }).then(([{ result, error }]) => { if (error) throw error; return result; })`);
      },
      async items() {
        if (control === null) return [];
        const id = await tabIdThrough(control, page.url());
        const { items } = await askThrough<TabState>(control, 'getTab', { tab: id });
        await control.close();
        return items;
      },
      scriptLength: async () => null,
      close: () => page.close(),
    };
  };
  return {
    name: 'firefox',
    version: await puppet.version(),
    hasWhence: extension !== null,
    pid: puppet.process()?.pid ?? 0,
    open,
    rest,
    async collectGarbage() {
      await bidi.inBrowser(COLLECT);
    },
    close: () => puppet.close(),
  };
}
