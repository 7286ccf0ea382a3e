import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { CatalogConnection } from '../../lib/catalog/connection.ts';
import { Sightings } from '../../lib/catalog/sightings.ts';
import { VerdictStore } from '../../lib/cache/verdict-store.ts';
import { receive } from '../../lib/messaging/receive.ts';
import { sendToFrame } from '../../lib/messaging/send-to-page.ts';
import { extensionHandlers } from '../../lib/platform/answer-extension.ts';
import { pageHandlers } from '../../lib/platform/answer-pages.ts';
import { commandPressed, menuClicked } from '../../lib/platform/answer-person.ts';
import type { BackgroundPorts } from '../../lib/platform/background-ports.ts';
import { CardWorks } from '../../lib/platform/card-works.ts';
import { ByteBudget } from '../../lib/platform/byte-budget.ts';
import { computeHost } from '../../lib/platform/compute-host.ts';
import { DecoderBudget } from '../../lib/platform/decoder-budget.ts';
import { DetailReader } from '../../lib/platform/detail-reader.ts';
import { placeInOpenTabs, registerContentScripts } from '../../lib/platform/content-scripts.ts';
import { MarkLook } from '../../lib/platform/look-for-marks.ts';
import { WorkLook } from '../../lib/platform/look-for-works.ts';
import { FurtherLook } from '../../lib/platform/look-further.ts';
import { RecordLookUp } from '../../lib/platform/look-up-record.ts';
import { MediaInspector } from '../../lib/platform/inspect-media.ts';
import { createMenu } from '../../lib/platform/menu.ts';
import { readMore } from '../../lib/platform/page-reader.ts';
import { tellPages } from '../../lib/platform/page-state.ts';
import { hasHostPermission } from '../../lib/platform/permissions.ts';
import { isSavingData } from '../../lib/platform/saving-data.ts';
import { SelfTestKeeper } from '../../lib/platform/self-test-keeper.ts';
import { TabItems } from '../../lib/platform/tab-items.ts';
import { storedAlgorithms } from '../../lib/platform/stored-algorithms.ts';
import { tellBetter } from '../../lib/platform/tell-better.ts';
import { storedTrust } from '../../lib/platform/stored-trust.ts';
import { keptSettings } from '../../lib/settings/kept-settings.ts';
import { readSettings, watchSettings } from '../../lib/settings/store.ts';
import { startEngineWorker } from '../offscreen/start-worker.ts';

/** Wiring only. Every listener is registered before the first await, or the event that woke the background is lost. */
export default defineBackground({
  type: 'module',
  main() {
    const { version } = browser.runtime.getManifest();
    const host = computeHost(startEngineWorker, (question) => readMore(question, sendToFrame));
    const store = new VerdictStore();
    const trust = storedTrust();
    const inspection = {
      host,
      store,
      trust,
      settings: keptSettings(),
      budget: new ByteBudget(Date.now, isSavingData),
      decoders: new DecoderBudget(isSavingData),
      hasPermission: hasHostPermission,
      isOnline: () => navigator.onLine,
      version,
    };
    const further = new FurtherLook({ ...inspection, inspector: new MediaInspector(inspection), now: Date.now });
    const items = new TabItems();
    const marks = new MarkLook({
      ...inspection,
      inspector: further,
      items,
      tell: tellBetter(items),
      isSaving: isSavingData,
      rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const connection = new CatalogConnection();
    const shelf = { catalog: new Catalog(connection), sightings: new Sightings(connection) };
    const works = new WorkLook({
      ...inspection,
      inspector: marks,
      ...shelf,
      items,
      titleOf: async (tab) => (await browser.tabs.get(tab)).title ?? '',
      tell: tellBetter(items),
      rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const ports: BackgroundPorts = {
      inspector: works,
      further,
      lookUps: new RecordLookUp(inspection),
      details: new DetailReader(inspection),
      items,
      store,
      trust,
      algorithms: storedAlgorithms(),
      selfTest: new SelfTestKeeper(host, version),
      cardWorks: new CardWorks({ ...shelf, items, tell: tellBetter(items) }),
    };

    receive({ fromPage: pageHandlers(ports), fromExtension: extensionHandlers(ports) });

    browser.runtime.onInstalled.addListener(({ reason }) => void installed(reason));
    browser.runtime.onStartup.addListener(() => void started());
    browser.tabs.onRemoved.addListener((tab) => void ports.items.tabClosed(tab));
    browser.permissions.onAdded.addListener(() => void permissionsChanged());
    browser.permissions.onRemoved.addListener(() => void permissionsChanged());
    browser.contextMenus.onClicked.addListener((click, tab) => tab && void menuClicked(click, tab, ports));
    browser.commands.onCommand.addListener(
      (command, tab) => tab !== undefined && void commandPressed(command, tab, ports),
    );
    watchSettings((settings) => void tellPages(settings));

    async function installed(reason: string): Promise<void> {
      // The build writes these messages; WXT's types know only the browser's own.
      const inBrowser = (key: string): string => browser.i18n.getMessage(key as '@@ui_locale');
      await createMenu(inBrowser('menu_ask'), inBrowser('menu_inspect'));
      // Before anything that waits for the network: open tabs, and the person, are here now.
      await permissionsChanged();
      const { welcomed } = await readSettings();
      if (reason === 'install' && !welcomed)
        await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html' as '/') });
      await started();
    }

    async function started(): Promise<void> {
      const settings = await readSettings();
      await Promise.allSettled([
        registerContentScripts(settings),
        store.dropOlderThan(settings.keepDays),
        trust.refreshIfDue(),
        ports.algorithms.refreshIfDue(),
        ports.selfTest.result(),
      ]);
    }

    async function permissionsChanged(): Promise<void> {
      const settings = await readSettings();
      await registerContentScripts(settings);
      await placeInOpenTabs(settings);
      await tellPages(settings);
    }
  },
});
