import type { ComponentChildren } from 'preact';
import type { TermId } from '../lib/verdict/words.ts';
import { Term } from './Term.tsx';

/** A name, what stands under it, and the name's term in the glossary; rows without a value are left out. */
export type Fact = readonly [name: string, value: ComponentChildren | null, term?: TermId];

/** A list of facts. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const told = facts.filter(([, value]) => value !== null && value !== '');
  return (
    <dl class="facts">
      {told.map(([name, value, term]) => [
        <dt key={`${name}-name`}>{term === undefined ? name : <Term id={term}>{name}</Term>}</dt>,
        <dd key={name}>{value}</dd>,
      ])}
    </dl>
  );
}
