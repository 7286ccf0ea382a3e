import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { CaptureName, Detail } from '../lib/model/file-details.ts';
import type { Report } from '../lib/model/report.ts';
import { reasonSentence } from '../lib/verdict/words.ts';
import { captureWords } from '../lib/verdict/words/capture-words.ts';
import { DetailValues } from './DetailValues.tsx';
import { type Fact, Facts } from './Facts.tsx';
import { Section } from './Section.tsx';
import type { DetailsState } from './use-details.ts';

interface CaptureSectionProps {
  readonly report: Report;
  readonly state: DetailsState;
  readonly t: PageTranslate;
}

/** Camera, settings and date, by the file's tags and its record's; each value with where it stands. */
export function CaptureSection({ report, state, t }: CaptureSectionProps) {
  const title = t('details.capture');
  if (state.kind === 'reading') return <Section title={title} term="metadata" count={t('details.reading')} />;
  if (state.kind === 'unread') {
    return (
      <Section title={title} term="metadata" count={t('answer.not-checked')}>
        <p class="second">
          {t('details.unread')} {reasonSentence(state.why, report.source, t)}
        </p>
      </Section>
    );
  }
  const { capture } = state.details;
  if (capture.length === 0) return <Section title={title} term="metadata" count={t('details.capture.none')} />;
  return (
    <Section title={title} term="metadata">
      <Facts facts={factsOf(capture, report, t)} />
      <p class="note">{t('details.capture.note')}</p>
    </Section>
  );
}

function factsOf(capture: readonly Detail<CaptureName>[], { basis }: Report, t: PageTranslate): readonly Fact[] {
  return [...new Set(capture.map(({ name }) => name))].map((name) => {
    const details = capture.filter((detail) => detail.name === name);
    const say = (value: string): string | null => captureWords(name, value, t);
    return [t(`details.capture.${name}`), <DetailValues key={name} details={details} basis={basis} say={say} t={t} />];
  });
}
