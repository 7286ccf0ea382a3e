import type { ComponentChildren } from 'preact';

/** A name and what stands under it; rows without a value are left out. */
export type Fact = readonly [name: string, value: ComponentChildren | null];

/** A list of facts. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const told = facts.filter(([, value]) => value !== null && value !== '');
  return (
    <dl class="facts">
      {told.map(([name, value]) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}
