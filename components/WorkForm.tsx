import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Work } from '../lib/model/work.ts';
import { displayName } from '../lib/verdict/words.ts';
import { CopyButton } from './CopyButton.tsx';
import { Facts } from './Facts.tsx';

/** What a person writes of a work. */
export type WorkWords = Pick<Work, 'title' | 'creator' | 'licence' | 'notes'>;

interface WorkFormProps {
  readonly work: Work;
  readonly t: PageTranslate;
  readonly onSave: (words: WorkWords) => void;
  readonly onCancel: () => void;
  readonly onRemove: () => void;
  readonly onCopy: (text: string) => Promise<void>;
}

const FIELDS = ['title', 'creator', 'licence'] as const;
const MOST = 300;
const MOST_NOTES = 2_000;

/** The words of one work, to be written, and what is known of its file. */
export function WorkForm({ work, t, onSave, onCancel, onRemove, onCopy }: WorkFormProps) {
  const [words, setWords] = useState<WorkWords>(work);
  const [isRemoving, setRemoving] = useState(false);
  const { title, creator, licence, notes } = words;
  return (
    <section class="work-form" aria-labelledby="work-form-title">
      <h2 id="work-form-title" tabIndex={-1}>
        <bdi>{displayName(work.title)}</bdi>
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave({ title, creator, licence, notes });
        }}
      >
        {FIELDS.map((field) => (
          <label key={field}>
            {t(`works.field.${field}`)}
            <input
              class="field"
              value={words[field]}
              maxLength={MOST}
              onInput={({ currentTarget: { value } }) => setWords({ ...words, [field]: value })}
            />
          </label>
        ))}
        <label>
          {t('works.field.notes')}
          <textarea
            class="field"
            value={notes}
            maxLength={MOST_NOTES}
            onInput={({ currentTarget: { value } }) => setWords({ ...words, notes: value })}
          />
        </label>
        <div class="buttons">
          <button type="submit" class="btn solid">
            {t('works.save')}
          </button>
          <button type="button" class="btn quiet" onClick={onCancel}>
            {t('works.cancel')}
          </button>
          <span class="space" />
          <button type="button" class="btn" onClick={() => (isRemoving ? onRemove() : setRemoving(true))}>
            {t(isRemoving ? 'works.remove-sure' : 'works.remove')}
          </button>
        </div>
      </form>
      <Facts
        facts={[
          [t('works.file'), <bdi key="name">{displayName(work.name)}</bdi>],
          [t('report.file.pixels'), <bdi key="pixels" dir="ltr">{`${work.width} × ${work.height}`}</bdi>],
          [
            'SHA-256',
            <code key="hash" dir="ltr">
              {work.sha256}
            </code>,
          ],
          ['ISCC', work.iscc === null ? null : <Iscc code={work.iscc} t={t} onCopy={onCopy} />],
          [t('works.found-by'), t(work.isWholeOnly ? 'works.found-by.whole' : 'works.found-by.parts')],
        ]}
      />
    </section>
  );
}

function Iscc({ code, t, onCopy }: Pick<WorkFormProps, 't' | 'onCopy'> & { readonly code: string }) {
  return (
    <>
      <code dir="ltr">{code}</code>{' '}
      <CopyButton text={t('agency.copy-iscc')} t={t} onCopy={() => onCopy(code)} class="btn quiet small" />
    </>
  );
}
