import { formatBytes } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';

/** How far an evidence pack is. */
export type EvidenceState =
  /** Nothing is asked for yet; `needsAccess`: the browser will ask about the file's server first. */
  | { readonly kind: 'ready'; readonly needsAccess: boolean }
  | { readonly kind: 'seeing' | 'packing' | 'failed' }
  | { readonly kind: 'reading'; readonly read: number; readonly size: number | null }
  | {
      readonly kind: 'done';
      /** Of the file that was saved. */
      readonly name: string;
      readonly size: number;
      /** What the person must know of it, in words; empty where all is as expected. */
      readonly notes: readonly string[];
    };

interface SaveEvidenceProps {
  readonly evidence: EvidenceState;
  readonly t: PageTranslate;
  /** Called inside the click. */
  readonly onSave: () => void;
}

/** The button that saves an evidence pack. Stays in place and in focus while it works. */
export function SaveEvidence({
  evidence,
  t,
  onSave,
  class: name = 'btn',
}: SaveEvidenceProps & { readonly class?: string }) {
  return (
    <button type="button" class={name} aria-disabled={isBusy(evidence)} onClick={onSave}>
      {t('pack.save')}
    </button>
  );
}

/** What came of it so far, in words, for ears as well. */
export function EvidenceStatus({ evidence, t }: Omit<SaveEvidenceProps, 'onSave'>) {
  const words = wordsOf(evidence, t);
  return (
    <div role="status" class="evidence-status">
      {words.map((each) => (
        <p key={each} class="further-what">
          <bdi>{each}</bdi>
        </p>
      ))}
    </div>
  );
}

/** Whether a pack is being made, so that another click is not taken. */
function isBusy({ kind }: EvidenceState): boolean {
  return kind === 'seeing' || kind === 'reading' || kind === 'packing';
}

function wordsOf(evidence: EvidenceState, t: PageTranslate): readonly string[] {
  switch (evidence.kind) {
    case 'ready':
      return evidence.needsAccess ? [t('pack.will-ask')] : [];
    case 'reading': {
      const read = formatBytes(evidence.read, t.language);
      if (evidence.size === null) return [t('pack.reading', { read })];
      return [t('pack.reading-of', { read, size: formatBytes(evidence.size, t.language) })];
    }
    case 'done': {
      const { name, size, notes } = evidence;
      return [t('pack.saved', { name, size: formatBytes(size, t.language) }), ...notes];
    }
    default:
      return [t(`pack.${evidence.kind}`)];
  }
}
