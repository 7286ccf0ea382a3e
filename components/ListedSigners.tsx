import { useState } from 'preact/hooks';
import { formatBytes, formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { CertificateName } from '../lib/model/certificate.ts';
import type { ListedCertificate } from '../lib/model/trust.ts';
import { displayName } from '../lib/verdict/words.ts';

interface ListedSignersProps {
  readonly t: PageTranslate;
  /** Name of the list. */
  readonly name: string;
  readonly load: () => Promise<readonly ListedCertificate[]>;
}

/** Rows shown at once: a list may name five hundred, and the field finds the others. */
const SHOWN = 50;

/** Whom a list lets vouch for signers: the subjects of its certificates, read when it is opened, and searchable. */
export function ListedSigners({ t, name, load }: ListedSignersProps) {
  const [listed, setListed] = useState<readonly ListedCertificate[] | null>(null);
  const [wanted, setWanted] = useState('');
  const [isFailed, setFailed] = useState(false);
  const open = async (isOpen: boolean): Promise<void> => {
    if (!isOpen || listed !== null) return;
    const loaded = await load().catch(() => null);
    setFailed(loaded === null);
    setListed(loaded);
  };
  const found = (listed ?? []).filter((each) => nameIn(each).toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <details class="listed" onToggle={(event) => void open(event.currentTarget.open)}>
      <summary>{t('trust-page.who', { name })}</summary>
      {isFailed && <p role="alert">{t('trust-page.failed')}</p>}
      {listed !== null && (
        <>
          <label>
            {t('trust-page.find')}{' '}
            <input
              class="field"
              type="search"
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          </label>
          <p class="muted" role="status">
            {t('trust-page.found', { count: found.length })} {lapsedWords(found, t)}
          </p>
          <ul tabIndex={0} aria-label={t('trust-page.who', { name })}>
            <ListedNames listed={found} t={t} />
          </ul>
          <More of={found} hint={t('trust-page.more-find')} t={t} />
        </>
      )}
    </details>
  );
}

interface NamesProps {
  readonly listed: readonly ListedCertificate[];
  readonly t: PageTranslate;
}

/** Subjects of certificates, one a row, with how long each is valid and how large it is. */
export function ListedNames({ listed, t }: NamesProps) {
  return listed.slice(0, SHOWN).map((each, index) => (
    <li key={index}>
      <bdi>{nameIn(each) === '' ? t('trust-page.unnamed') : displayName(nameIn(each), 160)}</bdi>
      <span class="muted"> · {rowWords(each, t)}</span>
    </li>
  ));
}

interface MoreProps {
  readonly of: readonly unknown[];
  /** How the others are reached; absent where they cannot be. */
  readonly hint?: string;
  readonly t: PageTranslate;
}

/** How many are not shown. */
export function More({ of, hint, t }: MoreProps) {
  if (of.length <= SHOWN) return null;
  return (
    <p class="muted">
      {t('trust-page.more', { count: of.length - SHOWN })} {hint}
    </p>
  );
}

/** How many of them have lapsed; nothing where none has. */
export function lapsedWords(listed: readonly ListedCertificate[], t: PageTranslate): string {
  const count = listed.filter(({ isLapsed }) => isLapsed).length;
  return count === 0 ? '' : t('trust-page.lapsed', { count });
}

function rowWords({ until, isLapsed, size }: ListedCertificate, t: PageTranslate): string {
  const date = until === null ? null : formatDate(until, t.language);
  return [
    date === null ? null : t(isLapsed ? 'trust-page.ended' : 'trust-page.until', { date }),
    formatBytes(size, t.language),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function nameIn({ organisation, name }: CertificateName): string {
  return [organisation, name].filter((part) => part !== null).join(': ');
}
