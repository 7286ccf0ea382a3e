import type { BadgeLook, BadgeSize, Corner } from '../lib/model/badge-look.ts';
import { BadgePreview } from './BadgePreview.tsx';
import type { OptionsViewProps } from './OptionsView.tsx';
import { SettingRow } from './SettingRow.tsx';

/** As they lie on a picture. */
export const CORNERS: readonly Corner[] = ['top-start', 'top-end', 'bottom-start', 'bottom-end'];
export const SIZES: readonly BadgeSize[] = ['normal', 'small'];

/** Where labels stand on pictures and how large, and the sites where that is otherwise. */
export function BadgesSection({ t, settings, onChange }: OptionsViewProps) {
  const { badges, badgesBySite } = settings;
  const choose = (part: Partial<BadgeLook>): void => onChange({ badges: { ...badges, ...part } });
  return (
    <section id="badges">
      <h2 class="title">{t('settings.badges')}</h2>
      <p class="second">{t('settings.badges.about')}</p>
      <fieldset class="choices pairs">
        <legend>{t('badges.corner')}</legend>
        {CORNERS.map((corner) => (
          <label key={corner} class="choice">
            <input
              class="radio"
              type="radio"
              name="badge-corner"
              checked={corner === badges.corner}
              onChange={() => choose({ corner })}
            />
            <strong>{t(`badges.corner.${corner}`)}</strong>
          </label>
        ))}
      </fieldset>
      <fieldset class="choices pairs">
        <legend>{t('badges.size')}</legend>
        {SIZES.map((size) => (
          <label key={size} class="choice">
            <input
              class="radio"
              type="radio"
              name="badge-size"
              checked={size === badges.size}
              onChange={() => choose({ size })}
            />
            <strong>{t(`badges.size.${size}`)}</strong>
            <p aria-hidden="true">
              <BadgePreview
                text={t(size === 'small' ? 'tiny.ai-generated' : 'badge.ai-generated')}
                isSmall={size === 'small'}
              />
            </p>
          </label>
        ))}
      </fieldset>
      {badgesBySite.length > 0 && (
        <>
          <h3>{t('settings.badges.by-site')}</h3>
          <ul class="rowset">
            {badgesBySite.map(({ host, corner, size }) => (
              <SettingRow
                key={host}
                title={host}
                detail={`${t(`badges.corner.${corner}`)}, ${t(`badges.size.${size}`)}`}
              >
                <button
                  type="button"
                  class="btn quiet small"
                  aria-label={t('settings.badges.remove-one', { site: host })}
                  onClick={() => onChange({ badgesBySite: badgesBySite.filter((each) => each.host !== host) })}
                >
                  {t('settings.remove')}
                </button>
              </SettingRow>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
