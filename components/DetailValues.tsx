import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Detail, DetailSource } from '../lib/model/file-details.ts';
import type { Basis } from '../lib/model/verdict.ts';
import { SafeText } from './SafeText.tsx';

interface DetailValuesProps {
  readonly details: readonly Detail<string>[];
  /** Of the file: a record that does not check out is named as one. */
  readonly basis: Basis;
  readonly t: PageTranslate;
  /** How a value is said in words of ours; `null`: as the file states it. */
  readonly say?: (value: string) => string | null;
}

/** What one name stands for, value by value, each with the places that state it. */
export function DetailValues({ details, basis, t, say = () => null }: DetailValuesProps) {
  return (
    <ul class="values">
      {details.map(({ value, sources }) => (
        <li key={value}>
          <Value text={value} words={say(value)} />{' '}
          <span class="muted">{sources.map((source) => sourceWords(source, basis, t)).join(t('text.separator'))}</span>
        </li>
      ))}
    </ul>
  );
}

function Value({ text, words }: { readonly text: string; readonly words: string | null }) {
  return words === null ? <SafeText text={text} /> : <bdi>{words}</bdi>;
}

function sourceWords(source: DetailSource, basis: Basis, t: PageTranslate): string {
  const isUnreliable = source === 'record' && !basis.startsWith('signed-');
  return t(isUnreliable ? 'details.source.unreliable-record' : `details.source.${source}`);
}
