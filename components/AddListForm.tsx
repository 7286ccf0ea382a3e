import { useState } from 'preact/hooks';
import type { ListedCertificate } from '../lib/model/trust.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { lapsedWords, ListedNames, More } from './ListedSigners.tsx';
import { useFirstFocus } from './use-focus.ts';

interface AddListFormProps {
  readonly t: PageTranslate;
  /** Whom the certificates name; `null` where there is none that can be read. */
  readonly onRead: (pem: string) => readonly ListedCertificate[] | null;
  /** Answers whether the list was taken. */
  readonly onAdd: (name: string, pem: string) => Promise<boolean>;
  readonly onDone: () => void;
}

/** The official list has 200 kB; ten times that is no list of signers. */
const MAX_PEM_BYTES = 2_000_000;

/**
 * A list of one's own: pasted, or read from a file in this tab. It takes two steps, the second of which names whom the
 * list would let vouch for signers: trusting is not done by one careless click.
 */
export function AddListForm({ t, onRead, onAdd, onDone }: AddListFormProps) {
  const first = useFirstFocus<HTMLInputElement>();
  const [name, setName] = useState('');
  const [pem, setPem] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [named, setNamed] = useState<readonly ListedCertificate[] | null>(null);
  const changePem = (text: string): void => {
    setPem(text);
    setNamed(null);
  };
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > MAX_PEM_BYTES) return setProblem(t('settings.trust.too-large'));
    changePem(await file.text());
    if (name === '') setName(file.name.replace(/\.[^.]*$/, ''));
  };
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (named === null) {
      const read = onRead(pem);
      setNamed(read);
      return setProblem(read === null ? t('settings.trust.no-certificate') : null);
    }
    if (await onAdd(name.trim() === '' ? t('settings.trust.unnamed') : name.trim(), pem)) onDone();
    else setProblem(t('settings.trust.not-taken'));
  };
  return (
    <form class="add-list" onSubmit={(event) => void add(event)}>
      <label>
        {t('settings.trust.name')}
        <input
          ref={first}
          class="field"
          value={name}
          maxLength={80}
          onInput={(event) => setName(event.currentTarget.value)}
        />
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
          onInput={(event) => changePem(event.currentTarget.value)}
        />
      </label>
      <div role="status">
        {problem !== null && <p>{problem}</p>}
        {named !== null && (
          <>
            <p>
              {t('trust-page.adding', { count: named.length })} {lapsedWords(named, t)}
            </p>
            <ul class="listed-names">
              <ListedNames listed={named} t={t} />
            </ul>
            <More of={named} t={t} />
            <p>
              <strong>{t('trust-page.confirm')}</strong>
            </p>
          </>
        )}
      </div>
      <div class="buttons">
        <button type="submit" class="btn solid">
          {t(named === null ? 'settings.trust.add' : 'trust-page.trust-these')}
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          {t('settings.cancel')}
        </button>
      </div>
    </form>
  );
}
