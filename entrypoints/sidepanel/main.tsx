import { render } from 'preact';
import { browser } from 'wxt/browser';
import { PanelView } from '../../components/PanelView.tsx';
import type { RightsDesk } from '../../components/RightsFold.tsx';
import type { CertificateDesk } from '../../components/SignerCertificates.tsx';
import { takeEarly } from '../../lib/messaging/early-answers.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { FileDetails } from '../../lib/model/file-details.ts';
import type { Outcome } from '../../lib/model/outcome.ts';
import type { Report } from '../../lib/model/report.ts';
import { withoutFragment } from '../../lib/originals/without-fragment.ts';
import { chosenItem, watchChoice } from '../../lib/platform/chosen-item.ts';
import { askPatiently, markShown, openExtensionPage } from '../../lib/platform/extension-page.ts';
import { handOffsFor } from '../../lib/platform/hand-offs.ts';
import { pictureLoader } from '../../lib/platform/load-picture.ts';
import { openReportPage, TO_FETCH } from '../../lib/platform/report-page.ts';
import { storedTrust } from '../../lib/platform/stored-trust.ts';
import { namedTab, TAB, tabInQuestion } from '../../lib/platform/tab-in-question.ts';
import type { RightsLook } from '../report/rights-look.ts';
import { startEvidenceWorker } from '../report/start-evidence-worker.ts';

/**
 * Milliseconds in which clicks on what leads elsewhere are not taken: where the panel is a tab, it may have opened between
 * the two clicks of a double click.
 */
const TOO_SOON = 500;
const settingsHref = browser.runtime.getURL('/options.html');
/** The tab the address names, where the panel is a tab itself; else it follows the tab in front of its window. */
const named = namedTab();
// Side by side: each is a question to another process, and the person waits for all of them.
const [{ settings, t }, { id: ownWindow }, front] = await Promise.all([
  openExtensionPage(),
  browser.windows.getCurrent(),
  takeEarly(TAB, tabInQuestion).then(lookAt),
]);
document.title = t('panel.title');
let { tab, item } = front;
let { address } = front;
let load = pictureLoader(address);
let isGone = false;
/** Of the item shown, once its rights were opened. */
let rights: RightsLook | 'unread' | null = null;
/** Answers may come in another order than they were asked for; only the last one counts. */
let asked = 0;
/** Since when the item is shown. */
let shownAt = performance.now();

watchChoice(
  () => tab,
  () => void refresh(),
);
if (named === null)
  browser.tabs.onActivated.addListener(({ tabId, windowId }) => {
    if (windowId === ownWindow) void follow(tabId);
  });
show();
markShown();
// Another choice may have been made before anybody listened.
void refresh();

function show(): void {
  const certificates = item?.report == null ? undefined : certificateDesk(tab, item, item.report);
  render(
    <PanelView
      {...{ item, isGone, t, load, certificates }}
      page={withoutFragment(address)}
      rights={item?.report == null ? undefined : rightsDesk(item, item.report)}
      elsewhere={item === null ? undefined : elsewhere(item)}
      onReport={openReport}
      readDetails={readDetails}
    />,
    document.body,
  );
}

async function follow(next: number): Promise<void> {
  tab = next;
  item = null;
  rights = null;
  isGone = false;
  await refresh();
}

async function refresh(): Promise<void> {
  const question = (asked += 1);
  const before = item;
  const found = await lookAt(tab);
  if (question !== asked) return;
  if (!isSame(found.item, before)) rights = null;
  if (found.item?.url !== before?.url) {
    load = pictureLoader(found.address);
    shownAt = performance.now();
  }
  address = found.address;
  item = found.item;
  isGone = item === null && (before !== null || isGone);
  show();
}

interface Seen {
  readonly tab: number;
  readonly item: TabItem | null;
  /** Of the tab's page. */
  readonly address: string;
}

async function lookAt(of: number): Promise<Seen> {
  const [found, address] = await Promise.all([chosenIn(of), pageAddress(of)]);
  return { tab: of, item: found, address };
}

async function chosenIn(of: number): Promise<TabItem | null> {
  const choice = await chosenItem(of);
  return choice === null ? null : askPatiently('getItem', { tab: of, ...choice }).catch(() => null);
}

function elsewhere({ url }: TabItem) {
  const handOffs = handOffsFor(url, settings.searchEngines);
  return { handOffs, settingsHref, mayLeave: () => performance.now() - shownAt >= TOO_SOON };
}

/** What reads the file comes with the click: the panel is quicker without. Where access is needed, the report asks. */
function certificateDesk(of: number, shown: TabItem, report: Report): CertificateDesk {
  return {
    onLook: async () => {
      const { lookAtCertificates, planEvidence } = await import('../../lib/platform/save-evidence.ts');
      const plan = await planEvidence(of, shown);
      if (plan.origin !== null) return { kind: 'unanswered', why: 'needs-permission' };
      const trust = async () => (await storedTrust().inForce(settings)).lists;
      return lookAtCertificates(plan, report, { startWorker: startEvidenceWorker, trust });
    },
    onCopy: (text) => navigator.clipboard.writeText(text),
  };
}

function rightsDesk(shown: TabItem, report: Report): RightsDesk {
  return {
    rights: rights === null || rights === 'unread' ? rights : rights.state(report),
    onOpen: () => void openRights(shown),
    onLook: () => void (rights === 'unread' ? null : rights?.look()),
  };
}

/** What reads page and sites comes with the click, as the panel is quicker without. */
async function openRights(shown: TabItem): Promise<void> {
  const { rightsLook } = await import('../report/rights-look.ts');
  const opened = await rightsLook(tab, shown, show).catch(() => 'unread' as const);
  if (!isSame(shown, item)) return;
  rights = opened;
  show();
}

function isSame(one: TabItem | null, other: TabItem | null): boolean {
  return one?.frame === other?.frame && one?.item === other?.item && one?.url === other?.url;
}

async function readDetails(withPeople: boolean): Promise<Outcome<FileDetails> | null> {
  return item === null ? null : askPatiently('getDetails', { tab, frame: item.frame, item: item.item, withPeople });
}

function openReport(toFetch: boolean): void {
  if (item !== null) void openReportPage(tab, item.frame, item.item, toFetch ? TO_FETCH : '');
}

async function pageAddress(of: number): Promise<string> {
  return (await browser.tabs.get(of).catch(() => null))?.url ?? '';
}
