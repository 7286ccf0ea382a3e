import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Detail } from '../lib/model/file-details.ts';
import { SafeText } from './SafeText.tsx';

interface DetailValuesProps {
  readonly details: readonly Detail<string>[];
  readonly t: PageTranslate;
  /** How a value is said; where absent, as the file states it. */
  readonly say?: (value: string) => string;
}

/** What one name stands for, value by value, each with the places that state it. */
export function DetailValues({ details, t, say = (value) => value }: DetailValuesProps) {
  return (
    <ul class="values">
      {details.map(({ value, sources }) => (
        <li key={value}>
          <SafeText text={say(value)} />{' '}
          <span class="muted">{sources.map((source) => t(`details.source.${source}`)).join(t('text.separator'))}</span>
        </li>
      ))}
    </ul>
  );
}
