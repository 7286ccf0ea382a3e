import { type DerValue, derValue } from '../bytes/der.ts';
import type { ListedCertificate } from '../model/trust.ts';
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
export function certificateNames(certificate: Uint8Array): ListedCertificate {
  const subject = certificateSubject(certificate);
  const names = new Map<string, string>();
  if (subject !== null)
    for (const part of inside(subject, derValue(subject, 0))) {
      const [pair] = inside(subject, part);
      const [type, value] = pair === undefined ? [] : inside(subject, pair);
      if (type === undefined || value === undefined) continue;
      const key = subject.subarray(type.start, type.end).join();
      const text = textOf(subject, value);
      if (text !== null && !names.has(key)) names.set(key, text);
    }
  return { name: names.get(COMMON_NAME) ?? null, organisation: names.get(ORGANIZATION) ?? null };
}

function inside(bytes: Uint8Array, outer: DerValue | null): readonly DerValue[] {
  const found: DerValue[] = [];
  if (outer === null) return found;
  let next = derValue(bytes, outer.start, outer.end);
  while (next !== null && found.length < MAX_PARTS) {
    found.push(next);
    next = derValue(bytes, next.end, outer.end);
  }
  return found;
}

function textOf(bytes: Uint8Array, { tag, start, end }: DerValue): string | null {
  const encoding = ENCODINGS.get(tag);
  if (encoding === undefined) return null;
  const text = new TextDecoder(encoding).decode(bytes.subarray(start, Math.min(end, start + MAX_TEXT)));
  return text.trim() === '' ? null : text;
}
