import type { PageTranslate } from '../lib/i18n/page-translator.ts';

/** Room on the card, in characters. */
export const OWN_MARK_LENGTH = 8;

interface OwnMarkProps {
  readonly t: PageTranslate;
  readonly mark: string;
  readonly onMark: (mark: string) => void;
}

/** The few characters that only the person and Whence know. */
export function OwnMark({ t, mark, onMark }: OwnMarkProps) {
  return (
    <div class="own-mark">
      <label>
        <strong>{t('own-mark.title')}</strong>
        <p>{t('own-mark.why')}</p>
        <input
          class="field"
          value={mark}
          maxLength={OWN_MARK_LENGTH}
          autoComplete="off"
          spellcheck={false}
          onInput={(event) => onMark(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}
