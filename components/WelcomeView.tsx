import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Mode } from '../lib/settings/settings.ts';
import { Mark } from './Mark.tsx';
import { ModeChoice } from './ModeChoice.tsx';
import { OwnMark } from './OwnMark.tsx';
import { Samples } from './Samples.tsx';
import { Term } from './Term.tsx';

export interface WelcomeViewProps {
  readonly t: PageTranslate;
  readonly mark: string;
  /** Addresses of the four drawn scenes, in the order of the samples. */
  readonly scenes: readonly string[];
  readonly state: 'asking' | 'started' | 'refused';
  /** Called inside the click, so that the browser's prompt may follow. */
  readonly onStart: (mode: Mode, mark: string) => void;
}

const WILL_NOT = ['judge', 'guess', 'silence', 'send'] as const;

/** First run: when to look, a mark of one's own, and what Whence will not do. */
export function WelcomeView({ t, mark: firstMark, scenes, state, onStart }: WelcomeViewProps) {
  const [mode, setMode] = useState<Mode>('picked-sites');
  const [mark, setMark] = useState(firstMark);
  return (
    <main class="wrap welcome">
      <div class="brand">
        <Mark isLarge />
        <strong>{t('app.name')}</strong>
      </div>
      <h1>{t('welcome.title')}</h1>
      <p class="lede">{t('welcome.lede')}</p>
      <div class="halves">
        <section>
          <h2 class="title">{t('welcome.when')}</h2>
          <ModeChoice t={t} chosen={mode} onChoose={setMode} />
          <OwnMark t={t} mark={mark} onMark={setMark} />
          <div class="start">
            <button type="button" class="btn solid" onClick={() => onStart(mode, mark.trim())}>
              {t('welcome.start')}
            </button>
            <span class="muted" role="status">
              {t(`welcome.${state}`)}
            </span>
          </div>
        </section>
        <section>
          <h2 class="title">{t('welcome.will-not')}</h2>
          <ul class="will-not">
            {WILL_NOT.map((item) => (
              <li key={item}>
                <strong>{t(`welcome.will-not.${item}`)}</strong>
                <span>{t(`welcome.will-not.${item}.why`)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <Samples t={t} scenes={scenes} />
      <p class="first-terms">
        {t('first-run.terms')} <Term id="content-credentials">{t('glossary.title')}</Term>
      </p>
    </main>
  );
}
