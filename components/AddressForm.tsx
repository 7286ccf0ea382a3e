import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { useFirstFocus } from './use-focus.ts';

interface AddressFormProps {
  readonly t: PageTranslate;
  /** What the address is of, what was wrong with one that is refused, and the button. */
  readonly words: { readonly address: string; readonly refused: string; readonly add: string };
  /** An address as it may be written. */
  readonly example: string;
  /** Answers whether it was taken. */
  readonly onAdd: (name: string, address: string) => Promise<boolean>;
  readonly onDone: () => void;
}

/** A place of one's own to ask: what to call it, and where it is. */
export function AddressForm({ t, words, example, onAdd, onDone }: AddressFormProps) {
  const first = useFirstFocus<HTMLInputElement>();
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await onAdd(name, address)) onDone();
    else setProblem(words.refused);
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
        {words.address}
        <input
          class="field"
          value={address}
          maxLength={300}
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
          placeholder={example}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <p role="status">{problem}</p>
      <div class="buttons">
        <button type="submit" class="btn solid">
          {words.add}
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          {t('settings.cancel')}
        </button>
      </div>
    </form>
  );
}
