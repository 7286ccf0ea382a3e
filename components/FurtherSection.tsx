import type { OptionsViewProps } from './OptionsView.tsx';
import { SettingRow, Switch } from './SettingRow.tsx';

/** What may contact other servers without asking each time. Off unless switched on. */
export function FurtherSection({ t, settings, onChange }: OptionsViewProps) {
  const name = t('settings.further.fetch');
  return (
    <section id="further">
      <h2 class="title">{t('settings.further')}</h2>
      <p class="second">{t('settings.further.about')}</p>
      <ul class="rowset">
        <SettingRow title={name} detail={t('settings.further.fetch.detail')}>
          <Switch name={name} isOn={settings.fetchRecords} onChange={(fetchRecords) => onChange({ fetchRecords })} />
        </SettingRow>
      </ul>
    </section>
  );
}
