import { type DerValue, derContents, derValue } from '../bytes/der.ts';
import type { CertificateName } from '../model/certificate.ts';
import { certificateSubject } from './certificate-subject.ts';

/** Parts of a name looked at; real ones have six. */
const MAX_PARTS = 32;
/** Longest text kept, in bytes. */
const MAX_TEXT = 512;
/** `id-at-commonName` and `id-at-organizationName` (RFC 5280 appendix A), as their bytes stand in a name. */
const COMMON_NAME = '85,4,3';
const ORGANIZATION = '85,4,10';
/** String types of X.690: how each is read. */
const ENCODINGS: ReadonlyMap<number, string> = new Map([
  [0x0c, 'utf-8'],
  [0x13, 'latin1'],
  [0x14, 'latin1'],
  [0x16, 'latin1'],
  [0x1e, 'utf-16be'],
]);

/** The names in the subject of an X.509 certificate; `null` for those it does not give or that cannot be read. */
export function certificateNames(certificate: Uint8Array): CertificateName {
  const subject = certificateSubject(certificate);
  return subject === null ? { name: null, organisation: null } : namesIn(subject, derValue(subject, 0));
}

/** The names in one `Name` (RFC 5280 §4.1.2.4). */
export function namesIn(bytes: Uint8Array, whole: DerValue | null): CertificateName {
  const names = new Map<string, string>();
  for (const part of derContents(bytes, whole, MAX_PARTS)) {
    const [pair = null] = derContents(bytes, part, 1);
    const [type, value] = derContents(bytes, pair, 2);
    if (type === undefined || value === undefined) continue;
    const key = bytes.subarray(type.start, Math.min(type.end, type.start + 3)).join();
    const text = type.end - type.start === 3 ? textOf(bytes, value) : null;
    if (text !== null && !names.has(key)) names.set(key, text);
  }
  return { name: names.get(COMMON_NAME) ?? null, organisation: names.get(ORGANIZATION) ?? null };
}

function textOf(bytes: Uint8Array, { tag, start, end }: DerValue): string | null {
  const encoding = ENCODINGS.get(tag);
  if (encoding === undefined) return null;
  const text = new TextDecoder(encoding).decode(bytes.subarray(start, Math.min(end, start + MAX_TEXT)));
  return text.trim() === '' ? null : text;
}
