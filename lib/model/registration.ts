import type { Unanswered } from './outcome.ts';

/** A file that did not become a work, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: Unanswered | 'no-picture';
}

/** How far the registration of files as works is. */
export interface Registration {
  readonly total: number;
  readonly done: number;
  readonly added: number;
  /** Files that were registered before. */
  readonly known: number;
  readonly leftOut: readonly LeftOut[];
  /** Files left out in all; the list is cut. */
  readonly leftOutCount: number;
  /** `full`: there is no room for more, and the rest is tried again when the person goes on. */
  readonly state: 'running' | 'stopped' | 'full' | 'refused' | 'done';
}
