import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { TERMS } from '../lib/verdict/words.ts';
import { PageBar } from './PageBar.tsx';

interface GlossaryViewProps {
  readonly t: PageTranslate;
  readonly settingsHref: string;
  /** The term the person came for; '' for none. */
  readonly chosen: string;
}

/** The field's terms in plain words, each at an address of its own. */
export function GlossaryView({ t, settingsHref, chosen }: GlossaryViewProps) {
  return (
    <>
      <PageBar t={t} settingsHref={settingsHref} />
      <main class="wrap glossary">
        <h1 class="title">{t('glossary.title')}</h1>
        <p class="lede">{t('glossary.lede')}</p>
        <dl>
          {TERMS.map((id) => (
            <div key={id} id={id} class={id === chosen ? 'chosen' : undefined} tabIndex={-1}>
              <dt>
                <a href={`#${id}`}>{t(`glossary.term.${id}`)}</a>
              </dt>
              <dd>{t(`glossary.means.${id}`)}</dd>
            </div>
          ))}
        </dl>
      </main>
    </>
  );
}
