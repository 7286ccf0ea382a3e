import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { displayName } from '../lib/verdict/words.ts';
import { FileButton } from './FileButton.tsx';

/** Pictures that could become works, before anything is read. */
export interface Offer {
  readonly from: 'page' | 'list';
  /** Pictures read from the page that shows them, or from these hosts. */
  readonly addresses: number;
  readonly hosts: readonly string[];
  /** The browser asks about hosts first. */
  readonly needsAccess: boolean;
  /** Works that the list names by file. */
  readonly names: number;
  /** Lines that name no picture. */
  readonly leftOut: number;
}

interface AddOfferProps {
  readonly offer: Offer;
  readonly t: PageTranslate;
  /** Called inside the click. */
  readonly onRead: () => void;
  readonly onFolder: (files: FileList) => void;
  readonly onClose: () => void;
}

/** Hosts that are named; of more, the number is told. */
const MAX_HOSTS = 12;

/** What would be read and from whom, with the buttons that do it. */
export function AddOffer({ offer, t, onRead, onFolder, onClose }: AddOfferProps) {
  const { from, addresses, hosts, needsAccess, names, leftOut } = offer;
  const named = hosts.slice(0, MAX_HOSTS).map((host) => displayName(host));
  const rest = hosts.length - named.length;
  return (
    <section class="adding" aria-labelledby="offer-title">
      <h2 id="offer-title" tabIndex={-1}>
        {t(`works.offer.${from}`, { count: addresses + names })}
      </h2>
      {addresses > 0 && (
        <p>
          {t(`works.offer.read.${from}`, { count: addresses, hosts: formatList(named, t.language) })}{' '}
          {rest > 0 && t('works.offer.more-hosts', { count: rest })} {needsAccess && t('works.offer.asks')}
        </p>
      )}
      {names > 0 && <p>{t('works.offer.names', { count: names })}</p>}
      {leftOut > 0 && <p>{t('works.offer.left-out', { count: leftOut })}</p>}
      <div class="buttons">
        {addresses > 0 && (
          <button type="button" class="btn solid" onClick={onRead}>
            {t('works.offer.do-read', { count: addresses })}
          </button>
        )}
        {names > 0 && (
          <FileButton class="btn solid" isFolder onFiles={onFolder}>
            {t('works.offer.folder')}
          </FileButton>
        )}
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('works.cancel')}
        </button>
      </div>
    </section>
  );
}
