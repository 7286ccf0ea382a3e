import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { LookUp } from '../lib/model/look-up.ts';
import type { Report } from '../lib/model/report.ts';
import type { BindingAlgorithm, Resolver } from '../lib/model/soft-binding.ts';
import { algorithmWords, displayName, lookUpFailure, softBindingsOf } from '../lib/verdict/words.ts';
import { LookedUp } from './LookedUp.tsx';
import { Section } from './Section.tsx';

/** Which record stores may be asked, and which one is. */
export interface LookUpState {
  /** Those the person turned on. */
  readonly resolvers: readonly Resolver[];
  /** Addresses of those the browser has to be asked about first. */
  readonly withoutAccess: ReadonlySet<string>;
  /** Address of the one being asked. */
  readonly asking: string | null;
}

interface LookUpSectionProps {
  readonly report: Report;
  readonly t: PageTranslate;
  readonly algorithms: readonly BindingAlgorithm[];
  readonly lookUp: LookUpState;
  readonly settingsHref: string;
  /** Asks this store. Called inside the click. */
  readonly onLookUp: (resolver: Resolver) => void;
}

/** A code that may lead to a record, what asking for it tells whom, a button for each store, and what came of it. */
export function LookUpSection({ report, t, algorithms, lookUp, settingsHref, onLookUp }: LookUpSectionProps) {
  const { resolvers, withoutAccess, asking } = lookUp;
  const [binding] = softBindingsOf(report);
  if (binding === undefined) return null;
  const asked = resolvers.find(({ address }) => address === asking);
  return (
    <Section title={t('look-up.title')} count={t('further.needs-click')}>
      <p class="further-what">
        {t(`look-up.what.${binding.from}`, { name: algorithmWords(binding.alg, algorithms) })} {t('look-up.tells')}
      </p>
      {resolvers.some(({ address }) => withoutAccess.has(address)) && (
        <p class="further-what">{t('look-up.will-ask')}</p>
      )}
      {resolvers.length === 0 ? (
        <p class="further-what">
          {t('look-up.none-on')} <a href={`${settingsHref}#further`}>{t('look-up.settings')}</a>
        </p>
      ) : (
        <div class="buttons">
          {resolvers.map((resolver) => (
            // Stays in place and in focus while it works.
            <button
              type="button"
              key={resolver.address}
              class="btn"
              aria-disabled={asking !== null}
              title={resolver.address}
              onClick={() => onLookUp(resolver)}
            >
              {t('look-up.ask', { name: displayName(resolver.name) })}
            </button>
          ))}
        </div>
      )}
      <div role="status">
        {asked === undefined ? (
          report.lookUp !== null && <Answer told={report.lookUp} report={report} t={t} algorithms={algorithms} />
        ) : (
          <p class="further-what">{t('look-up.busy', { name: displayName(asked.name) })}</p>
        )}
      </div>
    </Section>
  );
}

interface AnswerProps {
  readonly told: LookUp;
  readonly report: Report;
  readonly t: PageTranslate;
  readonly algorithms: readonly BindingAlgorithm[];
}

function Answer({ told, report, t, algorithms }: AnswerProps) {
  const host = displayName(told.host);
  const why = lookUpFailure(told, t);
  if (why !== null) return <p class="say">{t('look-up.failed', { host, why })}</p>;
  if (told.answer.kind !== 'found') return <p class="say">{t('look-up.none', { host })}</p>;
  return <LookedUp found={told.answer.value} told={told} report={report} t={t} algorithms={algorithms} />;
}
