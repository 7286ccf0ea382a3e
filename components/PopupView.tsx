import { useId, useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem, TabState } from '../lib/messaging/protocol.ts';
import type { BadgeLook } from '../lib/model/badge-look.ts';
import type { Mode } from '../lib/settings/settings.ts';
import { displayName, groupOf } from '../lib/verdict/words.ts';
import { CORNERS, SIZES } from './BadgesSection.tsx';
import { EmptyPage, UnreachablePage, WaitingPage } from './EmptyPopup.tsx';
import { type Filter, Filters } from './Filters.tsx';
import { ItemList } from './ItemList.tsx';
import { kindOfAll } from './kind-of-all.ts';
import { Mark } from './Mark.tsx';
import { Menu, MenuGroup } from './Menu.tsx';
import { MODES } from './ModeChoice.tsx';
import type { LoadPicture } from './Thumbnail.tsx';

export interface PopupViewProps {
  readonly state: TabState;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly onCheckPage: () => void;
  readonly onAlwaysHere: () => void;
  readonly onMode: (mode: Mode) => void;
  /** How labels stand on this site. */
  readonly badges: BadgeLook;
  readonly onBadges: (look: BadgeLook) => void;
  readonly onSettings: () => void;
  /** Shows all the evidence of the item, in the panel where there is one. Called inside the click. */
  readonly onOpenItem: (item: TabItem) => void;
  readonly onInspectFile: () => void;
  readonly onTable: () => void;
  readonly onShow: (item: TabItem) => void;
  readonly onOutline: (item: TabItem | null) => void;
  readonly onAllow: (item: TabItem) => void;
  readonly onOpenPicture: (item: TabItem) => void;
  /** Fetches the record the item's file keeps elsewhere. Called inside the click. */
  readonly onFetch: (item: TabItem) => void;
  readonly isFetching: (item: TabItem) => boolean;
  /** The start-up self-test found that trust lists have no effect: no signer can be recognised. */
  readonly isTrustBroken: boolean;
  /** Places over pictures where the page shows what reads like Whence's labels; 0 also while nobody looked. */
  readonly imitations: number;
}

/** The toolbar popup: what Whence found on this page, in a place no page can imitate. */
export function PopupView(props: PopupViewProps) {
  const { state, t } = props;
  const counts = countsOf(state.items);
  const listId = useId();
  const [picked, setPicked] = useState<Filter | null>(null);
  const filter = picked ?? firstFilter(counts);
  const hasList = filter !== null && state.items.length > 0;
  return (
    <div class="popup">
      <header class="popup-top">
        <div class="brand">
          <Mark />
          <strong>{t('app.name')}</strong>
          <bdi class="host">{displayName(state.host ?? '')}</bdi>
          <Menu
            name={t('mode.name')}
            chosen={state.settings.mode}
            choices={MODES.map((value) => ({ value, text: t(`mode.${value}`) }))}
            onChoose={props.onMode}
          >
            {state.host !== null && <BadgesHere {...props} />}
          </Menu>
        </div>
        <h1 class="lead">
          <span role="status">{leadOf(state, counts, filter, t)}</span>
        </h1>
        {props.isTrustBroken && (
          <p class="note" role="alert">
            {t('popup.trust-broken')}
          </p>
        )}
        {state.skipped > 0 && <p class="note">{t('popup.skipped', { count: state.skipped })}</p>}
        {state.overlayDisturbed && <p class="note">{t('popup.overlay-disturbed')}</p>}
        {props.imitations > 0 && <p class="note">{t('popup.imitated', { count: props.imitations })}</p>}
        {state.optedOut && <p class="note">{t('pick.opted-out')}</p>}
        {hasList && <Filters t={t} chosen={filter} counts={counts} controls={listId} onChoose={setPicked} />}
      </header>
      {hasList ? (
        <ItemList {...props} filter={filter} id={listId} items={state.items.filter((item) => isIn(item, filter))} />
      ) : (
        <main class="popup-list">
          <NoList {...props} onShowList={() => setPicked('all')} />
        </main>
      )}
      <footer class="popup-foot">
        {state.items.length > 0 && (
          <button type="button" class="btn small" onClick={props.onCheckPage}>
            {t('popup.check-again')}
          </button>
        )}
        {state.items.length > 0 && (
          <button type="button" class="btn quiet small" onClick={props.onTable}>
            {t('table.from-popup')}
          </button>
        )}
        <span class="space" />
        <button type="button" class="btn quiet small" onClick={props.onInspectFile}>
          {t('inspect-page.from-popup')}
        </button>
        <button type="button" class="btn quiet small" onClick={props.onSettings}>
          {t('settings.title')}
        </button>
      </footer>
    </div>
  );
}

/** How labels stand on the site the popup is about. */
function BadgesHere({ t, badges, onBadges }: PopupViewProps) {
  return (
    <>
      <MenuGroup
        name={t('popup.badges.size')}
        chosen={badges.size}
        choices={SIZES.map((value) => ({ value, text: t(`badges.size.${value}`) }))}
        onChoose={(size) => onBadges({ ...badges, size })}
      />
      <MenuGroup
        name={t('popup.badges.corner')}
        chosen={badges.corner}
        choices={CORNERS.map((value) => ({ value, text: t(`badges.corner.${value}`) }))}
        onChoose={(corner) => onBadges({ ...badges, corner })}
      />
    </>
  );
}

function NoList(props: PopupViewProps & { readonly onShowList: () => void }) {
  const { state } = props;
  if (state.host === null) return <UnreachablePage {...props} />;
  if (state.items.length > 0) return <EmptyPage {...props} />;
  return <WaitingPage {...props} />;
}

/** The sentence of the view. */
function leadOf(state: TabState, counts: Readonly<Record<Filter, number>>, filter: Filter | null, t: PageTranslate) {
  const kind = kindOfAll(state.items);
  if (state.host === null) return t('popup.lead.unreachable');
  if (counts.all === 0) return t(state.automatic && state.reachable ? 'popup.lead.no-pictures' : 'popup.lead.waiting');
  const waiting = counts.all - counts.found - counts.nothing - counts['not-checked'];
  const still = waiting === 0 ? '' : ` ${t('popup.lead.still-reading', { count: waiting })}`;
  if (filter === 'not-checked') return t('popup.lead.not-checked', { count: counts['not-checked'] }) + still;
  if (counts.found > 0 && counts.all === 1) return t('popup.lead.only-found', { kind });
  if (counts.found > 0) return t('popup.lead.found', { kind, count: counts.found, all: counts.all }) + still;
  if (waiting === counts.all) return t('popup.lead.reading', { kind, count: waiting });
  if (counts['not-checked'] > 0) return t('popup.lead.nothing-and-unchecked', { kind, count: counts.nothing }) + still;
  return t('popup.lead.nothing', { kind, count: counts.nothing }) + still;
}

function countsOf(items: readonly TabItem[]): Readonly<Record<Filter, number>> {
  const counts = { all: items.length, found: 0, nothing: 0, 'not-checked': 0 };
  for (const { report } of items) if (report !== null) counts[groupOf(report)] += 1;
  return counts;
}

/** The pile to open on: found, else not checked, else the list while it is being read, else none. */
function firstFilter(counts: Readonly<Record<Filter, number>>): Filter | null {
  if (counts.found > 0) return 'found';
  if (counts['not-checked'] > 0) return 'not-checked';
  return counts.all > counts.nothing ? 'all' : null;
}

function isIn({ report }: TabItem, filter: Filter): boolean {
  return filter === 'all' || (report !== null && groupOf(report) === filter);
}
