import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { RecordNode } from '../lib/model/report.ts';
import { RecordOutline } from './RecordOutline.tsx';
import { TreeDiagram } from './TreeDiagram.tsx';
import type { Previews } from './use-details.ts';

interface ProvenanceTreeProps {
  readonly tree: readonly RecordNode[];
  readonly t: PageTranslate;
  /** The picture of this file. */
  readonly picture: ComponentChildren;
  /** Those of the other files that the record keeps. */
  readonly previews?: Previews;
}

/**
 * Where a file came from, as a diagram and as nested lists that say the same. A record without ingredients is no tree,
 * and has the words only.
 */
export function ProvenanceTree({ tree, t, picture, previews = new Map() }: ProvenanceTreeProps) {
  const id = useId();
  const text = useRef<HTMLDetailsElement>(null);
  const showInText = (node: number): void => {
    if (text.current === null) return;
    text.current.open = true;
    text.current.querySelector<HTMLElement>(`[data-node="${node}"]`)?.focus();
  };
  if (tree.length < 2) return <RecordOutline tree={tree} t={t} />;
  return (
    <>
      <TreeDiagram tree={tree} t={t} picture={picture} previews={previews} describedBy={id} onOpen={showInText} />
      <p class="muted tree-note" id={id}>
        {t('tree.about')}
      </p>
      <details class="fold" open ref={text}>
        <summary>{t('tree.as-text')}</summary>
        <RecordOutline tree={tree} t={t} />
      </details>
    </>
  );
}
