import type { TrustmarkVariant } from './trustmark.ts';

/** A decoder's file as its makers publish it. */
export interface PublishedWeights {
  readonly variant: TrustmarkVariant;
  /** Addresses of the same file, the one to ask first in front. */
  readonly addresses: readonly string[];
  /** Exact size in bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Why a file that was asked for is not there. */
export type WeightsFailure =
  | 'offline' // no connection to the server
  | 'refused' // the server says no
  | 'web-page' // HTML instead of the file
  | 'cut' // it ended early, or stopped coming
  | 'too-large' // more than was published
  | 'altered' // as large as published, and not the same
  | 'not-allowed' // the person or the browser did not let Whence ask
  | 'not-kept'; // the browser would not store it

/** How things stand with one decoder. */
export interface WeightsState {
  readonly variant: TrustmarkVariant;
  /** Bytes of the file. */
  readonly size: number;
  /** Hosts it is downloaded from. */
  readonly hosts: readonly string[];
  readonly isKept: boolean;
  /** Bytes that came of a download under way; else `null`. */
  readonly received: number | null;
  /** What became of the last download, where it failed. */
  readonly failure: WeightsFailure | null;
}
