import type { LookedAt, StanceLine } from './stance.ts';

/** Where a line belongs. */
export type SignalPlace = 'robots.txt' | 'tdmrep.json' | 'meta' | 'headers';

/** One thing a creator may want to change about their own page. */
export type SiteFinding =
  /** Pictures whose record is gone or broken, by address. */
  | { readonly kind: 'record-lost'; readonly addresses: readonly string[] }
  /** Pictures whose file names nobody: no creator, credit or copyright. */
  | { readonly kind: 'credit-missing'; readonly addresses: readonly string[] }
  /** Nothing says no to AI training there; the exact lines that would. */
  | { readonly kind: 'signal-missing'; readonly place: SignalPlace; readonly add: string }
  /** Lines on AI training that cannot all be meant. */
  | { readonly kind: 'contradiction'; readonly lines: readonly StanceLine[] }
  | { readonly kind: 'could-not-look'; readonly places: readonly LookedAt[] };
