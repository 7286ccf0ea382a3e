import type { Unanswered } from './outcome.ts';
import type { Report } from './report.ts';

/** Where the address of another copy comes from: a place in the page, the same address asked otherwise, or a rule. */
export type CandidateReason =
  'same-address' | 'srcset' | 'src' | 'link' | 'attribute' | 'social-card' | 'structured-data' | `rule ${string}`;

/** What came of one address that is not the answer. */
export interface Tried {
  readonly url: string;
  readonly why: CandidateReason;
  readonly outcome:
    | Unanswered
    | 'same-file' // the copy shown, under another address
    | 'placeholder' // too few bytes to be a picture
    | 'no-record' // no better evidence than the copy shown has
    | 'another-shape' // a crop
    | 'another-picture'
    | 'perhaps-another-picture' // alike, not enough so to say
    | 'cannot-compare'; // could not be decoded
  /** Where it was read: tells a larger copy without a record. */
  readonly pixels: Report['pixels'];
}

/** What a search for a picture's original came to. */
export type OriginalAnswer =
  | {
      readonly kind: 'found';
      readonly url: string;
      readonly why: CandidateReason;
      readonly report: Report;
      readonly tried: readonly Tried[];
    }
  | { readonly kind: 'none'; readonly tried: readonly Tried[] };
