import type { Pdq } from '../../../lib/recognition/pdq.ts';
import type { Fingerprint as Parts, WorkMatch } from '../../../lib/recognition/recognize.ts';
import type { Verification } from '../../../lib/recognition/regional/verify.ts';
import type { Stranger } from './strangers.ts';
import type { Share } from './works.ts';

/** What a work is recognized by, in parts and as a whole. */
export type Fingerprint = Parts & Pdq;

/** A work laid on a picture. */
export interface Laid extends Omit<Verification, 'pose'> {
  readonly work: number;
  readonly votes: number;
  readonly evidence: number;
  /** `null`: no match. */
  readonly sureness: WorkMatch['sureness'] | null;
}

/** What came of one search. */
export interface Searched {
  readonly query: {
    readonly kind: 'copy' | Stranger['kind'];
    /** The transformation of a copy. */
    readonly of: string | null;
    readonly share: Share | null;
    readonly name: string;
    readonly source: string;
  };
  /** Processor time. */
  readonly milliseconds: number;
  /** Works that the picture does not hold. */
  readonly pairs: number;
  /** The most that spoke for the work that it is of, and for another one. */
  readonly own: Laid | null;
  readonly wrong: Laid | null;
}

/** Which part of the pictures a thread has to itself, and which pictures there are. */
export interface Part {
  readonly part: { readonly at: number; readonly of: number };
  readonly works: readonly string[];
  readonly strangers: ReadonlySet<string>;
}

/** How long the search may take, and how many anchors of each work are indexed at most. */
export interface Limits {
  readonly minutes: number;
  readonly anchors: number;
}

export type ToThread =
  | { readonly kind: 'register' }
  | { readonly kind: 'search'; readonly fingerprints: readonly Fingerprint[]; readonly limits: Limits };

export type FromThread =
  | { readonly kind: 'ready' | 'done' }
  | {
      readonly kind: 'registered';
      readonly work: number;
      readonly fingerprint: Fingerprint;
      readonly milliseconds: number;
    }
  | { readonly kind: 'searched'; readonly searched: Searched };
