import type { ComponentChildren } from 'preact';
import type { TermId } from '../lib/verdict/words.ts';
import { Term } from './Term.tsx';

interface SectionProps {
  readonly title: string;
  /** The term of the glossary that the title stands for. */
  readonly term?: TermId;
  readonly count?: string;
  readonly children?: ComponentChildren;
}

/** A titled part of the report, with a short answer at the end of the title's line. */
export function Section({ title, term, count, children }: SectionProps) {
  return (
    <section>
      <h2>
        {term === undefined ? title : <Term id={term}>{title}</Term>}{' '}
        {count !== undefined && <span class="count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}
