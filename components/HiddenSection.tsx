import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { HiddenWords } from '../lib/verdict/words.ts';
import { Section } from './Section.tsx';

interface HiddenSectionProps {
  readonly hidden: HiddenWords;
  readonly t: PageTranslate;
}

/** The characters of a text that do not show: which, where, and what they spell. */
export function HiddenSection({ hidden: { kinds, places, messages }, t }: HiddenSectionProps) {
  return (
    <Section title={t('report.hidden')}>
      <p class="note">{t('report.hidden.note')}</p>
      {messages.map(({ text, bytes }, index) => (
        <p key={index}>
          {text === null ? (
            t('report.hidden.bytes', { count: bytes })
          ) : (
            <>
              {t('report.hidden.message')} <bdi>{text}</bdi>
            </>
          )}
        </p>
      ))}
      <table class="signals">
        <thead>
          <tr>
            <th scope="col">{t('report.hidden.character')}</th>
            <th scope="col">{t('report.hidden.name')}</th>
            <th scope="col">{t('report.hidden.times')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ code, name, count }) => (
            <tr key={code}>
              <th scope="row">{code}</th>
              <td class="says">{name}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {places.map(({ line, around, count }, index) => (
          <li key={index}>
            {t('report.hidden.place', { line, count })} <bdi>{around}</bdi>
          </li>
        ))}
      </ul>
    </Section>
  );
}
