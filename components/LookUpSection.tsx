import { useState } from 'preact/hooks';
import { formatBytes } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { LookUp, LookUpBy } from '../lib/model/look-up.ts';
import type { Report } from '../lib/model/report.ts';
import type { BindingAlgorithm, Resolver } from '../lib/model/soft-binding.ts';
import {
  algorithmWords,
  canFingerprint,
  canLookUp,
  displayName,
  lookUpFailure,
  softBindingsOf,
} from '../lib/verdict/words.ts';
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
  /** Asks this store. Called inside the click. Answers whether the click was taken. */
  readonly onLookUp: (resolver: Resolver, by: LookUpBy) => boolean;
}

/**
 * A code or a fingerprint that may lead to a record, what asking for it tells whom, a button for each store, and what
 * came of it. A file without a code is spoken of only where a store is on.
 */
export function LookUpSection(props: LookUpSectionProps) {
  const { report, t, algorithms, lookUp, settingsHref, onLookUp } = props;
  const { resolvers, withoutAccess, asking } = lookUp;
  const hasPicture = canFingerprint(report) && resolvers.length > 0;
  if (!canLookUp(report) && !hasPicture) return null;
  const asked = resolvers.find(({ address }) => address === asking);
  return (
    <Section title={t('look-up.title')} count={t('further.needs-click')}>
      <What {...props} hasPicture={hasPicture} />
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
              onClick={() => onLookUp(resolver, 'code')}
            >
              {t('look-up.ask', { name: displayName(resolver.name) })}
            </button>
          ))}
        </div>
      )}
      {hasPicture && <SendPicture {...props} />}
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

/** What a store would be asked with, and what it learns. */
function What({ report, t, algorithms, hasPicture }: LookUpSectionProps & { readonly hasPicture: boolean }) {
  const [binding] = softBindingsOf(report);
  if (binding === undefined)
    return (
      <p class="further-what">
        {t('agency.what')} {t('agency.tells')}
      </p>
    );
  const name = algorithmWords(binding.alg, algorithms);
  return (
    <p class="further-what">
      {t(binding.from === 'record' ? 'look-up.what.record' : 'look-up.what.watermark', { name })} {t('look-up.tells')}
      {hasPicture && ` ${t('agency.also')}`}
    </p>
  );
}

/** Sending the file itself takes a second click, about this file and one store, after what that means was told. */
function SendPicture({ report, t, lookUp, onLookUp }: LookUpSectionProps) {
  const [chosen, choose] = useState<Resolver | null>(null);
  /** What had the focus goes with each step, so the next takes it. */
  const [hasStepped, setStepped] = useState(false);
  const step = (to: Resolver | null): void => {
    choose(to);
    setStepped(true);
  };
  if (chosen === null)
    return (
      <div class="buttons">
        {lookUp.resolvers.map((resolver, index) => (
          <button
            type="button"
            key={resolver.address}
            ref={hasStepped && index === 0 ? takeFocus : null}
            class="btn quiet"
            aria-disabled={lookUp.asking !== null}
            onClick={() => step(resolver)}
          >
            {t('agency.send', { name: displayName(resolver.name) })}
          </button>
        ))}
      </div>
    );
  const host = displayName(new URL(chosen.address).host);
  const size = report.size === null ? t('agency.size-unknown') : formatBytes(report.size, t.language);
  return (
    <div
      class="finding"
      role="group"
      tabIndex={-1}
      ref={takeFocus}
      aria-label={t('agency.send', { name: displayName(chosen.name) })}
    >
      <p class="further-what">{t('agency.send-what', { host, size })}</p>
      <div class="buttons">
        <button
          type="button"
          class="btn"
          onClick={({ detail }) => {
            // The second half of a double click was not about this.
            if (detail > 1) return;
            if (onLookUp(chosen, 'content')) step(null);
          }}
        >
          {t('agency.send-now', { host })}
        </button>
        <button type="button" class="btn quiet" onClick={() => step(null)}>
          {t('settings.cancel')}
        </button>
      </div>
    </div>
  );
}

function takeFocus(element: HTMLElement | null): void {
  element?.focus();
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
