import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { SiteFinding } from '../lib/model/site-check.ts';
import { displayName } from '../lib/verdict/words.ts';
import { CopyButton } from './CopyButton.tsx';
import { SafeText } from './SafeText.tsx';
import { Section } from './Section.tsx';

/** How far the look at one's own site is. */
export type SiteCheckState =
  | { readonly kind: 'ready'; readonly hosts: readonly string[]; readonly needsAccess: boolean }
  | { readonly kind: 'looking' }
  | { readonly kind: 'done'; readonly findings: readonly SiteFinding[] };

interface SiteCheckProps {
  readonly check: SiteCheckState;
  readonly t: PageTranslate;
  /** Asks the site. Called inside the click. */
  readonly onCheck: () => void;
  readonly onCopy: (text: string) => Promise<void>;
}

/** Addresses told of one finding; their number is told in full. */
const MAX_ADDRESSES = 20;

/** For whoever made the page: which pictures lost their record or their maker's name, and what would say no to AI training. */
export function SiteCheck({ check, t, onCheck, onCopy }: SiteCheckProps) {
  return (
    <Section title={t('site-check.title')}>
      <p class="further-what">{t('site-check.what')}</p>
      {check.kind === 'ready' && (
        <>
          <p class="further-what">
            {t('rights.contacts', {
              hosts: formatList(
                check.hosts.map((host) => displayName(host)),
                t.language,
              ),
            })}
            {check.needsAccess && ` ${t('rights.will-ask')}`}
          </p>
          <div class="buttons">
            <button type="button" class="btn" onClick={onCheck}>
              {t('site-check.check')}
            </button>
          </div>
        </>
      )}
      <div role="status">
        {check.kind === 'looking' && <p class="further-what">{t('site-check.looking')}</p>}
        {check.kind === 'done' && check.findings.length === 0 && <p class="say">{t('site-check.nothing')}</p>}
      </div>
      {check.kind === 'done' && check.findings.length > 0 && (
        <ul class="site-check">
          {check.findings.map((finding, index) => (
            <li key={index}>
              <Finding finding={finding} t={t} onCopy={onCopy} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface FindingProps extends Pick<SiteCheckProps, 't' | 'onCopy'> {
  readonly finding: SiteFinding;
}

function Finding({ finding, t, onCopy }: FindingProps) {
  switch (finding.kind) {
    case 'record-lost':
    case 'credit-missing':
      return (
        <>
          <p class="say">{t(`site-check.${finding.kind}`, { count: finding.addresses.length })}</p>
          <ul>
            {finding.addresses.slice(0, MAX_ADDRESSES).map((address) => (
              <li key={address}>
                <SafeText text={address} />
              </li>
            ))}
          </ul>
        </>
      );
    case 'signal-missing':
      return (
        <>
          <p class="say">{t(`site-check.missing.${finding.place}`)}</p>
          <pre dir="ltr" class="mono">
            {finding.add}
          </pre>
          <CopyButton text={t('site-check.copy')} t={t} onCopy={() => onCopy(finding.add)} class="btn small" />
        </>
      );
    case 'contradiction':
      return (
        <>
          <p class="say">{t('site-check.contradiction')}</p>
          <ul>
            {finding.lines.map(({ source, field, value, stance }, index) => (
              <li key={index}>
                <bdi class="mono" dir="ltr">
                  {displayName(`${source} ${field}: ${value}`, MAX_LINE)}
                </bdi>{' '}
                {stance !== 'unstated' && t(`report.training.${stance}`)}
              </li>
            ))}
          </ul>
        </>
      );
    case 'could-not-look':
      return (
        <p class="say">
          {t('rights.could-not-look', {
            sources: formatList(
              finding.places.flatMap(({ layer, source, outcome }) => {
                if (outcome === 'found' || outcome === 'none') return [];
                const host = displayName(source);
                const name = layer === 'headers' ? t('rights.headers-of', { host }) : host;
                return [t('rights.because', { source: name, why: t(`why-short.${outcome}`) })];
              }),
              t.language,
            ),
          })}
        </p>
      );
  }
}

/** Longest line shown, in characters. */
const MAX_LINE = 200;
