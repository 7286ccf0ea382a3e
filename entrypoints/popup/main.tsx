import { render } from 'preact';
import { browser } from 'wxt/browser';
import { PopupView } from '../../components/PopupView.tsx';
import { askBackground } from '../../lib/messaging/ask-background.ts';
import { takeEarly } from '../../lib/messaging/early-answers.ts';
import type { TabItem, TabState } from '../../lib/messaging/protocol.ts';
import type { BadgeLook } from '../../lib/model/badge-look.ts';
import { kindByName } from '../../lib/page/kind-by-name.ts';
import { type Access, addSite, changeMode } from '../../lib/platform/change-access.ts';
import { isClosed } from '../../lib/platform/content-scripts.ts';
import { askPatiently, markShown, openExtensionPage } from '../../lib/platform/extension-page.ts';
import { fetchRecord } from '../../lib/platform/fetch-record.ts';
import { imitationsIn } from '../../lib/platform/imitations.ts';
import { pictureLoader } from '../../lib/platform/load-picture.ts';
import { showInPanel } from '../../lib/platform/open-panel.ts';
import { TAB, tabInQuestion } from '../../lib/platform/tab-in-question.ts';
import { badgesAt, withSiteBadges } from '../../lib/settings/badge-look.ts';
import type { Settings } from '../../lib/settings/settings.ts';

/** While items are being read the list is asked for again this often, in milliseconds. */
const REFRESH = 700;
/** After a check was asked for, how often an empty list is asked for again. */
const PATIENCE = 8;

const tab = await takeEarly(TAB, tabInQuestion);
// Side by side: each is a question to another process, and the person waits for all of them.
const [{ t }, pageUrl, found] = await Promise.all([
  openExtensionPage(),
  browser.tabs.get(tab).then(
    ({ url }) => url ?? '',
    () => '',
  ),
  askPatiently('getRows', { tab }).catch(asError),
]);
document.title = t('popup.title');
if (found instanceof Error) {
  render(<p class="aside">{t('popup.failed')}</p>, document.body);
  throw found;
}
const load = pictureLoader(pageUrl);
let state: TabState = found;
const fetching = new Set<string>();
let isTrustBroken = false;
let imitations = 0;
let refreshing: ReturnType<typeof setTimeout> | null = null;
show();
markShown();
refreshWhileReading(PATIENCE);
// A file in a viewer of the browser's own can only be asked about here, and the click on the button asks.
if (!state.reachable && state.items.length === 0 && kindByName(pageUrl) !== null && (await isClosed(tab)))
  void checkPage();
if (state.reachable) void imitationsIn(tab).then(tellImitations, () => null);
void askBackground('getSelfTest', {}).then(tellSelfTest, () => null);
addEventListener('pagehide', () => void askBackground('outlineItem', { tab, frame: 0, item: null }).catch(() => null));

function tellSelfTest({ state: outcome }: { readonly state: string }): void {
  isTrustBroken = outcome === 'failed';
  if (isTrustBroken) show();
}

function tellImitations(found: number | null): void {
  imitations = found ?? 0;
  if (imitations > 0) show();
}

function show(): void {
  render(
    <PopupView
      state={state}
      t={t}
      load={load}
      onCheckPage={() => void checkPage()}
      onAlwaysHere={() => void alwaysHere()}
      onMode={(mode) => void changeMode(mode, state.settings, change).then(accessChanged)}
      badges={badgesAt(state.settings, pageUrl)}
      onBadges={(look) => void changeBadges(look)}
      onSettings={() => void browser.runtime.openOptionsPage().then(() => close())}
      onOpenItem={(item) => void showInPanel(tab, item).then(() => close())}
      onTable={() => void openPage(`/items.html?tab=${tab}`)}
      onInspectFile={() => void openPage('/inspect.html')}
      onShow={({ frame, item }) => void askBackground('showItem', { tab, frame, item }).then(() => close())}
      onOutline={outline}
      onAllow={(item) => void allow(item)}
      onFetch={(item) => void fetchFor(item)}
      {...{ isTrustBroken, imitations }}
      isFetching={({ frame, item }) => fetching.has(`${frame}/${item}`)}
      onOpenPicture={({ url }) => void browser.tabs.create({ url, openerTabId: tab })}
    />,
    document.body,
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A page of Whence's own, beside the tab in question. */
async function openPage(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path as '/'), openerTabId: tab });
  close();
}

async function refresh(): Promise<void> {
  const next: TabState | null = await askBackground('getRows', { tab }).catch(() => null);
  if (next !== null) state = next;
  show();
}

/** Asks again while something is being read, or was just asked for; then stops. */
function refreshWhileReading(patience: number): void {
  if (refreshing !== null) clearTimeout(refreshing);
  const isReading = state.items.some(({ report }) => report === null);
  if (!isReading && patience <= 0) return;
  refreshing = setTimeout(async () => {
    await refresh();
    refreshWhileReading(isReading ? PATIENCE : patience - 1);
  }, REFRESH);
}

async function checkPage(): Promise<void> {
  await askBackground('checkPage', { tab }).catch(() => null);
  await refresh();
  refreshWhileReading(PATIENCE);
}

/** Every await here comes after the browser was asked: its prompt needs the click. */
async function alwaysHere(): Promise<void> {
  const host = state.host?.replace(/:\d+$/, '') ?? '';
  await accessChanged(await addSite(`*://${host}/*`, state.settings, change));
  if (!state.reachable || state.items.length === 0) await checkPage();
}

/** The choice counts for the site of the tab. */
async function changeBadges(look: BadgeLook): Promise<void> {
  const host = URL.parse(pageUrl)?.hostname ?? '';
  const badgesBySite = withSiteBadges(state.settings, { host, ...look });
  const settings = await change({ badgesBySite }).catch(() => state.settings);
  await accessChanged({ settings, isAllowed: true });
}

async function allow({ url }: TabItem): Promise<void> {
  const { protocol, hostname } = new URL(url);
  const isAllowed = await browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] }).catch(() => false);
  if (isAllowed) await checkPage();
}

/** The popup belongs to the browser, so the click in it counts; the browser's prompt, if it comes, needs it. */
async function fetchFor(item: TabItem): Promise<void> {
  const key = `${item.frame}/${item.item}`;
  if (fetching.has(key)) return;
  const fetched = fetchRecord(tab, item).catch(() => null);
  fetching.add(key);
  show();
  await fetched;
  fetching.delete(key);
  await refresh();
}

function change(settings: Partial<Omit<Settings, 'version'>>): Promise<Settings> {
  return askBackground('changeSettings', settings);
}

async function accessChanged({ settings }: Access): Promise<void> {
  state = { ...state, settings };
  await refresh();
}

let outlined: Promise<unknown> = Promise.resolve();

/** In order, so that a late "take it away" does not hide the next picture's outline. */
function outline(item: TabItem | null): void {
  const body = item === null ? { tab, frame: 0, item: null } : { tab, frame: item.frame, item: item.item };
  outlined = outlined.then(() => askBackground('outlineItem', body).catch(() => null));
}
