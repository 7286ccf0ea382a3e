import { render } from 'preact';
import { browser } from 'wxt/browser';
import { type InspectProblem, InspectView } from '../../components/InspectView.tsx';
import type { LookUpState } from '../../components/LookUpSection.tsx';
import { ReportView } from '../../components/ReportView.tsx';
import type { LookUpBy } from '../../lib/model/look-up.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Resolver } from '../../lib/model/soft-binding.ts';
import { allowAddress, LentAccess } from '../../lib/platform/address-access.ts';
import { storesWithoutAccess } from '../../lib/platform/ask-record-store.ts';
import { nameWithFolders } from '../../lib/platform/dropped.ts';
import { openExtensionPage } from '../../lib/platform/extension-page.ts';
import { InspectDesk, MAX_SUBJECTS, MOST_COMPARED, type Subject } from '../../lib/platform/inspect-desk.ts';
import { ownPicture, pictureLoader } from '../../lib/platform/load-picture.ts';
import { readClipboard } from '../../lib/platform/read-clipboard.ts';
import { saveFile } from '../../lib/platform/save-file.ts';
import { storedAlgorithms } from '../../lib/platform/stored-algorithms.ts';
import { fetchFailure } from '../../lib/verdict/words.ts';
import { startEngineWorker } from '../offscreen/start-worker.ts';
import type { OwnEvidence } from './own-evidence.ts';
import { watchDrops } from './watch-drops.ts';

const { settings, t } = await openExtensionPage();
document.title = t('inspect-page.page-title');
const settingsHref = browser.runtime.getURL('/options.html');
const access = new LentAccess();
const desk = new InspectDesk(look, showSoon);
const loadWeb = pictureLoader('');
const algorithms = await storedAlgorithms().list();
let lookUp: LookUpState = {
  resolvers: settings.resolvers,
  withoutAccess: await storesWithoutAccess(settings.resolvers),
  asking: null,
};
let address = '';
let problem: InspectProblem | null = null;
let isOver = false;
let isFetching = false;
let isShowing = false;
let shown: number | null = null;
let evidence: OwnEvidence | null = null;
show();
/** As large as the rest of this page, and not needed before there is a file: both come once the page stands. */
const engine = import('../../lib/platform/page-engine.ts').then(({ pageEngine }) => pageEngine(startEngineWorker));
void import('./own-evidence.ts').then(({ OwnEvidence: Desk }) => {
  evidence = new Desk(settings, t, showSoon);
  showSoon();
});

addEventListener('hashchange', route);
watchDrops({
  limit: MAX_SUBJECTS,
  onOver: setOver,
  onFiles: ({ brought, leftOut }) => {
    location.hash = '';
    problem = null;
    desk.addFiles(brought, leftOut);
  },
  onText: (text) => {
    location.hash = '';
    takeText(text);
  },
});

async function look(subject: Subject): Promise<Report> {
  const report = await (await engine).inspect(subject);
  if (subject.isAddress) await access.giveBack(subject.name);
  return report;
}

/** Many changes within one frame are drawn once. */
function showSoon(): void {
  if (isShowing) return;
  isShowing = true;
  requestAnimationFrame(show);
}

function show(): void {
  isShowing = false;
  const subject = shown === null ? null : desk.get(shown);
  render(subject?.report == null ? listView() : reportView(subject, subject.report), document.body);
}

function listView() {
  return (
    <InspectView
      {...{ t, load, settingsHref, isOver, address, problem }}
      subjects={desk.subjects.map((subject) => ({ ...subject, picture: pictureOf(subject) }))}
      progress={desk.progress}
      leftOut={desk.leftOut}
      limit={MAX_SUBJECTS}
      mostCompared={MOST_COMPARED}
      onFiles={(files) => desk.addFiles([...files].map(nameWithFolders))}
      onPaste={() => void paste()}
      onAddress={(typed) => tell(null, typed)}
      onRead={readTyped}
      onAgain={readAgain}
      onRemove={remove}
      onStop={() => desk.stop()}
      onClear={() => desk.subjects.forEach(({ id }) => remove(id))}
      onSave={save}
    />
  );
}

function reportView(subject: Subject, report: Report) {
  const own = subject.file === null && !subject.isAddress ? null : evidence;
  return (
    <ReportView
      {...{ report, t, load, settingsHref, isFetching, algorithms, lookUp }}
      key={subject.id}
      readDetails={async (withPeople) => (await engine).details(subject, report, withPeople)}
      inspectHref="#"
      address={pictureOf(subject) ?? ''}
      original={{ kind: 'planning' }}
      onCopy={() => navigator.clipboard.writeText(JSON.stringify(report, null, 2))}
      onFetch={() => void fetchRecord(subject, report)}
      onLookUp={(resolver, by) => askStore(subject, report, resolver, by)}
      onSearch={() => undefined}
      certificates={own?.certificates(subject, report)}
      {...(own !== null && {
        onward: {
          evidence: own.stateOf(subject),
          onSave: () => void own.save(subject, report),
          handOffs: own.handOffs(subject),
          mayLeave: () => true,
        },
      })}
    />
  );
}

/** What is shown follows the address, so that the browser's own way back leads to the list. */
function route(): void {
  const before = shown;
  shown = Number(/^#report-(\d+)$/.exec(location.hash)?.[1] ?? Number.NaN);
  if (Number.isNaN(shown)) shown = null;
  show();
  const target = shown === null ? document.getElementById(`subject-${before}`) : document.querySelector('h1');
  target?.focus();
}

/** @returns the row's picture as `load` knows it. */
function pictureOf({ id, file, isAddress, name, kind }: Subject): string | null {
  if (isAddress) return name;
  return file !== null && kind === 'image' ? `file:${id}` : null;
}

async function load(picture: string, abort: AbortSignal): Promise<string | null> {
  if (!picture.startsWith('file:')) return loadWeb(picture, abort);
  const file = desk.get(Number(picture.slice('file:'.length)))?.file ?? null;
  return file === null ? null : ownPicture(file);
}

function setOver(now: boolean): void {
  if (now === isOver) return;
  isOver = now;
  showSoon();
}

function tell(what: InspectProblem | null, typed = address): void {
  problem = what;
  address = typed;
  show();
}

function takeText(text: string): void {
  const typed = text.trim();
  if (typed === '') return tell('clipboard-empty');
  tell(webAddress(typed) === null ? 'no-address' : null, typed);
}

async function paste(): Promise<void> {
  try {
    const copied = await readClipboard();
    if (copied.kind === 'file') desk.addFiles([nameWithFolders(copied.file)]);
    else takeText(copied.kind === 'text' ? copied.text : '');
  } catch {
    tell('clipboard-closed');
  }
}

function readTyped(): void {
  const url = webAddress(address);
  if (url === null) return tell('no-address');
  void access.allow(url).then(() => {
    if (!desk.addAddress(url)) void access.giveBack(url);
    tell(null, '');
  });
}

function readAgain(id: number): void {
  const subject = desk.get(id);
  if (subject === null) return;
  evidence?.forget(id);
  const allowing = subject.isAddress ? access.allow(subject.name) : Promise.resolve();
  void allowing.then(() => desk.readAgain(id));
}

function remove(id: number): void {
  const subject = desk.get(id);
  if (subject?.isAddress === true) void access.giveBack(subject.name);
  evidence?.forget(id);
  desk.remove(id);
}

function webAddress(typed: string): string | null {
  const url = URL.parse(typed.trim());
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

async function fetchRecord(subject: Subject, report: Report): Promise<void> {
  if (isFetching) return;
  // Most servers of records let anyone read them; where the last try showed that this one does not, access is asked for.
  const isRefused = fetchFailure(report) === 'needs-permission' && report.remote !== null;
  const allowing = isRefused ? allowAddress(report.remote) : Promise.resolve(async () => undefined);
  isFetching = true;
  show();
  const give = await allowing;
  desk.replaceReport(subject.id, await (await engine).fetchRecord(subject, report));
  await give();
  isFetching = false;
  show();
  // The button is gone; what was said instead is read from its beginning.
  if (document.activeElement === document.body) document.querySelector('h1')?.focus();
}

function askStore(subject: Subject, report: Report, { address }: Resolver, by: LookUpBy): boolean {
  if (lookUp.asking !== null) return false;
  const allowing = allowAddress(address);
  lookUp = { ...lookUp, asking: address };
  show();
  void (async () => {
    const give = await allowing;
    const told = await (await engine).lookUp(subject, report, address, by);
    await give();
    lookUp = { ...lookUp, asking: null };
    if (told !== null) desk.replaceReport(subject.id, told);
    show();
  })();
  return true;
}

function save(): void {
  const reports = desk.subjects.flatMap(({ report }) => (report === null ? [] : [report]));
  saveFile(JSON.stringify(reports, null, 2), 'application/json', (href) => {
    Object.assign(document.createElement('a'), { href, download: 'whence-files.json' }).click();
  });
}
