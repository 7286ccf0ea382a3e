import { type DerValue, derContents, derValue, SEQUENCE } from '../bytes/der.ts';

/** `version [0] EXPLICIT`, which certificates of version 1 leave out. */
const VERSION = 0xa0;
/** Fields of version 3, all optional ones counted (RFC 5280 §4.1). */
const MOST_FIELDS = 10;

/**
 * The fields of what is signed in an X.509 certificate (RFC 5280 §4.1) after its version: serialNumber, signature,
 * issuer, validity, subject, subjectPublicKeyInfo, and what may follow. Fewer where its structure ends before.
 */
export function certificateFields(certificate: Uint8Array): readonly DerValue[] {
  const whole = derValue(certificate, 0);
  const signed = whole && derValue(certificate, whole.start, whole.end);
  if (signed?.tag !== SEQUENCE) return [];
  const fields = derContents(certificate, signed, MOST_FIELDS);
  return fields[0]?.tag === VERSION ? fields.slice(1) : fields;
}
