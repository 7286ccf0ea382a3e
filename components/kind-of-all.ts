import type { TabItem } from '../lib/messaging/protocol.ts';

/** What all of them are; `other` when they are of several kinds. Chooses the form of a message about them. */
export function kindOfAll(items: readonly TabItem[]): TabItem['kind'] | 'other' {
  const [first, ...others] = items.map(({ kind }) => kind);
  return first === undefined || others.some((kind) => kind !== first) ? 'other' : first;
}
