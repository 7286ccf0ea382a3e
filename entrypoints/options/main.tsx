import { render } from 'preact';
import { OptionsView, SECTIONS, type SettingsChange } from '../../components/OptionsView.tsx';
import { languages } from '../../lib/i18n/languages.ts';
import { askBackground } from '../../lib/messaging/ask-background.ts';
import type { TrustmarkVariant } from '../../lib/model/trustmark.ts';
import { type Access, addSite, changeMode, removeSite } from '../../lib/platform/change-access.ts';
import { askPatiently, dress, openExtensionPage } from '../../lib/platform/extension-page.ts';
import { listedCertificates, namesInList } from '../../lib/platform/listed-certificates.ts';
import { offeredWeights } from '../../lib/platform/offered-weights.ts';
import { hostAccess } from '../../lib/platform/permissions.ts';
import { storedAlgorithms } from '../../lib/platform/stored-algorithms.ts';
import { WeightsDesk } from '../../lib/platform/weights-desk.ts';
import { engineTemplate } from '../../lib/settings/engine-template.ts';
import { resolverAddress } from '../../lib/settings/resolver-address.ts';
import { KNOWN_ENGINES } from '../../lib/settings/search-engines.ts';
import type { Settings } from '../../lib/settings/settings.ts';
import { publishedStores } from '../../lib/trust/algorithm-list.ts';
import { WeightsStore } from '../../lib/weights/weights-store.ts';

const knownEngines = new Set(KNOWN_ENGINES.map(({ template }) => template));
const page = await openExtensionPage();
const stores = publishedStores(await storedAlgorithms().list());
let { settings, t } = page;
let [lists, store, selfTest] = await Promise.all([
  askPatiently('getTrustLists', {}),
  askPatiently('getStore', {}),
  askPatiently('getSelfTest', {}),
]);
const desk = new WeightsDesk({
  offered: await offeredWeights(),
  store: new WeightsStore(),
  fetch: (input, init) => fetch(input, init),
  access: hostAccess,
  onChange: () => show(),
});
/** Decoders are shown once it is known which are there; no other setting waits for that. */
let hasDecoders = false;
let problem: string | null = null;
let section: string = SECTIONS[0];
document.title = t('settings.page-title');
show();
// The browser looked for it before it was there.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
watchSections();
void desk.load().then(() => {
  hasDecoders = true;
  show();
});

function show(): void {
  render(
    <OptionsView
      publishedStores={stores}
      decoders={hasDecoders ? desk.states() : []}
      {...{ t, settings, lists, store, selfTest, problem, languages, section }}
      onChange={(wanted) => void doing(async () => changed(await change(wanted)))}
      onMode={(mode) => void accessAsked(changeMode(mode, settings, change))}
      onAddSite={(site) => void accessAsked(addSite(site, settings, change))}
      onRemoveSite={(site) => void doing(async () => changed(await removeSite(site, settings, change)))}
      onAddList={async (name, pem) => {
        const before = lists.length;
        await doing(async () => (lists = await askBackground('addTrustList', { name, pem })));
        return lists.length > before;
      }}
      onRemoveList={(id) => void doing(async () => (lists = await askBackground('removeTrustList', { id })))}
      onReadList={namesInList}
      onOpenList={listedCertificates}
      onRefreshLists={() => doing(async () => (lists = await askBackground('refreshTrustLists', {})))}
      onAddStore={addStore}
      knownEngines={knownEngines}
      onAddEngine={addEngine}
      onDecoder={(variant, isOn) => void doing(() => (isOn ? turnOn(variant) : turnOff(variant)))}
      onRemoveDecoder={(variant) =>
        void doing(async () => {
          await turnOff(variant);
          await desk.remove(variant);
        })
      }
      onForget={() => void doing(async () => (store = await askBackground('forgetEverything', {})))}
    />,
    document.body,
  );
}

/** Must be called inside the click: the browser asks the person about the host that has the decoder. */
async function turnOn(variant: TrustmarkVariant): Promise<void> {
  if (!(await desk.get(variant))) return;
  await changed(await change({ trustmark: [...settings.trustmark, variant] }));
}

async function turnOff(variant: TrustmarkVariant): Promise<void> {
  desk.stop(variant);
  await changed(await change({ trustmark: settings.trustmark.filter((each) => each !== variant) }));
}

/** Does what was asked, tells when it could not be done, and shows what is in force now. */
async function doing(act: () => Promise<unknown>): Promise<void> {
  try {
    problem = null;
    await act();
  } catch {
    problem = t('settings.not-changed');
  }
  show();
}

async function addStore(name: string, typed: string): Promise<boolean> {
  const address = resolverAddress(typed);
  if (address === null) return false;
  const others = settings.resolvers.filter((each) => each.address !== address);
  await doing(async () => changed(await change({ resolvers: [...others, { name, address }] })));
  return settings.resolvers.some((each) => each.address === address);
}

async function addEngine(name: string, typed: string): Promise<boolean> {
  const template = engineTemplate(typed);
  if (template === null) return false;
  const others = settings.searchEngines.filter((each) => each.template !== template);
  await doing(async () => changed(await change({ searchEngines: [...others, { name, template, isOn: true }] })));
  return settings.searchEngines.some((each) => each.template === template);
}

async function accessAsked(asking: Promise<Access>): Promise<void> {
  await doing(async () => {
    const { settings: inForce, isAllowed } = await asking;
    await changed(inForce);
    if (!isAllowed) problem = t('settings.not-allowed');
  });
}

/** Shown at once, so that a second click in the same moment builds on the first instead of undoing it. */
async function change(wanted: SettingsChange): Promise<Settings> {
  const before = settings;
  settings = { ...settings, ...wanted };
  show();
  try {
    return await askBackground('changeSettings', wanted);
  } catch (error) {
    settings = before;
    throw error;
  }
}

async function changed(inForce: Settings): Promise<void> {
  settings = inForce;
  t = await dress(settings);
  [lists, store] = await Promise.all([askBackground('getTrustLists', {}), askBackground('getStore', {})]);
}

/** Marks the section being read in the side navigation. */
function watchSections(): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (seen === undefined || seen.target.id === section) return;
      section = seen.target.id;
      show();
    },
    { rootMargin: '0px 0px -70% 0px' },
  );
  for (const id of SECTIONS) {
    const element = document.getElementById(id);
    if (element !== null) watcher.observe(element);
  }
}
