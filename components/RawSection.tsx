import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';
import { rawReport } from '../lib/verdict/words/raw-report.ts';
import { Fold } from './Fold.tsx';
import { FileSection } from './ReportAside.tsx';

interface RawSectionProps {
  readonly report: Report;
  readonly t: PageTranslate;
}

/** For those who check by themselves: status codes, versions, and the whole report as it is copied. */
export function RawSection({ report, t }: RawSectionProps) {
  const { record } = report;
  return (
    <Fold title={t('panel.raw')} count={t('panel.raw.json')}>
      {() => (
        <>
          {record !== null && <Codes title={t('panel.raw.codes')} codes={record.failures} t={t} />}
          {record !== null && record.ingredientFailures.length > 0 && (
            <Codes title={t('panel.raw.ingredient-codes')} codes={record.ingredientFailures} t={t} />
          )}
          <FileSection report={report} t={t} />
          <pre class="raw" dir="ltr" tabIndex={0} role="region" aria-label={t('panel.raw')}>
            {rawReport(report)}
          </pre>
        </>
      )}
    </Fold>
  );
}

interface CodesProps {
  readonly title: string;
  readonly codes: readonly string[];
  readonly t: PageTranslate;
}

/** Codes of one kind at most; the JSON has more. */
const MAX_CODES = 50;

function Codes({ title, codes, t }: CodesProps) {
  return (
    <section>
      <h2>{title}</h2>
      {codes.length === 0 ? (
        <p class="second">{t('panel.raw.no-codes')}</p>
      ) : (
        <ul class="mono">
          {codes.slice(0, MAX_CODES).map((code) => (
            <li key={code}>{displayName(code)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
