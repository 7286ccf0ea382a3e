import { render } from 'preact';
import { browser } from 'wxt/browser';
import { MissingReport } from '../../components/MissingReport.tsx';
import { ReportView } from '../../components/ReportView.tsx';
import { askPatiently, openExtensionPage } from '../../lib/platform/extension-page.ts';
import { pictureLoader } from '../../lib/platform/load-picture.ts';

const { t } = await openExtensionPage();
document.title = t('report.page-title');
const query = new URLSearchParams(location.search);
const [tab, frame, item] = ['tab', 'frame', 'item'].map((name) => Number(query.get(name) ?? Number.NaN));
const settingsHref = browser.runtime.getURL('/options.html');
const found = await find();

render(
  found?.report == null ? (
    <MissingReport t={t} settingsHref={settingsHref} />
  ) : (
    <ReportView
      report={found.report}
      address={found.url}
      t={t}
      load={pictureLoader(await pageAddress())}
      settingsHref={settingsHref}
      onCopy={() => navigator.clipboard.writeText(JSON.stringify(found.report, null, 2))}
    />
  ),
  document.body,
);

async function find() {
  if (!isIndex(tab) || !isIndex(frame) || !isIndex(item)) return null;
  return askPatiently('getItem', { tab, frame, item }).catch(() => null);
}

function isIndex(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

async function pageAddress(): Promise<string> {
  if (!isIndex(tab)) return '';
  return (await browser.tabs.get(tab).catch(() => null))?.url ?? '';
}
