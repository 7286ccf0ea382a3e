import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { ListedCertificate } from '../lib/model/trust.ts';
import { displayName } from '../lib/verdict/words.ts';

interface ListedSignersProps {
  readonly t: PageTranslate;
  /** Name of the list. */
  readonly name: string;
  readonly load: () => Promise<readonly ListedCertificate[]>;
}

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
  const found = (listed ?? []).filter((each) => textOf(each).toLowerCase().includes(wanted.trim().toLowerCase()));
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
            {t('trust-page.found', { count: found.length })}
          </p>
          <ul tabIndex={0} aria-label={t('trust-page.who', { name })}>
            <Names listed={found} t={t} />
          </ul>
        </>
      )}
    </details>
  );
}

/** Subjects of certificates, one a row. */
export function Names({ listed, t }: { readonly listed: readonly ListedCertificate[]; readonly t: PageTranslate }) {
  return listed.map((each, index) => (
    <li key={index}>
      <bdi>{textOf(each) === '' ? t('trust-page.unnamed') : displayName(textOf(each), 160)}</bdi>
    </li>
  ));
}

function textOf({ organisation, name }: ListedCertificate): string {
  return [organisation, name].filter((part) => part !== null).join(': ');
}
