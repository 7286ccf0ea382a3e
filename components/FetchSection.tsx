import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { fetchFailure, remoteHost } from '../lib/verdict/words.ts';
import { Section } from './Section.tsx';

interface FetchSectionProps {
  readonly report: Report;
  readonly t: PageTranslate;
  readonly isFetching: boolean;
  readonly onFetch: () => void;
}

/** A record on another server, what asking for it tells that server, and the button that does. */
export function FetchSection({ report, t, isFetching, onFetch }: FetchSectionProps) {
  const host = remoteHost(report, t);
  const why = fetchFailure(report);
  const needsAccess = why === 'needs-permission';
  return (
    <Section title={t('signal.c2pa-remote')} count={t('further.needs-click')}>
      <p class="further-what">{t('fetch.what', { host })}</p>
      {needsAccess && <p class="further-what">{t('fetch.will-ask', { host })}</p>}
      <div class="buttons">
        {/* Stays in place and in focus while it works. */}
        <button type="button" id="fetch" class="btn solid" aria-disabled={isFetching} onClick={onFetch}>
          {t(why === null ? 'card.fetch' : 'fetch.again')}
        </button>
        <span role="status" class="second">
          {isFetching ? t('fetch.busy', { host }) : why !== null && t('fetch.failed', { why: t(`not-fetched.${why}`) })}
        </span>
      </div>
    </Section>
  );
}
