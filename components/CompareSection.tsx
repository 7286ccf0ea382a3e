import { formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Agreement, ComparedAspect, FileSays, PageSays } from '../lib/model/comparison.ts';
import { displayName } from '../lib/verdict/words.ts';
import { stepName } from '../lib/verdict/words/step-name.ts';
import { Section } from './Section.tsx';

/** `reading`: the page is being asked; `unread`: it could not be. */
export type Comparison = 'reading' | 'unread' | readonly ComparedAspect[];

interface CompareSectionProps {
  readonly comparison: Comparison;
  /** Title of the page's article; empty where it has none. */
  readonly article: string;
  readonly t: PageTranslate;
}

const DATES: ReadonlySet<FileSays['kind']> = new Set(['created', 'signed', 'dated', 'recorded', 'taken']);
/** Longest text of a page shown, in characters. */
const SHOWN = 160;

/** What the file says beside what its page says. A difference is told in a word, and nobody is said to be wrong. */
export function CompareSection({ comparison, article, t }: CompareSectionProps) {
  if (comparison === 'reading') return null;
  if (comparison === 'unread' || comparison.length === 0) {
    const key = comparison === 'unread' ? 'compare.unread' : 'compare.nothing-to-compare';
    return <Section title={t('compare.title')} count={t(key)} />;
  }
  return (
    <Section title={t('compare.title')} count={t('compare.who-is-right')}>
      {article !== '' && (
        <p class="second">
          <bdi>{t('compare.article', { what: displayName(article, SHOWN) })}</bdi>
        </p>
      )}
      <table class="signals compare">
        <thead>
          <tr>
            <th scope="col">{t('compare.aspect')}</th>
            <th scope="col">{t('compare.file-says')}</th>
            <th scope="col">{t('compare.page-says')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.map(({ aspect, file, page }) => (
            <tr key={aspect}>
              <th scope="row">{t(`compare.${aspect}`)}</th>
              <td>
                {file.length === 0 && <p class="muted">{t('compare.file-silent')}</p>}
                {file.map((says, index) => (
                  <p key={index}>{fileWords(says, t)}</p>
                ))}
              </td>
              <td>
                {page.length === 0 && <p class="muted">{t('compare.silent')}</p>}
                {page.map((says, index) => (
                  <p key={index}>
                    {pageWords(says, t)}
                    {file.length > 0 && <AgreementWords agreement={says.agreement} t={t} />}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function AgreementWords({ agreement, t }: { readonly agreement: Agreement; readonly t: PageTranslate }) {
  if (agreement === 'agrees') return null;
  if (agreement === 'differs') return <strong> · {t('compare.differs')}</strong>;
  return <span class="muted"> · {t(`compare.${agreement}`)}</span>;
}

function fileWords({ kind, text }: FileSays, t: PageTranslate) {
  if (kind === 'place' || kind === 'ai-generated' || kind === 'ai-edited' || kind === 'camera')
    return t(`compare.file.${kind}`);
  if (kind === 'step') return <bdi>{t('compare.file.step', { what: stepName(text, t) })}</bdi>;
  const isDate = DATES.has(kind);
  const what = isDate ? (formatDate(text, t.language) ?? displayName(text, SHOWN)) : displayName(text, SHOWN);
  return <bdi>{t(`compare.file.${kind}`, { what })}</bdi>;
}

function pageWords({ kind, text }: PageSays, t: PageTranslate) {
  const isDate = kind === 'published' || kind === 'modified';
  const what = (isDate ? formatDate(text, t.language) : null) ?? displayName(text, SHOWN);
  return <bdi>{t(`compare.page.${kind}`, { what })}</bdi>;
}
