import { formatBytes, formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { StoreState } from '../lib/messaging/protocol.ts';
import type { OptionsViewProps } from './OptionsView.tsx';
import { SettingRow } from './SettingRow.tsx';

const KEEP_DAYS: readonly number[] = [1, 7, 30, 90, 365];

/** What is kept on this computer, for how long, and how to be rid of it. */
export function StoreSection({ t, settings, store, onChange, onForget }: OptionsViewProps) {
  const days = KEEP_DAYS.includes(settings.keepDays)
    ? KEEP_DAYS
    : [...KEEP_DAYS, settings.keepDays].sort((a, b) => a - b);
  return (
    <section id="store">
      <h2 class="title">{t('settings.store')}</h2>
      {!store.available && <p class="note">{t('settings.store.refused')}</p>}
      <ul class="rowset">
        <SettingRow
          title={t('settings.store.results', { count: store.results, size: formatBytes(store.bytes, t.language) })}
          detail={keptWords(store, t)}
        >
          <button type="button" class="btn" onClick={onForget}>
            {t('settings.store.forget')}
          </button>
        </SettingRow>
        <SettingRow title={t('settings.store.keep')} detail={t('settings.store.private')}>
          <select
            class="field"
            aria-label={t('settings.store.keep')}
            value={String(settings.keepDays)}
            onChange={(event) => onChange({ keepDays: Number(event.currentTarget.value) })}
          >
            {days.map((count) => (
              <option key={count} value={String(count)} selected={count === settings.keepDays}>
                {t('settings.store.days', { count })}
              </option>
            ))}
          </select>
        </SettingRow>
      </ul>
    </section>
  );
}

function keptWords(store: StoreState, t: PageTranslate): string {
  const oldest = store.oldest === null ? null : formatDate(store.oldest, t.language);
  const why = t('settings.store.why');
  return oldest === null ? why : `${why} ${t('settings.store.oldest', { date: oldest })}`;
}
