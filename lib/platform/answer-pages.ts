import { browser } from 'wxt/browser';
import type { FromPageHandlers } from '../messaging/receive.ts';
import type { MediaRequest, TabItem } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { Report } from '../model/report.ts';
import { readSettings } from '../settings/store.ts';
import type { BackgroundPorts } from './background-ports.ts';
import { placeCard, placeLabels } from './content-scripts.ts';
import { displayAddress } from './display-address.ts';
import { pageState } from './page-state.ts';
import { showInPanel } from './open-panel.ts';
import { openBeside, openReportPage, TO_FETCH } from './report-page.ts';
import { isFed, streamOnPage } from './stream-on-page.ts';
import { hasFinding, showCount } from './toolbar.ts';
import { storedWords } from './words.ts';

/** The background's answers to content scripts. */
export function pageHandlers({
  inspector,
  items,
  trust,
  algorithms,
  selfTest,
  cardWorks,
}: BackgroundPorts): FromPageHandlers {
  const inspectMedia = async (request: MediaRequest, sender: PageSender): Promise<Report> => {
    const { tab, frame } = sender;
    const { item, kind, alt, width, height } = request;
    const entry: TabItem = { item, frame, kind, url: displayAddress(request.url), alt, width, height, report: null };
    await items.put(tab, entry);
    const stream = isFed(request) ? { stream: await streamOnPage(sender, request.url) } : {};
    const report = await inspector.inspect({ ...request, ...stream }, sender);
    // Gone, or another document by now: its item of the same number is not this one.
    if ((await items.get(tab, frame, item))?.url === entry.url) {
      void items.put(tab, { ...entry, report });
      if (hasFinding(report)) void items.list(tab).then((all) => showCount(tab, all));
    }
    return report;
  };

  return {
    async pageOpened(_body, { tab, frame, url }) {
      void trust.refreshIfDue();
      void algorithms.refreshIfDue();
      void selfTest.result();
      await items.documentOpened(tab, frame);
      await showCount(tab, await items.list(tab), frame === 0);
      return pageState(await readSettings(), url, frame === 0 ? url : await shownAddress(tab));
    },
    inspectMedia,
    async mediaGone(body, { tab, frame }) {
      await items.remove(tab, frame, body.items);
      await showCount(tab, await items.list(tab));
    },
    async openReport({ item }, { tab, frame }) {
      const known = items.peek(tab, frame, item)?.report?.basis;
      if (known !== undefined && known !== 'record-elsewhere') return showInPanel(tab, { frame, item });
      const basis = (await items.get(tab, frame, item))?.report?.basis;
      // The one thing its card offers.
      await openReportPage(tab, frame, item, basis === 'record-elsewhere' ? TO_FETCH : '');
    },
    openTerm: ({ term }, { tab }) => openBeside(tab, `/glossary.html#${term}`),
    overlayDisturbed: (_body, { tab }) => items.setDisturbed(tab),
    bringLabels: async (_body, { tab, frame }) => ({ placed: await placeLabels(tab, frame) }),
    bringCard: async (_body, { tab, frame }) => ({ placed: await placeCard(tab, frame) }),
    words: ({ part, tag }) => storedWords(part, tag),
    ownWork: ({ item, work }, sender) => cardWorks.show(item, work, sender),
    markWork: async ({ item, work, mark }, sender) => ({ isKept: await cardWorks.mark(item, work, mark, sender) }),
    settleWorks: ({ item }, sender) => cardWorks.settle(item, sender),
    openWork: ({ item, work }, sender) => cardWorks.open(item, work, sender),
    mediaSkipped: ({ count }, { tab, frame }) => items.setSkipped(tab, frame, count),
  };
}

/** Address of the page around a frame; '' where the browser does not tell. */
async function shownAddress(tab: number): Promise<string> {
  return (await browser.tabs.get(tab).catch(() => null))?.url ?? '';
}
