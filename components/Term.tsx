import type { ComponentChildren } from 'preact';
import type { TermId } from '../lib/verdict/words.ts';

interface TermProps {
  readonly id: TermId;
  readonly children: ComponentChildren;
}

/** Words that lead to their entry in the glossary, beside the page one is reading. */
export function Term({ id, children }: TermProps) {
  return (
    <a class="term" href={`/glossary.html#${id}`} target="_blank" rel="noopener">
      {children}
    </a>
  );
}
