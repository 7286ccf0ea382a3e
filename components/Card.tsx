import { useId, useRef } from 'preact/hooks';
import type { Translate } from '../lib/i18n/translate.ts';
import type { Report } from '../lib/model/report.ts';
import { ladderOf, limitOf, sentenceOf } from '../lib/verdict/words.ts';
import { CardWork, type CardWorkDesk } from './CardWork.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Ladder } from './Ladder.tsx';
import { Mark } from './Mark.tsx';

export interface CardProps {
  readonly report: Report;
  /** What its badge says. */
  readonly title: string;
  readonly t: Translate;
  /** The person's own characters, which no page can know; empty for none. */
  readonly mark: string;
  readonly onClose: () => void;
  /**
   * Shows all the evidence, in a place that belongs to the browser and that no page can imitate. What leaves the
   * machine is asked for there: a page can lead a click on a card astray.
   */
  readonly onSeeAll: () => void;
  /** Opens the glossary where it explains what this verdict rests on; without it there is no such button. */
  readonly onMeaning?: (() => void) | undefined;
  /** For the person's own works that the picture looks like; without it they are not told of. */
  readonly works?: CardWorkDesk | undefined;
  /** Copies the report; without it there is no such button. */
  readonly onCopy?: (() => void | Promise<void>) | undefined;
}

/** What a badge opens to: who says what, the five rungs of evidence, and what it does not show. */
export function Card({ report, title, t, mark, onClose, onSeeAll, onMeaning, onCopy, works }: CardProps) {
  const heading = useId();
  const root = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Tab' && root.current !== null) keepFocusInside(event, root.current);
  };
  return (
    <div class="card" role="dialog" aria-labelledby={heading} tabIndex={-1} ref={root} onKeyDown={onKeyDown}>
      <div class="card-top">
        <Mark />
        <h2 id={heading}>{title}</h2>
        {mark !== '' && (
          <bdi class="own-mark" role="img" aria-label={t('card.mark', { mark })} title={t('card.mark', { mark })}>
            {mark}
          </bdi>
        )}
        <button type="button" class="btn quiet icon" aria-label={t('card.close')} onClick={onClose}>
          <Cross />
        </button>
      </div>
      {works !== undefined &&
        report.works?.map((match) => <CardWork key={match.work} match={match} t={t} desk={works} />)}
      <p class="say">{sentenceOf(report, t)}</p>
      <Ladder rungs={ladderOf(report, t)} />
      <p class="caveat">
        <b>{t('limits.lead')}</b> {limitOf(report, t)}
      </p>
      <div class="card-foot">
        <button type="button" class="btn link" onClick={onSeeAll}>
          {t(report.basis === 'record-elsewhere' ? 'card.fetch' : 'card.see-all')}
        </button>
        {onMeaning !== undefined && (
          <button type="button" class="btn link" onClick={onMeaning}>
            {t('card.meaning')}
          </button>
        )}
        <span class="space" />
        {onCopy !== undefined && <CopyButton text={t('card.copy')} t={t} class="btn quiet small" onCopy={onCopy} />}
      </div>
    </div>
  );
}

function Cross() {
  return (
    <svg class="glyph" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
    </svg>
  );
}

/** Tab goes round inside the card; the page behind stays usable by pointer and after Escape. */
function keepFocusInside(event: KeyboardEvent, card: HTMLElement): void {
  const stops = [...card.querySelectorAll<HTMLElement>('button, a[href]')];
  const root = card.getRootNode();
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (active !== edge && !(event.shiftKey && active === card)) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
