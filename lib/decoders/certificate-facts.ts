import { latin1 } from '../bytes/byte-view.ts';
import { type DerValue, derContents, derValue } from '../bytes/der.ts';
import type { CertificateFacts } from '../model/certificate.ts';
import { certificateFields } from './certificate-fields.ts';
import { namesIn } from './certificate-names.ts';

/** Extensions looked at, and purposes of one; real certificates have a dozen and two. */
const MAX_EXTENSIONS = 40;
const MAX_PURPOSES = 16;
/** `extensions [3] EXPLICIT` (RFC 5280 §4.1). */
const EXTENSIONS = 0xa3;
const OCTET_STRING = 0x04;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
/** Longest object identifier written out, in bytes. */
const MAX_IDENTIFIER = 32;

/** What a certificate says of itself; what cannot be read is left out. Nothing is checked. */
export function certificateFacts(certificate: Uint8Array): CertificateFacts {
  const [, , issuer = null, validity = null, subject = null, , ...optional] = certificateFields(certificate);
  const [from, until] = derContents(certificate, validity, 2).map((time) => momentOf(certificate, time));
  return {
    subject: namesIn(certificate, subject),
    issuer: namesIn(certificate, issuer),
    from: from ?? null,
    until: until ?? null,
    usages: usagesIn(certificate, optional.find(({ tag }) => tag === EXTENSIONS) ?? null),
  };
}

/** A time of RFC 5280 §4.1.2.5: with seconds, and in UTC. */
function momentOf(bytes: Uint8Array, { tag, start, end }: DerValue): string | null {
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) return null;
  const text = latin1(bytes.subarray(start, Math.min(end, start + LONGEST_TIME)));
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (match === null) return null;
  const [, year = '', month, day, hour, minute, second] = match;
  if (year.length !== (tag === UTC_TIME ? 2 : 4)) return null;
  const century = tag === UTC_TIME ? (Number(year) < 50 ? '20' : '19') : '';
  const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

const LONGEST_TIME = 16;

function usagesIn(bytes: Uint8Array, extensions: DerValue | null): readonly string[] {
  const [list = null] = derContents(bytes, extensions, 1);
  return derContents(bytes, list, MAX_EXTENSIONS).flatMap((extension) => {
    const [id, ...rest] = derContents(bytes, extension, 3);
    const value = rest.at(-1);
    if (id === undefined || value?.tag !== OCTET_STRING) return [];
    const name = bytes.subarray(id.start, Math.min(id.end, id.start + MAX_IDENTIFIER)).join();
    const inner = derValue(bytes, value.start, value.end);
    if (name === KEY_USAGE) return bitsOf(bytes, inner);
    if (name !== EXTENDED_KEY_USAGE) return [];
    return derContents(bytes, inner, MAX_PURPOSES).map((purpose) => purposeOf(bytes, purpose));
  });
}

const KEY_USAGE = '85,29,15';
const EXTENDED_KEY_USAGE = '85,29,37';
const BIT_STRING = 0x03;

/** RFC 5280 §4.2.1.3, from the first bit on. */
const USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

function bitsOf(bytes: Uint8Array, value: DerValue | null): readonly string[] {
  if (value?.tag !== BIT_STRING) return [];
  // The first byte counts the bits of the last one that are not used.
  const bits = bytes.subarray(value.start + 1, value.end);
  return USAGES.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
}

/** Purposes seen in signers' certificates, by the name their registrars gave them. */
const PURPOSES: ReadonlyMap<string, string> = new Map([
  ['2.5.29.37.0', 'anyExtendedKeyUsage'],
  ['1.3.6.1.5.5.7.3.1', 'serverAuth'],
  ['1.3.6.1.5.5.7.3.2', 'clientAuth'],
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  ['1.3.6.1.5.5.7.3.4', 'emailProtection'],
  ['1.3.6.1.5.5.7.3.8', 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
  ['1.3.6.1.5.5.7.3.36', 'documentSigning'],
  ['1.3.6.1.4.1.62558.2.1', 'c2pa-kp-claimSigning'],
]);

function purposeOf(bytes: Uint8Array, { start, end }: DerValue): string {
  const dotted = identifierOf(bytes.subarray(start, Math.min(end, start + MAX_IDENTIFIER)));
  return PURPOSES.get(dotted) ?? dotted;
}

/** An object identifier in dots (X.690 §8.19). */
function identifierOf(bytes: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(Math.floor(arc / 40), 2), arc - Math.min(Math.floor(arc / 40), 2) * 40);
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}
