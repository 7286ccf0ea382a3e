import { useEffect } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { Fold } from './Fold.tsx';
import { RightsLines, type RightsState } from './RightsCard.tsx';

/** The rights card of what the panel shows. */
export interface RightsDesk {
  /** `null` before the page was asked; `unread`: nobody could be. */
  readonly rights: RightsState | 'unread' | null;
  /** Asks the page, and nobody else. */
  readonly onOpen: () => void;
  /** Asks the sites. Called inside the click. */
  readonly onLook: () => void;
}

interface RightsFoldProps {
  readonly desk: RightsDesk;
  readonly t: PageTranslate;
}

/** What file, page and site say on rights and AI training; neither page nor site is asked before it is opened. */
export function RightsFold({ desk, t }: RightsFoldProps) {
  return (
    <Fold title={t('rights.title')} count={t('agency.rights')}>
      {() => <Opened desk={desk} t={t} />}
    </Fold>
  );
}

function Opened({ desk: { rights, onOpen, onLook }, t }: RightsFoldProps) {
  useEffect(onOpen, []);
  if (rights === null || rights === 'unread')
    return <p role="status">{t(rights === null ? 'agency.rights.reading' : 'rights.page-unread')}</p>;
  return <RightsLines rights={rights} t={t} onLook={onLook} />;
}
