import { useState } from 'preact/hooks';
import { formatDate, formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { CertificateChain, CertificateName, ChainCertificate, ListReference } from '../lib/model/certificate.ts';
import type { Outcome } from '../lib/model/outcome.ts';
import type { RecordReport } from '../lib/model/report.ts';
import { displayName, listName } from '../lib/verdict/words.ts';
import { CopyButton } from './CopyButton.tsx';
import { Facts } from './Facts.tsx';

/** How the certificates of a record are looked at. */
export interface CertificateDesk {
  /** Reads them out of the file. Called inside the click. */
  readonly onLook: () => Promise<Outcome<CertificateChain>>;
  readonly onCopy: (text: string) => Promise<void>;
}

interface SignerCertificatesProps {
  readonly record: RecordReport;
  readonly desk: CertificateDesk;
  readonly t: PageTranslate;
}

/**
 * The certificates behind a signature, read when the person asks. Looking trusts nobody: that takes the two steps of the
 * trust lists, with a certificate that is handed over here as text.
 */
export function SignerCertificates({ record, desk, t }: SignerCertificatesProps) {
  const [chain, setChain] = useState<Outcome<CertificateChain> | 'reading' | null>(null);
  const look = async (): Promise<void> => {
    if (chain === 'reading') return;
    const looking = desk.onLook();
    setChain('reading');
    setChain(await looking.catch(() => ({ kind: 'unanswered', why: 'engine-failed' }) as const));
  };
  return (
    <div class="certificates">
      {/* Stays in place and in focus, also when it has done its work. */}
      <button type="button" class="btn small" aria-disabled={chain === 'reading'} onClick={() => void look()}>
        {t('chain.look')}
      </button>
      <div role="status">
        {chain === 'reading' && <p class="muted">{t('chain.reading')}</p>}
        {chain !== null && chain !== 'reading' && <ChainAnswer {...{ chain, record, desk, t }} />}
      </div>
    </div>
  );
}

/** What came of looking. */
export function ChainAnswer({
  chain,
  record,
  desk,
  t,
}: SignerCertificatesProps & { readonly chain: Outcome<CertificateChain> }) {
  if (chain.kind === 'unanswered')
    return <p class="note">{t('chain.failed', { why: t(`not-fetched.${chain.why}`) })}</p>;
  if (chain.kind === 'absent') return <p class="note">{t('chain.none')}</p>;
  const { certificates, others } = chain.value;
  return (
    <>
      <p class="second">{t('chain.vouched', { list: listName(record, t) })}</p>
      {certificates.map((each, index) => (
        <Certificate key={each.fingerprint + index} certificate={each} number={index + 1} desk={desk} t={t} />
      ))}
      {others > 0 && <p class="muted">{t('chain.others', { count: others })}</p>}
      <p class="muted">
        {t('chain.how')}{' '}
        <a href="/options.html#trust" target="_blank" rel="noopener">
          {t('settings.trust')}
        </a>
      </p>
    </>
  );
}

interface CertificateProps {
  readonly certificate: ChainCertificate;
  /** From one on; the first is the signer's own. */
  readonly number: number;
  readonly desk: CertificateDesk;
  readonly t: PageTranslate;
}

function Certificate({ certificate, number, desk, t }: CertificateProps) {
  const { subject, issuer, from, until, usages, fingerprint, lists, pem } = certificate;
  const day = (time: string | null) => (time === null ? null : (formatDate(time, t.language) ?? null));
  return (
    <details class="listed">
      <summary>{t('chain.certificate', { number, name: nameOf(subject, t) })}</summary>
      <Facts
        facts={[
          [t('chain.subject'), <bdi>{nameOf(subject, t)}</bdi>],
          [t('chain.issuer'), <bdi>{nameOf(issuer, t)}</bdi>],
          [t('chain.from'), day(from)],
          [t('chain.until'), day(until)],
          [
            t('chain.usages'),
            usages.length === 0 ? null : <bdi dir="ltr">{displayName(usages.join(', '), SHOWN * 2)}</bdi>,
          ],
          [t('chain.fingerprint'), <bdi class="mono">{fingerprint}</bdi>],
          [t('chain.lists'), listsOf(lists, t)],
        ]}
      />
      <div class="buttons">
        <CopyButton text={t('chain.copy')} t={t} class="btn quiet small" onCopy={() => desk.onCopy(pem)} />
        <a
          class="btn quiet small"
          href={`data:application/x-pem-file,${encodeURIComponent(pem)}`}
          download={`certificate-${number}.pem`}
        >
          {t('chain.save')}
        </a>
      </div>
    </details>
  );
}

/** Longest name shown, in characters. */
const SHOWN = 160;

function nameOf({ organisation, name }: CertificateName, t: PageTranslate): string {
  const text = [organisation, name].filter((part) => part !== null).join(': ');
  return text === '' ? t('trust-page.unnamed') : displayName(text, SHOWN);
}

function listsOf(lists: readonly ListReference[], t: PageTranslate): string {
  if (lists.length === 0) return t('list.none');
  const names = lists.map(({ kind, name }) =>
    kind === 'custom' ? t('list.custom', { name: displayName(name) }) : t(`list.${kind}`),
  );
  return formatList(names, t.language);
}
