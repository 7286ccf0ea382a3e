import type { ComponentChildren } from 'preact';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Registration } from '../lib/model/registration.ts';
import type { Work } from '../lib/model/work.ts';
import type { ShownSighting, WorksTab } from '../lib/model/works-tab.ts';
import { AddingStatus } from './AddingStatus.tsx';
import { AddOffer, type Offer } from './AddOffer.tsx';
import { CatalogFile, type CatalogFileProps, ImportButtons } from './CatalogFile.tsx';
import { FileButton } from './FileButton.tsx';
import { PageBar } from './PageBar.tsx';
import { SightingView, type SightingActions } from './SightingView.tsx';
import type { LoadPicture } from './Thumbnail.tsx';
import { WorkForm, type WorkWords } from './WorkForm.tsx';
import { WorkTile } from './WorkTile.tsx';

export interface WorksViewProps extends SightingActions, CatalogFileProps {
  /** Pictures by `work:ID` or by address. */
  readonly load: LoadPicture;
  readonly settingsHref: string;
  /** Works in all. */
  readonly count: number;
  readonly works: readonly Work[];
  readonly sightings: readonly ShownSighting[];
  readonly tab: WorksTab;
  readonly find: string;
  readonly adding: Registration | null;
  /** The work whose words are open to be written. */
  readonly edited: Work | null;
  /** The letter being written, and the sighting it is about: kept, out of sight, while another is shown. */
  readonly letter: { readonly about: string; readonly view: ComponentChildren } | null;
  /** Place of the sighting shown among those listed. */
  readonly chosen: number;
  /** The catalog cannot be had, or what was brought in was refused. */
  readonly problem: string | null;
  readonly hasMore: boolean;
  /** Works that another version of Whence fingerprinted: this one does not recognize them. */
  readonly outdated: number;
  readonly isRenewing: boolean;
  readonly onTab: (tab: WorksTab) => void;
  readonly onFind: (text: string) => void;
  readonly onFiles: (files: FileList) => void;
  readonly onStop: () => void;
  readonly onResume: () => void;
  readonly onEdit: (work: Work | null) => void;
  readonly onDescribe: (id: string, words: WorkWords) => void;
  readonly onRemove: (work: Work) => void;
  readonly onMore: () => void;
  readonly onChoose: (place: number) => void;
  readonly onRenew: () => void;
  readonly onCopy: (text: string) => Promise<void>;
  /** Pictures that could be added, of a page or by a list. */
  readonly offer: Offer | null;
  /** Called inside the click. */
  readonly onRead: () => void;
  readonly onNamed: (files: FileList) => void;
  readonly onDecline: () => void;
}

const TABS: readonly WorksTab[] = ['to-look-at', 'licensed', 'not-mine', 'all'];

/** The person's works, and where they were seen. */
export function WorksView(props: WorksViewProps) {
  const { t, count, sightings, adding, problem } = props;
  const open = sightings.filter(({ tab }) => tab === 'to-look-at').length;
  return (
    <>
      <PageBar t={t} settingsHref={props.settingsHref} isWorks>
        <FileButton class="btn quiet" isFolder onFiles={props.onFiles}>
          {t('works.add-folder')}
        </FileButton>
        <FileButton class="btn solid" onFiles={props.onFiles}>
          {t('works.add')}
        </FileButton>
      </PageBar>
      <main class="wrap works">
        <h1 class="title">{headline(count, open, t)}</h1>
        <p class="lede">{t('works.lede')}</p>
        {problem !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {props.outdated > 0 && <Outdated {...props} />}
        {props.offer !== null && (
          <AddOffer
            offer={props.offer}
            t={t}
            onRead={props.onRead}
            onFolder={props.onNamed}
            onClose={props.onDecline}
          />
        )}
        {adding !== null && <AddingStatus adding={adding} t={t} onStop={props.onStop} onResume={props.onResume} />}
        {count === 0 && adding === null ? <Empty {...props} /> : <Catalog {...props} />}
      </main>
    </>
  );
}

function headline(count: number, open: number, t: PageTranslate): string {
  if (count === 0) return t('works.title.none');
  const works = t('works.title.works', { count });
  return open === 0 ? works : t('works.title.both', { works, sightings: t('works.title.sightings', { count: open }) });
}

function Outdated({ t, outdated, isRenewing, onRenew }: WorksViewProps) {
  return (
    <section class="outdated">
      <p role="status">{t(isRenewing ? 'works.scale-renewing' : 'works.scale-outdated', { count: outdated })}</p>
      {!isRenewing && (
        <>
          <p class="second">{t('works.scale-outdated.how')}</p>
          <button type="button" class="btn" onClick={onRenew}>
            {t('works.scale-renew')}
          </button>
        </>
      )}
    </section>
  );
}

function Empty(props: WorksViewProps) {
  const { t } = props;
  return (
    <section class="aside">
      <p>{t('works.empty')}</p>
      <p class="second">{t('works.empty.how')}</p>
      <ImportButtons {...props} />
    </section>
  );
}

function Catalog(props: WorksViewProps) {
  const { t, tab, works, sightings, count, chosen, edited } = props;
  const listed = sightings.filter((each) => each.tab === tab);
  const countOf = (each: WorksTab): number =>
    each === 'all' ? count : sightings.filter((one) => one.tab === each).length;
  // Seldom, so it takes no room before there is one.
  const tabs = TABS.filter((each) => each !== 'not-mine' || each === tab || countOf(each) > 0);
  const seen = sightings.filter((each) => each.tab !== 'not-mine');
  const shown = tab === 'all' ? works : [...new Map(listed.map(({ work }) => [work.id, work])).values()];
  const one = listed[chosen] ?? listed[0];
  return (
    <>
      <div class="tools">
        <div class="tabs" role="group" aria-label={t('works.tabs')}>
          {tabs.map((each) => (
            <button type="button" key={each} aria-pressed={each === tab} onClick={() => props.onTab(each)}>
              {t(`works.tab.${each}`)} <span class="num">{countOf(each).toLocaleString(t.language)}</span>
            </button>
          ))}
        </div>
        <span class="space" />
        <input
          class="field"
          type="search"
          placeholder={t('works.find')}
          aria-label={t('works.find')}
          value={props.find}
          onInput={({ currentTarget: { value } }) => props.onFind(value)}
        />
      </div>
      {shown.length === 0 && <p class="aside">{t(`works.none.${tab}`)}</p>}
      <ul class="work-grid">
        {shown.map((work) => (
          <WorkTile
            key={work.id}
            work={work}
            t={t}
            load={props.load}
            sightings={(tab === 'all' ? seen : listed).flatMap(({ sighting }) =>
              sighting.work === work.id ? [sighting] : [],
            )}
            onOpen={() => props.onEdit(work)}
          />
        ))}
      </ul>
      {tab === 'all' && props.hasMore && (
        <button type="button" class="btn" onClick={props.onMore}>
          {t('works.more')}
        </button>
      )}
      {edited !== null && (
        <WorkForm
          key={edited.id}
          work={edited}
          t={t}
          onSave={(words) => props.onDescribe(edited.id, words)}
          onCancel={() => props.onEdit(null)}
          onRemove={() => props.onRemove(edited)}
          onCopy={props.onCopy}
        />
      )}
      {one !== undefined && (
        <SightingView
          {...props}
          key={one.sighting.id}
          sighting={one.sighting}
          work={one.work}
          place={Math.max(0, listed.indexOf(one))}
          all={listed.length}
        />
      )}
      {props.letter !== null && <div hidden={props.letter.about !== one?.sighting.id}>{props.letter.view}</div>}
      <CatalogFile {...props} />
    </>
  );
}
