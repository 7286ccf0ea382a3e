import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { LookUpState } from '../../components/LookUpSection.tsx';
import type { Comparison } from '../../components/CompareSection.tsx';
import { MissingReport } from '../../components/MissingReport.tsx';
import type { OriginalState } from '../../components/OriginalSection.tsx';
import { ReportView } from '../../components/ReportView.tsx';
import { RightsCard } from '../../components/RightsCard.tsx';
import type { EvidenceState } from '../../components/SaveEvidence.tsx';
import type { CertificateDesk } from '../../components/SignerCertificates.tsx';
import type { compare } from '../../lib/compare/compare.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { PageFacts } from '../../lib/model/comparison.ts';
import type { FileDetails } from '../../lib/model/file-details.ts';
import type { LookUpBy } from '../../lib/model/look-up.ts';
import type { Outcome } from '../../lib/model/outcome.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Resolver } from '../../lib/model/soft-binding.ts';
import type { TrustLists } from '../../lib/model/trust.ts';
import { askPatiently, openExtensionPage } from '../../lib/platform/extension-page.ts';
import { evidenceNotes } from '../../lib/platform/evidence-notes.ts';
import { fetchRecord } from '../../lib/platform/fetch-record.ts';
import { askRecordStore, storesWithoutAccess } from '../../lib/platform/ask-record-store.ts';
import { handOffsFor } from '../../lib/platform/hand-offs.ts';
import { pictureLoader } from '../../lib/platform/load-picture.ts';
import { TO_FETCH } from '../../lib/platform/report-page.ts';
import type * as Evidence from '../../lib/platform/save-evidence.ts';
import type * as Originals from '../../lib/platform/search-original.ts';
import { storedAlgorithms } from '../../lib/platform/stored-algorithms.ts';
import { canSeekOriginal } from '../../lib/verdict/words.ts';
import { type RightsLook, rightsLook } from './rights-look.ts';
import { savePack } from './save-pack.ts';
import { startEvidenceWorker } from './start-evidence-worker.ts';
import { startSearchWorker } from './start-search-worker.ts';

/**
 * Milliseconds in which clicks on what contacts other servers are not taken: a web page can have this page opened
 * between the two clicks of a double click.
 */
const TOO_SOON = 500;

const { settings, t } = await openExtensionPage();
document.title = t('report.page-title');
const query = new URLSearchParams(location.search);
const [tab, frame, item] = ['tab', 'frame', 'item'].map((name) => Number(query.get(name) ?? Number.NaN));
const settingsHref = browser.runtime.getURL('/options.html');
const load = pictureLoader(await pageAddress());
let found = await find();
let isFetching = false;
/** All three are brought once the page stands, so that it stands sooner. */
let originals: typeof Originals | null = null;
let compareWith: typeof compare | null = null;
let plan: Originals.SearchPlan | null = null;
let original: OriginalState = { kind: 'planning' };
let evidences: typeof Evidence | null = null;
let evidencePlan: Evidence.EvidencePlan | null = null;
let evidence: EvidenceState = { kind: 'ready', needsAccess: false };
/** What the page says, once it was asked; `null`: it could not be. */
let page: PageFacts | null | undefined;
const readingPorts = { startWorker: startEvidenceWorker, trust: trustLists };
let rights: RightsLook | null = null;
const algorithms = await storedAlgorithms().list();
let lookUp: LookUpState = {
  resolvers: settings.resolvers,
  withoutAccess: await storesWithoutAccess(settings.resolvers),
  asking: null,
};
show();
const shownAt = performance.now();
if (location.hash === TO_FETCH) document.getElementById(TO_FETCH.slice(1))?.focus();
void offerSearch();
void offerEvidence();
void askPage();
void offerRights();

function show(): void {
  const inspected = found?.report ?? null;
  const report = inspected === null || rights === null ? inspected : rights.told(inspected);
  render(
    found === null || report === null ? (
      <MissingReport t={t} settingsHref={settingsHref} />
    ) : (
      <ReportView
        {...{ report, t, load, settingsHref, isFetching, original, algorithms, lookUp }}
        comparison={comparison(report)}
        article={page?.headline ?? ''}
        {...(rights !== null && {
          rightsCard: <RightsCard rights={rights.state(report)} t={t} onLook={() => void lookAtRights()} />,
        })}
        address={found.url}
        readDetails={readDetails}
        onCopy={() => navigator.clipboard.writeText(JSON.stringify(report, null, 2))}
        onFetch={() => void fetchNow()}
        onLookUp={askStore}
        onSearch={(agreed) => void search(agreed)}
        certificates={certificateDesk(evidencePlan, report)}
        onward={{
          evidence,
          onSave: () => void saveEvidence(report),
          handOffs: handOffsFor(found.url, settings.searchEngines),
          mayLeave: () => !isTooSoon(),
        }}
      />
    ),
    document.body,
  );
}

async function find(): Promise<TabItem | null> {
  if (!isIndex(tab) || !isIndex(frame) || !isIndex(item)) return null;
  return askPatiently('getItem', { tab, frame, item }).catch(() => null);
}

async function readDetails(withPeople: boolean): Promise<Outcome<FileDetails> | null> {
  if (!isIndex(tab) || !isIndex(frame) || !isIndex(item)) return null;
  return askPatiently('getDetails', { tab, frame, item, withPeople });
}

async function fetchNow(): Promise<void> {
  if (found === null || isFetching || isTooSoon() || !isIndex(tab)) return;
  const fetched = fetchRecord(tab, found).catch(() => null);
  isFetching = true;
  show();
  found = (await fetched) ?? found;
  isFetching = false;
  show();
  // The button is gone; what was said instead is read from its beginning.
  if (document.activeElement === document.body) document.querySelector('h1')?.focus();
}

function askStore({ address }: Resolver, by: LookUpBy): boolean {
  if (found === null || lookUp.asking !== null || isTooSoon() || !isIndex(tab)) return false;
  const answered = askRecordStore(tab, found, address, by, lookUp.withoutAccess.has(address)).catch(() => null);
  lookUp = { ...lookUp, asking: address };
  show();
  void showAnswer(answered);
  return true;
}

async function showAnswer(answered: Promise<TabItem | null>): Promise<void> {
  found = (await answered) ?? found;
  lookUp = { ...lookUp, asking: null };
  show();
}

/** Works out who would be asked, from what the page says; nobody is contacted. */
async function offerSearch(): Promise<void> {
  if (found?.report == null || !canSeekOriginal(found.report) || !isIndex(tab)) return;
  originals = await import('../../lib/platform/search-original.ts');
  plan = await originals.planSearch(tab, found);
  const { hosts, otherHosts, missing } = plan;
  original = { kind: 'ready', hosts, otherHosts, needsAccess: missing.size > 0 };
  show();
}

/** Only now, because the person opened this report; the page is asked for words and nobody else for anything. */
async function askPage(): Promise<void> {
  if (found?.report == null || !isIndex(tab)) return;
  ({ compare: compareWith } = await import('../../lib/compare/compare.ts'));
  const { pageFacts } = await import('../../lib/platform/page-facts.ts');
  page = await pageFacts(tab, found.frame, found.url);
  show();
}

async function offerRights(): Promise<void> {
  if (found?.report == null || !isIndex(tab)) return;
  rights = await rightsLook(tab, found, show).catch(() => null);
  show();
}

async function lookAtRights(): Promise<void> {
  if (!isTooSoon()) await rights?.look();
}

function comparison(report: Report): Comparison {
  if (page === undefined || compareWith === null) return 'reading';
  return page === null ? 'unread' : compareWith(report, page);
}

async function search(agreed: readonly string[]): Promise<void> {
  if (plan === null || originals === null || original.kind !== 'ready' || isTooSoon()) return;
  const allowing = originals.allowSearch(plan, agreed);
  searching(null, 0);
  const giveBack = await allowing;
  const ports = {
    startWorker: startSearchWorker,
    trust: trustLists,
    version: browser.runtime.getManifest().version,
  };
  const answer = await originals.searchOriginal({ ...plan, item: found ?? plan.item }, agreed, ports, searching);
  original = { kind: 'done', answer };
  show();
  await giveBack();
}

function searching(asking: string | null, tried: number): void {
  original = { kind: 'searching', host: asking === null ? null : (URL.parse(asking)?.host ?? null), tried };
  show();
}

/** Finds out where the file can be read again, so that a click can ask for access where that takes some. */
async function offerEvidence(): Promise<void> {
  if (found?.report == null || !isIndex(tab)) return;
  evidences = await import('../../lib/platform/save-evidence.ts');
  evidencePlan = await evidences.planEvidence(tab, found);
  packing({ kind: 'ready', needsAccess: evidencePlan.origin !== null });
}

async function trustLists(): Promise<TrustLists> {
  const { storedTrust } = await import('../../lib/platform/stored-trust.ts');
  return (await storedTrust().inForce(settings)).lists;
}

function certificateDesk(planned: Evidence.EvidencePlan | null, report: Report): CertificateDesk | undefined {
  const look = evidences?.lookAtCertificates;
  if (planned === null || look === undefined) return undefined;
  return {
    onLook: () => look(planned, report, readingPorts),
    onCopy: (text) => navigator.clipboard.writeText(text),
  };
}

async function saveEvidence(report: Report): Promise<void> {
  const isBusy = ['seeing', 'reading', 'packing'].includes(evidence.kind);
  if (evidencePlan === null || evidences === null || isBusy || isTooSoon()) return;
  const ports = { ...readingPorts, language: t.language };
  const made = await evidences.makeEvidence(evidencePlan, report, ports, packing).catch(() => null);
  if (made === null) return packing({ kind: 'failed' });
  const name = savePack(made.zip, made.index.made);
  packing({ kind: 'done', name, size: made.zip.length, notes: evidenceNotes(made.index, t) });
}

function packing(now: EvidenceState): void {
  evidence = now;
  show();
}

function isTooSoon(): boolean {
  return performance.now() - shownAt < TOO_SOON;
}

function isIndex(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

async function pageAddress(): Promise<string> {
  if (!isIndex(tab)) return '';
  return (await browser.tabs.get(tab).catch(() => null))?.url ?? '';
}
