import { formatBytes, formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { FileButton } from './FileButton.tsx';
import { Glyph } from './Mark.tsx';
import { PageBar } from './PageBar.tsx';
import { SubjectRow, type ShownSubject } from './SubjectRow.tsx';
import type { LoadPicture } from './Thumbnail.tsx';

/** What went wrong with what was pasted or typed. */
export type InspectProblem = 'clipboard-closed' | 'clipboard-empty' | 'no-address';

export interface InspectViewProps {
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly settingsHref: string;
  readonly subjects: readonly ShownSubject[];
  /** Bytes read, and bytes of all the files whose size is known. */
  readonly progress: { readonly read: number; readonly all: number };
  /** Files beyond what the list holds. */
  readonly leftOut: number;
  /** Most files of the list. */
  readonly limit: number;
  /** Bytes of a file up to which a record is compared with it. */
  readonly mostCompared: number;
  /** Something is being dragged over the page. */
  readonly isOver: boolean;
  /** The address as typed or pasted so far. */
  readonly address: string;
  readonly problem: InspectProblem | null;
  readonly onFiles: (files: FileList) => void;
  readonly onPaste: () => void;
  readonly onAddress: (address: string) => void;
  /** Called inside the click. */
  readonly onRead: () => void;
  /** Called inside the click. */
  readonly onAgain: (id: number) => void;
  readonly onRemove: (id: number) => void;
  readonly onStop: () => void;
  readonly onClear: () => void;
  readonly onSave: () => void;
}

/** Files the person brings: where to put them, and what each is. */
export function InspectView(props: InspectViewProps) {
  const { t } = props;
  return (
    <>
      <PageBar t={t} settingsHref={props.settingsHref} inspectHref="#" isInspect />
      <main class="wrap inspect">
        <h1 class="title">{t('inspect-page.title')}</h1>
        <p class="lede">{t('inspect-page.lede')}</p>
        <DropZone {...props} />
        {props.subjects.length > 0 && <Subjects {...props} />}
      </main>
    </>
  );
}

function DropZone(props: InspectViewProps) {
  const { t, isOver, address, problem } = props;
  return (
    <section class={isOver ? 'drop over' : 'drop'} aria-labelledby="drop-title">
      <Glyph size={44} />
      <h2 id="drop-title">{t('inspect-page.drop')}</h2>
      <div class="buttons">
        <FileButton class="btn solid" onFiles={props.onFiles}>
          {t('inspect-page.choose-files')}
        </FileButton>
        <FileButton class="btn" onFiles={props.onFiles} isFolder>
          {t('inspect-page.choose-folder')}
        </FileButton>
        <button type="button" class="btn" onClick={props.onPaste}>
          {t('inspect-page.paste')}
        </button>
      </div>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault();
          props.onRead();
        }}
      >
        <input
          class="field"
          type="text"
          inputMode="url"
          dir="ltr"
          placeholder="https://"
          autocomplete="off"
          spellcheck={false}
          aria-label={t('inspect-page.address')}
          aria-describedby="address-note"
          aria-invalid={problem === 'no-address'}
          value={address}
          onInput={({ currentTarget: { value } }) => props.onAddress(value)}
        />
        <button type="submit" class="btn">
          {t('inspect-page.read')}
        </button>
      </form>
      <p id="address-note" class="small">
        {t('inspect-page.address-note')}
      </p>
      <p role="alert" class="problem">
        {problem !== null && t(`inspect-page.problem.${problem}`)}
      </p>
      <p class="small muted">{t('inspect-page.formats', { size: formatBytes(props.mostCompared, t.language) })}</p>
    </section>
  );
}

const STATES = ['read', 'reading', 'waiting', 'stopped'] as const;

function Subjects(props: InspectViewProps) {
  const { t, subjects, leftOut, progress } = props;
  const counts = new Map(STATES.map((state) => [state, subjects.filter((each) => each.state === state).length]));
  const countOf = (state: (typeof STATES)[number]): number => counts.get(state) ?? 0;
  const told = STATES.filter((state) => countOf(state) > 0).map((state) =>
    t(`inspect-page.count.${state}`, { count: countOf(state) }),
  );
  const isBusy = countOf('reading') + countOf('waiting') > 0;
  const count = subjects.length;
  return (
    <section aria-labelledby="list-title">
      <header class="list-head">
        <h2 id="list-title" class="title">
          {t('inspect-page.files', { count })}
        </h2>
        <span class="second">{formatList(told, t.language)}</span>
        <span class="hidden-visually" role="status">
          {t(isBusy ? 'inspect-page.busy' : 'inspect-page.done', { count })}
        </span>
        <span class="space" />
        {countOf('waiting') > 0 && (
          <button type="button" class="btn quiet" onClick={props.onStop}>
            {t('inspect-page.stop')}
          </button>
        )}
        {!isBusy && (
          <button type="button" class="btn quiet" onClick={props.onClear}>
            {t('inspect-page.clear')}
          </button>
        )}
        {countOf('read') > 0 && (
          <button type="button" class="btn quiet" onClick={props.onSave}>
            {t('inspect-page.save')}
          </button>
        )}
      </header>
      {isBusy && count > 1 && progress.all > 0 && (
        <label class="of-list">
          <span class="second">
            {t('inspect-page.progress', {
              read: formatBytes(progress.read, t.language),
              size: formatBytes(progress.all, t.language),
            })}
          </span>
          <progress max={progress.all} value={progress.read} />
        </label>
      )}
      {leftOut > 0 && (
        <p class="note" role="alert">
          {t('inspect-page.left-out', { count: leftOut, limit: props.limit })}
        </p>
      )}
      <ul class="subjects">
        {subjects.map((subject) => (
          <SubjectRow
            key={subject.id}
            subject={subject}
            t={t}
            load={props.load}
            onAgain={() => props.onAgain(subject.id)}
            onRemove={() => props.onRemove(subject.id)}
          />
        ))}
      </ul>
    </section>
  );
}
