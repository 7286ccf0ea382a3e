import { formatBytes, formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { WeightsState } from '../lib/model/weights.ts';
import type { OptionsViewProps } from './OptionsView.tsx';
import { SettingRow, Switch } from './SettingRow.tsx';

/** What looks for marks in the pixels. Each decoder is downloaded when it is switched on for the first time. */
export function WatermarkSection(props: OptionsViewProps) {
  const { t, decoders } = props;
  return (
    <section id="watermarks">
      <h2 class="title">{t('settings.watermarks')}</h2>
      <p class="second">{t('settings.watermarks.about')}</p>
      <p class="second">{t('settings.watermarks.when')}</p>
      <ul class="rowset">
        {decoders.map((decoder) => (
          <SettingRow
            key={decoder.variant}
            title={t('settings.watermarks.name', { variant: decoder.variant })}
            detail={detailOf(decoder, t)}
          >
            <DecoderControl {...props} decoder={decoder} />
          </SettingRow>
        ))}
      </ul>
    </section>
  );
}

/** The switch stays where it is, and in focus, while what it asked for comes; switching it off stops that. */
function DecoderControl(props: OptionsViewProps & { readonly decoder: WeightsState }) {
  const { t, settings, decoder, onDecoder, onRemoveDecoder } = props;
  const { variant, isKept, received, size } = decoder;
  const name = t('settings.watermarks.name', { variant });
  return (
    <>
      {received !== null && (
        <progress max={size} value={received} aria-label={t('settings.watermarks.progress', { name })} />
      )}
      {isKept && (
        <button
          type="button"
          class="btn quiet small"
          aria-label={t('settings.trust.remove-one', { name })}
          onClick={() => onRemoveDecoder(variant)}
        >
          {t('settings.remove')}
        </button>
      )}
      <Switch
        name={name}
        isOn={received !== null || (isKept && settings.trustmark.includes(variant))}
        onChange={(isOn) => onDecoder(variant, isOn)}
      />
    </>
  );
}

function detailOf({ variant, size, hosts, isKept, received, failure }: WeightsState, t: PageTranslate) {
  const whole = formatBytes(size, t.language);
  const state =
    received !== null
      ? t('settings.watermarks.coming', { received: formatBytes(received, t.language), size: whole })
      : isKept
        ? t('settings.watermarks.kept', { size: whole })
        : t('settings.watermarks.absent', { size: whole, hosts: formatList([...new Set(hosts)], t.language) });
  return (
    <>
      {t(`settings.watermarks.${variant}`)} {state}
      <div role="status">{failure !== null && t(`not-downloaded.${failure}`)}</div>
    </>
  );
}
