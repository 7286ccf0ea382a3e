import { useState } from 'preact/hooks';
import type { Translate } from '../lib/i18n/translate.ts';

interface CopyButtonProps {
  /** What the button says before it is used. */
  readonly text: string;
  readonly t: Translate;
  readonly class: string;
  readonly onCopy: () => void | Promise<void>;
}

/** Copies, and says so in its own place. */
export function CopyButton({ text, t, class: name, onCopy }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await onCopy();
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <button type="button" class={name} onClick={() => void copy()}>
      <span role="status">{outcome === null ? text : t(`copy.${outcome}`)}</span>
    </button>
  );
}
