import type { CertificateName } from './certificate.ts';

/** Who may vouch for a signer. PEM texts hold certificate blocks only, already checked. */
export interface TrustList {
  readonly kind: 'c2pa' | 'interim' | 'custom';
  readonly name: string;
  /** ISO date the list was issued, where it says. */
  readonly issued: string | null;
  /** Certificate authorities a signer's chain may end in. */
  readonly anchorsPem: string;
  /** Signers listed one by one (the interim list has some). */
  readonly allowedPem: string | null;
}

/** Whom a certificate of a list is for, in its own words, and how it stands. */
export interface ListedCertificate extends CertificateName {
  /** Last moment it is valid, ISO 8601; `null` where it cannot be read. */
  readonly until: string | null;
  /** That moment has passed. */
  readonly isLapsed: boolean;
  /** Bytes. */
  readonly size: number;
}

export type TrustLists = readonly TrustList[];

/** Why a copy of a published list was not taken, or a text is no list. Worded where it is shown. */
export interface ListProblem {
  readonly code: (typeof LIST_PROBLEMS)[number];
  /** Certificates of the new copy and of the one before, for `shrunk`. */
  readonly now?: number;
  readonly before?: number;
  /** HTTP status, for `refused`. */
  readonly status?: number;
}

export const LIST_PROBLEMS = [
  'too-large',
  'web-page',
  'damaged',
  'too-many',
  'empty',
  'cut-off',
  'shrunk',
  'older',
  'insecure',
  'moved',
  'refused',
  'slow',
  'unreachable',
] as const;
