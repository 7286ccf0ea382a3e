import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Settings } from '../lib/settings/settings.ts';
import type { OptionsViewProps } from './OptionsView.tsx';
import { OWN_MARK_LENGTH } from './OwnMark.tsx';
import { SettingRow, Switch } from './SettingRow.tsx';

const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];

/** How labels look, in which language they speak, and what they may take beyond the tags of a file. */
export function LabelsSection({ t, settings, languages, onChange }: OptionsViewProps) {
  return (
    <section id="labels">
      <h2 class="title">{t('settings.labels')}</h2>
      <ul class="rowset">
        <SettingRow title={t('settings.theme')}>
          <select
            class="field"
            aria-label={t('settings.theme')}
            value={settings.theme}
            onChange={(event) => {
              const theme = THEMES.find((each) => each === event.currentTarget.value);
              if (theme !== undefined) onChange({ theme });
            }}
          >
            {THEMES.map((theme) => (
              <option key={theme} value={theme} selected={theme === settings.theme}>
                {t(`settings.theme.${theme}`)}
              </option>
            ))}
          </select>
        </SettingRow>
        <SettingRow title={t('settings.language')}>
          <select
            class="field"
            aria-label={t('settings.language')}
            value={settings.language}
            onChange={(event) => onChange({ language: event.currentTarget.value })}
          >
            {['system', ...languages].map((language) => (
              <option key={language} value={language} selected={language === settings.language}>
                {languageName(language, t)}
              </option>
            ))}
          </select>
        </SettingRow>
        <SettingRow title={t('own-mark.title')} detail={t('own-mark.why')}>
          <input
            class="field short"
            aria-label={t('own-mark.title')}
            value={settings.mark}
            maxLength={OWN_MARK_LENGTH}
            autoComplete="off"
            spellcheck={false}
            onChange={(event) => onChange({ mark: event.currentTarget.value.trim() })}
          />
        </SettingRow>
        <SettingRow title={t('settings.pixels')} detail={t('settings.pixels.detail')}>
          <Switch
            name={t('settings.pixels')}
            isOn={settings.lookForWatermarks}
            onChange={(lookForWatermarks) => onChange({ lookForWatermarks })}
          />
        </SettingRow>
      </ul>
    </section>
  );
}

/** A language in its own words. */
function languageName(language: string, t: PageTranslate): string {
  if (language === 'system') return t('settings.language.system');
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
