import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { aiPartsOf } from '../lib/verdict/words/ai-parts.ts';
import { Facts } from './Facts.tsx';
import { Section } from './Section.tsx';

interface AiSectionProps {
  readonly report: Report;
  readonly t: PageTranslate;
}

/** What AI did, by the record; never more than it says. */
export function AiSection({ report: { record, basis }, t }: AiSectionProps) {
  const title = t('panel.ai.title');
  if (record === null) return <Section title={title} count={t('panel.ai.no-record')} />;
  const { withAi, without, unclear } = aiPartsOf(record, t);
  if (withAi.length + without.length + unclear.length === 0)
    return <Section title={title} count={t('panel.ai.silent')} />;
  return (
    <Section title={title}>
      {!basis.startsWith('signed-') && <p class="note">{t('report.unreliable')}</p>}
      <Facts
        facts={[
          [t('panel.ai.with'), linesOf(withAi)],
          [t('panel.ai.without'), linesOf(without)],
          [t('panel.ai.unclear'), linesOf(unclear)],
        ]}
      />
    </Section>
  );
}

function linesOf(lines: readonly string[]) {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}
