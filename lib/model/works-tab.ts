import type { Sighting, Work } from './work.ts';

/** What the person has said of a sighting so far, as the page of works sorts it. */
export type SightingTab = 'to-look-at' | 'licensed' | 'not-mine';

/** A part of the page of works. */
export type WorksTab = SightingTab | 'all';

/** A sighting with the work it is of, and where it stands. */
export interface ShownSighting {
  readonly sighting: Sighting;
  readonly work: Work;
  readonly tab: SightingTab;
}

/** Where a sighting stands: one that is known not to be licensed is still to be looked at. */
export function tabOf({ mark }: Pick<Sighting, 'mark'>): SightingTab {
  if (mark === 'not-mine') return 'not-mine';
  return mark === null || mark === 'not-licensed' ? 'to-look-at' : 'licensed';
}
