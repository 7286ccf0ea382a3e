import { render } from 'preact';
import { browser } from 'wxt/browser';
import { LetterView } from '../../components/LetterView.tsx';
import { letterDrafts } from '../../components/letter-drafts.ts';
import { WorksView } from '../../components/WorksView.tsx';
import { readCatalog } from '../../lib/catalog/catalog-file.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { CatalogConnection } from '../../lib/catalog/connection.ts';
import { Sightings } from '../../lib/catalog/sightings.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Sighting, Work } from '../../lib/model/work.ts';
import type { ShownSighting } from '../../lib/model/works-tab.ts';
import type { Collected } from '../../lib/platform/collect-files.ts';
import { acceptDrops, filesIn, nameWithFolders } from '../../lib/platform/dropped.ts';
import { openExtensionPage } from '../../lib/platform/extension-page.ts';
import { pictureLoader } from '../../lib/platform/load-picture.ts';
import { startMeasuring } from '../../lib/platform/measuring.ts';
import { type BroughtWork, MAX_REGISTERED, Registrar } from '../../lib/platform/register-works.ts';
import { WorksDesk } from '../../lib/platform/works-desk.ts';
import { startEngineWorker } from '../offscreen/start-worker.ts';
import { startEvidenceWorker } from '../report/start-evidence-worker.ts';
import { saveCatalog, saveIsccList } from './save-catalog.ts';
import MeasureWorker from './worker.ts?worker';

const { settings, t } = await openExtensionPage();
document.title = t('works.page-title');
const settingsHref = browser.runtime.getURL('/options.html');
const connection = new CatalogConnection();
const catalog = new Catalog(connection);
const sightings = new Sightings(connection);
const desk = new WorksDesk(catalog, sightings, showSoon);
/** As large as the rest of this page, and not needed before there is a file. */
const engine = () =>
  import('../../lib/platform/page-engine.ts').then(({ pageEngine }) => pageEngine(startEngineWorker));
let engineHere: ReturnType<typeof engine> | null = null;
/** Files are told apart by it: two may have one name. */
let lastFile = 0;
const registrar = new Registrar({
  catalog,
  look,
  measure: startMeasuring(() => new MeasureWorker()),
  newId: () => crypto.randomUUID(),
  now: Date.now,
  onChange: changed,
});
/** Brought with the first sighting that is shown. */
const packs = () =>
  import('./sighting-packs.ts').then(
    ({ SightingPacks }) =>
      new SightingPacks(
        {
          catalog,
          startWorker: startEvidenceWorker,
          trust: async () =>
            (await (await import('../../lib/platform/stored-trust.ts')).storedTrust().inForce(settings)).lists,
          language: t.language,
          inspect: look,
        },
        t,
        showSoon,
      ),
  );
let packsHere: Awaited<ReturnType<typeof packs>> | null = null;
let packsComing: ReturnType<typeof packs> | null = null;
/** Brought with the first pictures that are offered. */
const offers = () =>
  import('./add-offers.ts').then(({ AddOffers }) => new AddOffers({ add: register, onChange: showSoon }));
let offersHere: Awaited<ReturnType<typeof offers>> | null = null;
let isShowing = false;
let hasBegun = false;
let problem: string | null = null;
let letter: Omit<ShownSighting, 'tab'> | null = null;
await desk.refresh();
show();
void desk.countOutdated();

addEventListener('hashchange', () => void route());
void route();
document.addEventListener('visibilitychange', () => document.hidden || void desk.refresh());
acceptDrops(document, (data) => void filesIn(data, MAX_REGISTERED).then(add));
document.addEventListener('keydown', (event) => {
  const answer = (['licensed-page', 'not-licensed', 'not-mine'] as const)[Number(event.key) - 1];
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (answer !== undefined && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey)
    void desk.markChosen(answer);
});

/** Many changes within one frame are drawn once. */
function showSoon(): void {
  if (isShowing) return;
  isShowing = true;
  requestAnimationFrame(show);
}

function show(): void {
  isShowing = false;
  const { state } = desk;
  render(
    <WorksView
      {...{ t, load, settingsHref, problem }}
      {...state}
      problem={state.isClosed ? t('works.problem.refused') : problem}
      adding={hasBegun ? registrar.progress : null}
      onTab={(tab) => void desk.showTab(tab)}
      onFind={(text) => void desk.find(text)}
      onFiles={(files) => add({ brought: [...files].map(nameWithFolders), leftOut: 0 })}
      onStop={() => registrar.stop()}
      onResume={() => registrar.resume()}
      onEdit={edit}
      onDescribe={(id, words) => void desk.describe(id, words)}
      onRemove={({ id }) => void desk.remove(id)}
      onMore={() => void desk.more()}
      onChoose={(place) => desk.choose(place)}
      onMark={({ id }, mark) => void desk.mark(id, mark)}
      onForget={({ id }) => void desk.forget(id)}
      onVisit={({ page }) => void browser.tabs.create({ url: page })}
      onLetter={(sighting, work) => {
        letter = { sighting, work };
        show();
        document.getElementById('letter-title')?.focus();
      }}
      evidence={packsHere?.state ?? { kind: 'ready', needsAccess: false }}
      onShow={(sighting, work) => void showPack(sighting, work)}
      onEvidence={() => void packsHere?.save()}
      offer={offersHere?.state ?? null}
      onOffer={(file) => void offerList(file)}
      onRead={() => void offersHere?.read()}
      onNamed={(files) => offersHere?.folder([...files])}
      onDecline={() => offersHere?.close()}
      onExport={() => void saveCatalog(catalog, sightings)}
      onImport={(file) => void bringIn(file)}
      onRenew={() => void desk.renew(startMeasuring(() => new MeasureWorker()))}
      onList={(form) => void saveIsccList(catalog, form)}
      onCopy={copy}
      letter={letter === null ? null : { about: letter.sighting.id, view: letterView(letter) }}
    />,
    document.body,
  );
}

function letterView({ sighting, work }: Omit<ShownSighting, 'tab'>) {
  const close = (): void => {
    letter = null;
    show();
  };
  return <LetterView key={sighting.id} t={t} drafts={letterDrafts(sighting, work, t)} onCopy={copy} onClose={close} />;
}

async function showPack(sighting: Sighting, work: Work): Promise<void> {
  packsHere = await (packsComing ??= packs());
  await packsHere.show(sighting, work);
}

async function look(file: File, name: string): Promise<Report> {
  lastFile += 1;
  const subject = {
    id: lastFile,
    name,
    kind: 'image',
    file,
    isAddress: false,
    state: 'reading',
    report: null,
  } as const;
  return (await (engineHere ??= engine())).inspectQuickly(subject);
}

function edit(work: Work | null): void {
  desk.edit(work);
  show();
  if (work !== null) document.getElementById('work-form-title')?.focus();
}

/** The address names a sighting where a label or the panel leads here, and pictures where the table of a page does. */
async function route(): Promise<void> {
  const [, tab, chosen] = /^#add=(\d+)&([\d.,]+)$/.exec(location.hash) ?? [];
  if (tab !== undefined && chosen !== undefined) {
    // Once: the page may be loaded anew when those pictures are long added.
    history.replaceState(null, '', location.pathname);
    offersHere ??= await offers();
    return offersHere.ofPage(Number(tab), new Set(chosen.split(',')));
  }
  const [, work, page, picture] = /^#sighting=([^&]*)&([^&]*)&(.*)$/.exec(location.hash) ?? [];
  if (work === undefined || page === undefined || picture === undefined) return;
  await desk.chooseSighting(JSON.stringify([work, page, picture].map((part) => decodeURIComponent(part))));
}

async function load(picture: string, abort: AbortSignal): Promise<string | null> {
  if (!picture.startsWith('work:')) {
    const page = desk.state.sightings.find(({ sighting }) => sighting.picture === picture)?.sighting.page;
    return pictureLoader(page ?? '')(picture, abort);
  }
  const pictures = await catalog.pictures(picture.slice('work:'.length)).catch(() => null);
  return pictures === null ? null : URL.createObjectURL(new Blob([pictures.shown], { type: pictures.shownType }));
}

function add({ brought, leftOut }: Collected): void {
  register(brought, leftOut);
}

function register(brought: readonly BroughtWork[], leftOut = 0): void {
  if (brought.length + leftOut === 0) return;
  hasBegun = true;
  problem = null;
  // Asked for once there is something to lose; where it is refused, the browser may clear works under pressure.
  void navigator.storage?.persist?.().catch(() => false);
  registrar.add(brought, leftOut);
}

async function offerList(file: File): Promise<void> {
  offersHere ??= await offers();
  const why = await offersHere.ofList(file);
  problem = why === null ? null : t(`works.problem.${why}`);
  show();
  document.getElementById('offer-title')?.focus();
}

function changed(): void {
  if (registrar.progress.state === 'done') void offersHere?.settle();
  if (registrar.progress.state !== 'running') void desk.refresh();
  else if (registrar.progress.added % 64 === 0) void desk.refresh();
  showSoon();
}

function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

async function bringIn(file: File): Promise<void> {
  const answer = await readCatalog(file, catalog, sightings);
  problem = answer.kind === 'failed' ? t(`works.problem.${answer.why}`) : t('works.imported', { count: answer.added });
  await desk.refresh();
  await desk.countOutdated();
}
