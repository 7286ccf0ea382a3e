import { useState } from 'preact/hooks';
import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { OriginalAnswer } from '../lib/model/original.ts';
import type { Report } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';
import { FoundCopy } from './FoundCopy.tsx';
import { Section } from './Section.tsx';
import { TriedTable } from './TriedTable.tsx';

/** How far the search for an original is. */
export type OriginalState =
  /** What the page says of the picture is being read; nobody is contacted for that. */
  | { readonly kind: 'planning' }
  | {
      readonly kind: 'ready';
      /** Servers of the page's and the picture's own sites. */
      readonly hosts: readonly string[];
      /** Servers the page does not show, each asked only if chosen. */
      readonly otherHosts: readonly string[];
      /** The browser will ask for access first. */
      readonly needsAccess: boolean;
    }
  | { readonly kind: 'searching'; readonly host: string | null; readonly tried: number }
  | { readonly kind: 'done'; readonly answer: OriginalAnswer };

interface OriginalSectionProps {
  /** The copy the page shows. */
  readonly report: Report;
  readonly state: OriginalState;
  readonly t: PageTranslate;
  readonly onSearch: (agreed: readonly string[]) => void;
}

/** The search for a copy that still has its record: who would be asked, the button, and what came of it. */
export function OriginalSection({ report, state, t, onSearch }: OriginalSectionProps) {
  if (state.kind === 'planning') return null;
  const isOffer = state.kind === 'ready' && state.hosts.length + state.otherHosts.length > 0;
  return (
    <Section title={t('original.title')} count={isOffer ? t('further.needs-click') : ''}>
      {state.kind === 'ready' && <Offer offer={state} t={t} onSearch={onSearch} />}
      <div role="status">
        {state.kind === 'searching' && <p class="further-what">{progressWords(state, t)}</p>}
        {state.kind === 'done' && state.answer.kind === 'found' && (
          <FoundCopy found={state.answer} shown={report} t={t} />
        )}
        {state.kind === 'done' && state.answer.kind === 'none' && <p class="say">{t('original.none')}</p>}
      </div>
      {state.kind === 'done' && <Tried answer={state.answer} t={t} />}
    </Section>
  );
}

interface OfferProps {
  readonly offer: Extract<OriginalState, { kind: 'ready' }>;
  readonly t: PageTranslate;
  readonly onSearch: (agreed: readonly string[]) => void;
}

function Offer({ offer: { hosts, otherHosts, needsAccess }, t, onSearch }: OfferProps) {
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  if (hosts.length === 0 && otherHosts.length === 0) return <p class="further-what">{t('original.nowhere')}</p>;
  const canSearch = hosts.length > 0 || agreed.length > 0;
  return (
    <>
      <p class="further-what">{t('original.what')}</p>
      {hosts.length > 0 && (
        <p class="further-what">
          {t('original.contacts', {
            hosts: formatList(
              hosts.map((host) => displayName(host)),
              t.language,
            ),
          })}
        </p>
      )}
      {otherHosts.length > 0 && (
        <fieldset class="hosts">
          <legend>{t('original.others')}</legend>
          {otherHosts.map((host) => (
            <label key={host}>
              <input
                type="checkbox"
                checked={agreed.includes(host)}
                onChange={({ currentTarget: { checked } }) =>
                  setAgreed(checked ? [...agreed, host] : agreed.filter((each) => each !== host))
                }
              />
              <bdi>{displayName(host)}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      {needsAccess && <p class="further-what">{t('original.will-ask')}</p>}
      <div class="buttons">
        <button type="button" class="btn" disabled={!canSearch} onClick={() => onSearch(agreed)}>
          {t('original.look')}
        </button>
      </div>
    </>
  );
}

function progressWords({ host, tried }: Extract<OriginalState, { kind: 'searching' }>, t: PageTranslate): string {
  const asking = host === null ? t('original.starting') : t('original.asking', { host: displayName(host) });
  return tried === 0 ? asking : `${asking} ${t('original.tried', { count: tried })}`;
}

/** What was tried: the answer itself where nothing was found, else behind a line that opens. */
function Tried({ answer, t }: { readonly answer: OriginalAnswer; readonly t: PageTranslate }) {
  if (answer.tried.length === 0) return null;
  const table = <TriedTable tried={answer.tried} t={t} />;
  if (answer.kind === 'none') return table;
  return (
    <details class="tried">
      <summary>{t('original.tried-before', { count: answer.tried.length })}</summary>
      {table}
    </details>
  );
}
