/** Whom a certificate is for or from, in its own words. Hostile texts, cut. */
export interface CertificateName {
  /** Common name. */
  readonly name: string | null;
  readonly organisation: string | null;
}

/** What an X.509 certificate says of itself (RFC 5280). Whether any of it holds is not looked at. */
export interface CertificateFacts {
  readonly subject: CertificateName;
  readonly issuer: CertificateName;
  /** First and last moment it is valid, ISO 8601; `null` where it cannot be read. */
  readonly from: string | null;
  readonly until: string | null;
  /** What its key may be used for: names of RFC 5280 §4.2.1.3 and §4.2.1.12, or object identifiers. */
  readonly usages: readonly string[];
}

/** One certificate that a signature brings along. */
export interface ChainCertificate extends CertificateFacts {
  /** SHA-256 of all of it, in hexadecimal. */
  readonly fingerprint: string;
  readonly pem: string;
  /** Which of the person's trust lists have this very certificate. */
  readonly lists: readonly ListReference[];
}

/** A trust list, as it is called on screen: published ones by their kind. */
export interface ListReference {
  readonly kind: 'c2pa' | 'interim' | 'custom';
  readonly name: string;
}

/** The certificates of a record's signature, the signer's own first. */
export interface CertificateChain {
  readonly certificates: readonly ChainCertificate[];
  /** Further ones, beyond those Whence takes. */
  readonly others: number;
}
