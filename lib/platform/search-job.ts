import type { OriginalAnswer, Tried } from '../model/original.ts';
import type { Report } from '../model/report.ts';
import type { TrustLists } from '../model/trust.ts';
import type { Candidate } from '../originals/candidate.ts';

/** One search for a picture's original, as plain values: it crosses into a Worker. */
export interface SearchJob {
  /** Address of the copy shown, and of the page that shows it. */
  readonly url: string;
  readonly pageUrl: string;
  /** Base64 of bytes only the page could read. */
  readonly inline: string | null;
  /** What is known of the copy shown. */
  readonly report: Report;
  /** In the order they are to be tried; what stands in the way of asking one, if anything does. */
  readonly candidates: readonly {
    readonly candidate: Candidate;
    readonly obstacle: 'needs-consent' | 'needs-permission' | null;
  }[];
  /** Hosts that said no before. */
  readonly refusedHosts: readonly string[];
  readonly trust: TrustLists;
  /** Whence's own version, for the report. */
  readonly version: string;
}

/** How far a search is. */
export type SearchNote =
  | { readonly kind: 'asking'; readonly url: string }
  | { readonly kind: 'tried'; readonly tried: Tried }
  | { readonly kind: 'done'; readonly answer: OriginalAnswer; readonly refusedHosts: readonly string[] };
