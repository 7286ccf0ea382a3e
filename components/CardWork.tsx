import { useEffect, useRef, useState } from 'preact/hooks';
import { formatList } from '../lib/i18n/format.ts';
import type { Translate } from '../lib/i18n/translate.ts';
import type { Mark, Share, WorkMatch } from '../lib/model/work.ts';
import { displayName } from '../lib/verdict/words.ts';
import { MatchedPart } from './MatchedPart.tsx';

/** What a card can have and do with the person's own works. */
export interface CardWorkDesk {
  /**
   * Paints the work that was registered, and says what was answered here and whether that can be; `null`: the work
   * cannot be had. Takes as long as clicks are not to be taken.
   */
  paintWork(
    work: string,
    canvas: HTMLCanvasElement,
  ): Promise<{ readonly mark: Mark | null; readonly isKept: boolean } | null>;
  /** Paints the picture of the page. @returns whether it could. */
  paintCopy(canvas: HTMLCanvasElement): boolean;
  /** @returns whether the answer is kept. */
  mark(work: string, mark: Mark | null): Promise<boolean>;
  /** Shows the sighting on the page of works. */
  open(work: string): void;
}

interface CardWorkProps {
  readonly match: WorkMatch;
  readonly t: Translate;
  readonly desk: CardWorkDesk;
}

const TITLE = 60;
const ANSWERS = ['licensed-page', 'licensed-site', 'not-mine'] as const satisfies readonly Mark[];

/** The person's work beside the picture of the page, what was done to it, and the person's answer. */
export function CardWork({ match, t, desk }: CardWorkProps) {
  const { work, title, changes, inWork, inCopy, record, credit } = match;
  const own = useRef<HTMLCanvasElement>(null);
  const copy = useRef<HTMLCanvasElement>(null);
  const [mark, setMark] = useState<Mark | null>(null);
  const [isKept, setKept] = useState(false);
  const [has, setHas] = useState({ own: true, copy: true });
  const [said, setSaid] = useState('');
  useEffect(() => {
    const isCopied = copy.current !== null && desk.paintCopy(copy.current);
    setHas({ own: true, copy: isCopied });
    void desk
      .paintWork(work, own.current as HTMLCanvasElement)
      .catch(() => null)
      .then((known) => {
        setHas({ own: known !== null, copy: isCopied });
        setMark(known?.mark ?? null);
        setKept(known?.isKept === true);
      });
  }, []);
  const answer = async (given: Mark): Promise<void> => {
    const next = mark === given ? null : given;
    const isDone = await desk.mark(work, next).catch(() => false);
    if (isDone) setMark(next);
    setSaid(!isDone ? t('work.not-kept') : next === null ? '' : t('work.kept'));
  };
  const list = changes.map((change) => t(`sighting.change.${change}`));
  const side = (canvas: typeof own, isHere: boolean, outline: readonly Share[] | null, name: string) => (
    <figure hidden={!isHere}>
      <span class="fitted">
        <canvas ref={canvas} role="img" aria-label={name} />
        {outline !== null && <MatchedPart outline={outline} name={t('sighting.region')} />}
      </span>
      <figcaption>{name}</figcaption>
    </figure>
  );
  return (
    <div class="card-work">
      <p class="say">{t('card.work', { title: displayName(title, TITLE) })}</p>
      <div class="pair">
        {side(own, has.own, inWork, t('sighting.work'))}
        {side(copy, has.copy, inCopy, t('sighting.copy'))}
      </div>
      <p>{t('sighting.changes', { changes: formatList(list, t.language) })}</p>
      <p>
        {t('sighting.record')}: {t(`sighting.fate.${record}`)} · {t('sighting.credit')}: {t(`sighting.fate.${credit}`)}
      </p>
      <div class="answers" role="group" aria-label={t('sighting.answer')}>
        {ANSWERS.map((each) => (
          <button
            type="button"
            key={each}
            class="btn small"
            disabled={!isKept}
            aria-pressed={mark === each}
            onClick={() => void answer(each)}
          >
            {t(`sighting.answer.${each}`)}
          </button>
        ))}
        <button type="button" class="btn link" disabled={!isKept} onClick={() => desk.open(work)}>
          {t('work.see')}
        </button>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
