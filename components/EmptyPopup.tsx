import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabState } from '../lib/messaging/protocol.ts';
import { kindOfAll } from './kind-of-all.ts';

interface EmptyProps {
  readonly state: TabState;
  readonly t: PageTranslate;
  readonly onCheckPage: () => void;
  readonly onAlwaysHere: () => void;
  readonly onShowList: () => void;
}

/** Everything was looked at and nothing found: usual, and no answer. */
export function EmptyPage({ state, t, onShowList }: EmptyProps) {
  return (
    <div class="empty">
      <h2>{t('popup.nothing.title')}</h2>
      <p>{t('popup.nothing.why', { kind: kindOfAll(state.items) })}</p>
      <p>{t('popup.nothing.looked-for')}</p>
      <button type="button" class="btn" onClick={onShowList}>
        {t('popup.nothing.list')}
      </button>
    </div>
  );
}

/** Nothing was looked at yet, or the page shows no picture. */
export function WaitingPage({ state, t, onCheckPage, onAlwaysHere }: EmptyProps) {
  if (state.automatic && state.reachable) {
    return (
      <div class="empty">
        <h2>{t('popup.no-pictures.title')}</h2>
        <p>{t('popup.no-pictures.why')}</p>
        <button type="button" class="btn" onClick={onCheckPage}>
          {t('popup.check-again')}
        </button>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{t('popup.waiting.title')}</h2>
      <p>{t('popup.waiting.what-happens', { host: state.host ?? '' })}</p>
      <div class="actions">
        <button type="button" class="btn solid" onClick={onCheckPage}>
          {t('popup.check-page')}
        </button>
        <button type="button" class="btn" onClick={onAlwaysHere}>
          {t('popup.always-here')}
        </button>
      </div>
      <p>{t('popup.waiting.menu')}</p>
    </div>
  );
}

/** A page of the browser itself, a store or a file: closed to extensions. */
export function UnreachablePage({ t }: EmptyProps) {
  return (
    <div class="empty">
      <h2>{t('popup.unreachable.title')}</h2>
      <p>{t('popup.unreachable.why')}</p>
    </div>
  );
}
