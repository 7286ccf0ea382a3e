import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';

interface ResolverFormProps {
  readonly t: PageTranslate;
  /** Answers whether the store was taken. */
  readonly onAdd: (name: string, address: string) => Promise<boolean>;
  readonly onDone: () => void;
}

/** A record store of one's own: what to call it, and where its API is. */
export function ResolverForm({ t, onAdd, onDone }: ResolverFormProps) {
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await onAdd(name, address)) onDone();
    else setProblem(t('settings.further.store-refused'));
  };
  return (
    <form class="add-list" onSubmit={(event) => void add(event)}>
      <label>
        {t('settings.trust.name')}
        <input class="field" value={name} maxLength={80} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label>
        {t('settings.further.store-address')}
        <input
          class="field"
          value={address}
          maxLength={300}
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
          placeholder="https://records.example.org/v1"
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <p role="status">{problem}</p>
      <div class="buttons">
        <button type="submit" class="btn solid">
          {t('settings.further.add-store')}
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          {t('settings.cancel')}
        </button>
      </div>
    </form>
  );
}
