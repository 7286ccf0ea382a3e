import type { Basis } from '../../model/verdict.ts';

/** The field's terms as Whence uses them (C2PA 2.2 §2, IPTC), in the order one reads them. */
export const TERMS = [
  'content-credentials',
  'manifest',
  'claim',
  'assertion',
  'action',
  'ingredient',
  'signer',
  'certificate',
  'trust-list',
  'trust-anchor',
  'timestamp',
  'revocation',
  'hard-binding',
  'soft-binding',
  'watermark',
  'fingerprint',
  'metadata',
  'digital-source-type',
  'remote-manifest',
  'trace',
  'website-label',
  'absence',
  'not-checked',
] as const;

export type TermId = (typeof TERMS)[number];

/** The term that explains most of what a basis means. */
export function termOf(basis: Basis): TermId {
  return TERM_OF_BASIS[basis];
}

const TERM_OF_BASIS: Readonly<Record<Basis, TermId>> = {
  'signed-trusted': 'trust-list',
  'signed-unrecognised': 'signer',
  'signed-lapsed': 'timestamp',
  'changed-since-signing': 'hard-binding',
  'record-broken': 'manifest',
  'record-elsewhere': 'remote-manifest',
  'record-removed': 'trace',
  declared: 'metadata',
  watermark: 'watermark',
  page: 'website-label',
  'nothing-found': 'absence',
  'could-not-check': 'not-checked',
};
