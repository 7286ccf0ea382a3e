import type { Detail, DetailSource } from '../model/file-details.ts';

/** What one place states. */
export type Stated<Name> = readonly [name: Name, value: string | undefined, source: DetailSource];

/** Values told of one name at most: a file may list thousands of people. */
const MAX_PER_NAME = 20;
/** Longest value told, in characters; real names, lenses and programs have under a hundred. */
const MAX_VALUE = 500;

/** Puts equal values together, in the order they are stated; blank ones are left out. */
export function collectDetails<Name extends string>(stated: Iterable<Stated<Name>>): readonly Detail<Name>[] {
  const found = new Map<string, Detail<Name>>();
  const counts = new Map<Name, number>();
  for (const [name, text, source] of stated) {
    const value = text?.slice(0, MAX_VALUE).trim() ?? '';
    const key = `${name} ${value}`;
    const known = found.get(key);
    const count = counts.get(name) ?? 0;
    if (value === '' || (known === undefined && count === MAX_PER_NAME)) continue;
    if (known === undefined) counts.set(name, count + 1);
    const sources = known?.sources ?? [];
    found.set(key, { name, value, sources: sources.includes(source) ? sources : [...sources, source] });
  }
  return [...found.values()];
}
