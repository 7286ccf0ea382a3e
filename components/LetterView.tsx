import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { CopyButton } from './CopyButton.tsx';

export type LetterKind = 'plain' | 'dsa' | 'dmca';

interface LetterViewProps {
  readonly t: PageTranslate;
  /** The draft of each kind, filled from the sighting. */
  readonly drafts: Readonly<Record<LetterKind, string>>;
  readonly onCopy: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

const KINDS: readonly LetterKind[] = ['plain', 'dsa', 'dmca'];

/** A letter about a copy, to be edited, taken away and sent by the person. Whence sends nothing. */
export function LetterView({ t, drafts, onCopy, onClose }: LetterViewProps) {
  const [kind, setKind] = useState<LetterKind>('plain');
  const [texts, setTexts] = useState(drafts);
  return (
    <section class="work-form letter" aria-labelledby="letter-title">
      <h2 id="letter-title" tabIndex={-1}>
        {t('letter.title')}
      </h2>
      <p class="second">{t('letter.note')}</p>
      <div class="tabs" role="group" aria-label={t('letter.kind')}>
        {KINDS.map((each) => (
          <button type="button" key={each} aria-pressed={each === kind} onClick={() => setKind(each)}>
            {t(`letter.kind.${each}`)}
          </button>
        ))}
      </div>
      <textarea
        class="field"
        aria-label={t('letter.text')}
        value={texts[kind]}
        onInput={({ currentTarget: { value } }) => setTexts({ ...texts, [kind]: value })}
      />
      <div class="buttons">
        <CopyButton text={t('letter.copy')} t={t} class="btn solid" onCopy={() => onCopy(texts[kind])} />
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('letter.close')}
        </button>
      </div>
    </section>
  );
}
