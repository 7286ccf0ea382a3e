import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { displayName, groupOf, hostOf, popupLines, type PopupLines } from '../lib/verdict/words.ts';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';

/** One thing the person brought, as its row shows it. */
export interface ShownSubject {
  readonly id: number;
  readonly name: string;
  /** What its picture is asked for by; `null` where it is none. */
  readonly picture: string | null;
  readonly state: 'waiting' | 'reading' | 'read' | 'stopped';
  readonly report: Report | null;
}

interface SubjectRowProps {
  readonly subject: ShownSubject;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly onAgain: () => void;
  readonly onRemove: () => void;
}

/** Longest name shown in a row, in characters: folders count. */
const NAME = 120;

/** A file: its picture, its label, how we know, and the one thing to do about it. */
export function SubjectRow({ subject, t, load, onAgain, onRemove }: SubjectRowProps) {
  const { id, picture, state, report } = subject;
  const { label, line } = wordsOf(subject, t);
  const name = displayName(subject.name, NAME);
  const action = (text: string): string => t('popup.action-for', { action: text, name });
  const isRead = state === 'read' && report !== null;
  const isUnread = state === 'stopped' || (isRead && groupOf(report) === 'not-checked');
  return (
    <li class={isRead && groupOf(report) === 'found' ? 'subject' : 'subject plain'}>
      {picture !== null && isRead ? (
        <Thumbnail address={picture} load={load} />
      ) : (
        <span class="thumb" aria-hidden="true" />
      )}
      <span class="words">
        <b>{label}</b>
        <span>
          <bdi>{name}</bdi>
          {line !== '' && <> · {line}</>}
        </span>
      </span>
      <span class="buttons">
        {isUnread && (
          <button type="button" class="btn" aria-label={action(t('inspect-page.again'))} onClick={onAgain}>
            {t('inspect-page.again')}
          </button>
        )}
        {isRead && (
          <a
            id={`subject-${id}`}
            class={isUnread ? 'btn quiet' : 'btn'}
            aria-label={action(t('inspect-page.report'))}
            href={`#report-${id}`}
          >
            {t('inspect-page.report')}
          </a>
        )}
        {(state === 'waiting' || state === 'stopped') && (
          <button type="button" class="btn quiet" aria-label={action(t('inspect-page.remove'))} onClick={onRemove}>
            {t('inspect-page.remove')}
          </button>
        )}
      </span>
    </li>
  );
}

function wordsOf({ state, report, name }: ShownSubject, t: PageTranslate): PopupLines {
  if (state !== 'read' || report === null)
    return { label: t(`inspect-page.state.${state === 'read' ? 'reading' : state}`), line: '' };
  const words = popupLines(report, t);
  // Here there is another way out of it than on a page.
  if (report.why === 'unreadable') return { ...words, line: t('inspect-page.unreadable') };
  if (report.why === 'needs-permission')
    return { ...words, line: t('inspect-page.not-allowed', { host: displayName(hostOf(name) ?? '') }) };
  return words;
}
