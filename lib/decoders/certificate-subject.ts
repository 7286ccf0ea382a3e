import { type DerValue, derValue, SEQUENCE } from '../bytes/der.ts';

/** `version [0] EXPLICIT`, which certificates of version 1 leave out. */
const VERSION = 0xa0;

/**
 * The `subject` of an X.509 certificate (RFC 5280 §4.1), header and all, as a view into `certificate`;
 * `null` where its structure does not lead there.
 */
export function certificateSubject(certificate: Uint8Array): Uint8Array | null {
  const whole = derValue(certificate, 0);
  const signed = whole && sequenceAt(certificate, whole.start, whole.end);
  if (!signed) return null;
  const first = derValue(certificate, signed.start, signed.end);
  // serialNumber, signature, issuer, validity: the subject is the fifth, after the version where there is one.
  let value = first?.tag === VERSION ? derValue(certificate, first.end, signed.end) : first;
  for (let step = 0; step < 4 && value !== null; step += 1) value = derValue(certificate, value.end, signed.end);
  return value?.tag === SEQUENCE ? certificate.subarray(value.offset, value.end) : null;
}

function sequenceAt(bytes: Uint8Array, offset: number, limit: number): DerValue | null {
  const value = derValue(bytes, offset, limit);
  return value?.tag === SEQUENCE ? value : null;
}
