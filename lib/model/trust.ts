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

/** Whom a certificate of a list is for, in its own words. */
export interface ListedCertificate {
  /** Common name. */
  readonly name: string | null;
  readonly organisation: string | null;
}

export type TrustLists = readonly TrustList[];
