import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Mode } from '../lib/settings/settings.ts';
import { RadioCard } from './RadioCard.tsx';

interface ModeChoiceProps {
  readonly t: PageTranslate;
  readonly chosen: Mode;
  readonly onChoose: (mode: Mode) => void;
}

export const MODES: readonly Mode[] = ['every-site', 'picked-sites', 'when-asked'];

/** When Whence looks: three cards, each naming its permission. */
export function ModeChoice({ t, chosen, onChoose }: ModeChoiceProps) {
  return (
    <fieldset class="choices">
      <legend class="hidden-visually">{t('mode.name')}</legend>
      {MODES.map((mode) => (
        <RadioCard
          key={mode}
          group="mode"
          title={t(`mode.${mode}.long`)}
          text={t(`mode.${mode}.what`)}
          permission={t(`mode.${mode}.permission`)}
          isChosen={mode === chosen}
          onChoose={() => onChoose(mode)}
        />
      ))}
    </fieldset>
  );
}
