import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';
import { Section } from './Section.tsx';

/** Where the medium can be asked about elsewhere; or why its address is of no use there. */
export type HandOffState =
  | {
      /** The address that is sent. */
      readonly sent: string;
      readonly engines: readonly { readonly name: string; readonly host: string; readonly href: string }[];
      readonly credentials: { readonly host: string; readonly href: string };
    }
  | 'own-file'
  | 'inside-page'
  | 'not-public'
  | 'has-password'
  | 'too-long';

export interface HandOffSectionProps {
  readonly report: Report;
  readonly handOffs: HandOffState;
  readonly settingsHref: string;
  readonly t: PageTranslate;
  /** Answers whether a click is taken; a page may have opened this one under the pointer. */
  readonly mayLeave: () => boolean;
}

/** Longest address written out, in characters; all of it is sent. */
const MAX_SHOWN = 300;
/** Where Google's own app is; only it reads SynthID. Nothing of the medium goes there with the click. */
const SYNTHID = 'https://gemini.google.com/app';

/** Services that the person may ask: each is a link, and nothing is sent before a click on it. */
export function HandOffSection(props: HandOffSectionProps) {
  const { report, handOffs, t } = props;
  return (
    <Section title={t('hand-off.title')} count={t('further.needs-click')}>
      {typeof handOffs === 'string' ? (
        <p class="further-what">{t(`hand-off.not.${handOffs}`)}</p>
      ) : (
        <Links {...props} to={handOffs} />
      )}
      {/^(image|video|audio)\//.test(report.format) && (
        <p class="further-what">
          {t('hand-off.synthid')} <Leave {...props} href={SYNTHID} text={t('hand-off.open', { name: 'Gemini' })} />
        </p>
      )}
    </Section>
  );
}

function Links(props: HandOffSectionProps & { readonly to: Exclude<HandOffState, string> }) {
  const { report, to, settingsHref, t } = props;
  const isImage = report.format.startsWith('image/');
  return (
    <>
      <p class="further-what">
        {t('hand-off.sends')} <bdi class="mono">{displayName(to.sent, MAX_SHOWN)}</bdi>
      </p>
      <ul class="hand-offs">
        {isImage &&
          to.engines.map(({ name, host, href }) => (
            <li key={href}>
              <Leave {...props} href={href} text={t('hand-off.search', { name: displayName(name) })} />{' '}
              <span class="second">{t('hand-off.to', { host: displayName(host) })}</span>
            </li>
          ))}
        <li>
          <Leave {...props} href={to.credentials.href} text={t('hand-off.credentials')} />{' '}
          <span class="second">{t('hand-off.credentials.to', { host: to.credentials.host })}</span>
        </li>
      </ul>
      {isImage && (
        <p class="further-what">
          <a href={`${settingsHref}#further`} target="_blank" rel="noopener">
            {t('hand-off.settings')}
          </a>
        </p>
      )}
    </>
  );
}

interface LeaveProps {
  readonly href: string;
  readonly text: string;
  readonly mayLeave: () => boolean;
}

function Leave({ href, text, mayLeave }: LeaveProps) {
  const leave = (event: Event): void => {
    if (!mayLeave()) event.preventDefault();
  };
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" onClick={leave}>
      <bdi>{text}</bdi>
    </a>
  );
}
