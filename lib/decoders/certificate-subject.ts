import { SEQUENCE } from '../bytes/der.ts';
import { certificateFields } from './certificate-fields.ts';

/**
 * The `subject` of an X.509 certificate (RFC 5280 §4.1), header and all, as a view into `certificate`;
 * `null` where its structure does not lead there.
 */
export function certificateSubject(certificate: Uint8Array): Uint8Array | null {
  const subject = certificateFields(certificate)[4];
  return subject?.tag === SEQUENCE ? certificate.subarray(subject.offset, subject.end) : null;
}
