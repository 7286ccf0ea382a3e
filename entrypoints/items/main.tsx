import { render } from 'preact';
import { browser } from 'wxt/browser';
import { ItemsView } from '../../components/ItemsView.tsx';
import { MissingReport } from '../../components/MissingReport.tsx';
import type { TabItem, TabState } from '../../lib/messaging/protocol.ts';
import { askPatiently, openExtensionPage } from '../../lib/platform/extension-page.ts';
import { pictureLoader } from '../../lib/platform/load-picture.ts';
import { saveFile } from '../../lib/platform/save-file.ts';
import { itemsCsv } from '../../lib/table/items-csv.ts';
import { type SiteCheckDesk, siteCheckDesk } from './site-check.ts';

/** While items are being read the list is asked for again this often, in milliseconds. */
const REFRESH = 1_000;
/** Milliseconds in which a click that asks the site is not taken: it may be the second of a double click elsewhere. */
const TOO_SOON = 500;

const { t } = await openExtensionPage();
document.title = t('table.page-title');
const tab = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
const settingsHref = browser.runtime.getURL('/options.html');
const load = pictureLoader((await tabInQuestion())?.url ?? '');
let state: TabState | null = await find();
let desk: SiteCheckDesk | null = null;
show();
const shownAt = performance.now();
refreshWhileReading();
void offerSiteCheck();
// As elsewhere on the web.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  document.querySelector<HTMLElement>('input[type=search]')?.focus();
});

function show(): void {
  const isEmpty = state === null || state.items.length === 0;
  render(
    isEmpty || state === null ? (
      <MissingReport t={t} settingsHref={settingsHref} words={t('table.missing')} />
    ) : (
      <ItemsView {...{ state, t, load, settingsHref, hrefOf }} onSave={save} onAdd={addToWorks} {...siteCheck()} />
    ),
    document.body,
  );
}

async function find(): Promise<TabState | null> {
  return Number.isSafeInteger(tab) ? askPatiently('getTab', { tab }).catch(() => null) : null;
}

function refreshWhileReading(): void {
  if (state?.items.some(({ report }) => report === null) !== true) return;
  setTimeout(async () => {
    state = (await find()) ?? state;
    show();
    refreshWhileReading();
  }, REFRESH);
}

function hrefOf({ frame, item }: TabItem): string {
  return `${browser.runtime.getURL('/report.html')}?${new URLSearchParams({ tab: `${tab}`, frame: `${frame}`, item: `${item}` })}`;
}

function save(form: 'csv' | 'json', items: readonly TabItem[]): void {
  const reports = items.flatMap(({ report }) => (report === null ? [] : [report]));
  const [text, type] =
    form === 'csv'
      ? [itemsCsv(items), 'text/csv;charset=utf-8']
      : [JSON.stringify(reports, null, 2), 'application/json'];
  saveFile(text, type, (href) => {
    Object.assign(document.createElement('a'), { href, download: `whence-page.${form}` }).click();
  });
}

/** Nothing is read before the person says so there. */
function addToWorks(items: readonly TabItem[]): void {
  const chosen = items.map(({ frame, item }) => `${frame}.${item}`).join();
  void browser.tabs.create({ url: browser.runtime.getURL(`/works.html#add=${tab}&${chosen}` as '/') });
}

async function offerSiteCheck(): Promise<void> {
  if (state === null) return;
  desk = await siteCheckDesk(tab, state.items, show).catch(() => null);
  show();
}

function siteCheck() {
  const now = desk;
  if (now === null) return {};
  const onCheck = () => {
    if (performance.now() - shownAt >= TOO_SOON) void now.check(state?.items ?? []);
  };
  return { siteCheck: { check: now.state, onCheck, onCopy: (text: string) => navigator.clipboard.writeText(text) } };
}

async function tabInQuestion() {
  return Number.isSafeInteger(tab) ? browser.tabs.get(tab).catch(() => null) : null;
}
