import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';

interface AddListFormProps {
  readonly t: PageTranslate;
  /** Answers whether the list was taken. */
  readonly onAdd: (name: string, pem: string) => Promise<boolean>;
  readonly onDone: () => void;
}

/** The official list has 200 kB; ten times that is no list of signers. */
const MAX_PEM_BYTES = 2_000_000;

/** A list of one's own: pasted, or read from a file in this tab. */
export function AddListForm({ t, onAdd, onDone }: AddListFormProps) {
  const [name, setName] = useState('');
  const [pem, setPem] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > MAX_PEM_BYTES) return setProblem(t('settings.trust.too-large'));
    setPem(await file.text());
    if (name === '') setName(file.name.replace(/\.[^.]*$/, ''));
  };
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!/-----BEGIN CERTIFICATE-----/.test(pem)) return setProblem(t('settings.trust.no-certificate'));
    if (await onAdd(name.trim() === '' ? t('settings.trust.unnamed') : name.trim(), pem)) onDone();
    else setProblem(t('settings.trust.not-taken'));
  };
  return (
    <form class="add-list" onSubmit={(event) => void add(event)}>
      <label>
        {t('settings.trust.name')}
        <input class="field" value={name} maxLength={80} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label>
        {t('settings.trust.file')}
        <input
          type="file"
          accept=".pem,.crt,.cer,application/x-pem-file"
          onChange={(event) => void readFile(event.currentTarget.files?.[0])}
        />
      </label>
      <label>
        {t('settings.trust.paste')}
        <textarea
          class="field"
          value={pem}
          spellcheck={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          onInput={(event) => setPem(event.currentTarget.value)}
        />
      </label>
      <p role="status">{problem}</p>
      <div class="buttons">
        <button type="submit" class="btn solid">
          {t('settings.trust.add')}
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          {t('settings.cancel')}
        </button>
      </div>
    </form>
  );
}
