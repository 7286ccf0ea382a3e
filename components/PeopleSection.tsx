import { useState } from 'preact/hooks';
import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Exposure, Report } from '../lib/model/report.ts';
import { reasonSentence } from '../lib/verdict/words.ts';
import { DetailValues } from './DetailValues.tsx';
import { Facts } from './Facts.tsx';
import { Section } from './Section.tsx';
import { type DetailsState, readOnce, type ReadDetails } from './use-details.ts';

interface PeopleSectionProps {
  readonly report: Report;
  readonly read: ReadDetails;
  readonly t: PageTranslate;
}

/** What the file tells about people: only when asked, because others may be looking on, and not read before that. */
export function PeopleSection({ report, read, t }: PeopleSectionProps) {
  const [state, setState] = useState<DetailsState | null>(null);
  const { exposes } = report;
  if (exposes.length === 0) return <Section title={t('report.exposes')} count={t('report.exposes.none')} />;
  const show = async (): Promise<void> => {
    setState({ kind: 'reading' });
    const now = await readOnce(read, true);
    // Hidden again meanwhile.
    setState((before) => (before === null ? null : now));
  };
  return (
    <Section title={t('report.exposes')} count={t('report.exposes.count', { count: exposes.length })}>
      <button
        type="button"
        class="btn small"
        aria-expanded={state !== null}
        onClick={() => (state === null ? void show() : setState(null))}
      >
        {t(state === null ? 'report.exposes.show' : 'details.people.hide')}
      </button>
      <div role="status">{state !== null && <PeopleFacts report={report} state={state} t={t} />}</div>
    </Section>
  );
}

interface PeopleFactsProps {
  readonly report: Pick<Report, 'exposes' | 'source' | 'basis'>;
  readonly state: DetailsState;
  readonly t: PageTranslate;
}

/** The values; where they cannot be had, which kinds there are. */
export function PeopleFacts({ report: { exposes, source, basis }, state, t }: PeopleFactsProps) {
  if (state.kind === 'reading') return <p class="second">{t('details.reading')}</p>;
  const people = state.kind === 'read' ? (state.details.people ?? []) : [];
  if (people.length === 0) {
    return (
      <>
        <p>
          {formatList(
            exposes.map((kind) => t(`report.exposes.${kind}`)),
            t.language,
          )}
        </p>
        <p class="second">
          {t('details.unread')} {state.kind === 'unread' && reasonSentence(state.why, source, t)}
        </p>
      </>
    );
  }
  const kinds = new Set<Exposure>(people.map(({ name }) => name));
  return (
    <Facts
      facts={[...kinds].map((kind) => [
        t(`details.people.${kind}`),
        <DetailValues key={kind} details={people.filter(({ name }) => name === kind)} basis={basis} t={t} />,
      ])}
    />
  );
}
