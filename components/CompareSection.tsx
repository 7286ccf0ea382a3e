import { formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { ComparedAspect, FileSays, PageSays } from '../lib/model/comparison.ts';
import { displayName } from '../lib/verdict/words.ts';
import { Section } from './Section.tsx';

/** `reading`: the page is being asked; `unread`: it could not be. */
export type Comparison = 'reading' | 'unread' | readonly ComparedAspect[];

interface CompareSectionProps {
  readonly comparison: Comparison;
  readonly t: PageTranslate;
}

/** Longest text of a page shown, in characters. */
const SHOWN = 160;

/** What the file says beside what its page says. A difference is told in a word, and nobody is said to be wrong. */
export function CompareSection({ comparison, t }: CompareSectionProps) {
  if (comparison === 'reading') return null;
  if (comparison === 'unread' || comparison.length === 0) {
    const key = comparison === 'unread' ? 'compare.unread' : 'compare.nothing-to-compare';
    return <Section title={t('compare.title')} count={t(key)} />;
  }
  return (
    <Section title={t('compare.title')} count={t('compare.who-is-right')}>
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
                {file.map((says, index) => (
                  <p key={index}>{fileWords(says, t)}</p>
                ))}
              </td>
              <td>
                {page.length === 0 && <p class="muted">{t('compare.silent')}</p>}
                {page.map((says, index) => (
                  <p key={index}>
                    {pageWords(says, t)}
                    {says.agreement === 'differs' && <strong> · {t('compare.differs')}</strong>}
                    {says.agreement === 'unclear' && <span class="muted"> · {t('compare.unclear')}</span>}
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

function fileWords({ kind, text }: FileSays, t: PageTranslate) {
  if (kind === 'place' || kind === 'ai-generated' || kind === 'ai-edited' || kind === 'camera')
    return t(`compare.file.${kind}`);
  const isDate = kind === 'created' || kind === 'signed' || kind === 'dated';
  const what = isDate ? (formatDate(text, t.language) ?? displayName(text, SHOWN)) : displayName(text, SHOWN);
  return <bdi>{t(`compare.file.${kind}`, { what })}</bdi>;
}

function pageWords({ kind, text }: PageSays, t: PageTranslate) {
  const isDate = kind === 'published' || kind === 'modified';
  const what = (isDate ? formatDate(text, t.language) : null) ?? displayName(text, SHOWN);
  return <bdi>{t(`compare.page.${kind}`, { what })}</bdi>;
}
