import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { canFetchRecord, canLookUp, canSeekOriginal } from '../lib/verdict/words.ts';
import { Section } from './Section.tsx';

interface StepsSectionProps {
  readonly report: Report;
  readonly t: PageTranslate;
  /** Opens the full report, where each step says whom it asks before it does. */
  readonly onReport: (toFetch: boolean) => void;
}

/** What can be looked at beyond this copy. Nothing is asked from here. */
export function StepsSection({ report, t, onReport }: StepsSectionProps) {
  const steps = [
    canFetchRecord(report) ? ([t('panel.steps.fetch'), true] as const) : null,
    canSeekOriginal(report) ? ([t('panel.steps.original'), false] as const) : null,
    canLookUp(report) ? ([t('panel.steps.look-up'), false] as const) : null,
  ].filter((step) => step !== null);
  if (steps.length === 0) return null;
  const title = t(report.basis === 'changed-since-signing' ? 'panel.steps.changed' : 'panel.steps');
  return (
    <Section title={title} count={t('panel.needs-report')}>
      <div class="buttons">
        {steps.map(([text, toFetch]) => (
          <button key={text} type="button" class="btn" onClick={() => onReport(toFetch)}>
            {text}
          </button>
        ))}
      </div>
      <p class="muted">{t('panel.steps.note')}</p>
    </Section>
  );
}
