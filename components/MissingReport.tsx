import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { PageBar } from './PageBar.tsx';

interface MissingReportProps {
  readonly t: PageTranslate;
  readonly settingsHref: string;
  /** What is missing, if not a report. */
  readonly words?: string;
}

/** The report's picture has left its page, or the address names none. */
export function MissingReport({ t, settingsHref, words = t('report.missing') }: MissingReportProps) {
  return (
    <>
      <PageBar t={t} settingsHref={settingsHref} />
      <main class="wrap report">
        <h1 class="title long">{words}</h1>
      </main>
    </>
  );
}
