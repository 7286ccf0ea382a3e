import type { Outcome } from '../model/outcome.ts';
import { latin1 } from './byte-view.ts';

/** Base64 (RFC 4648 §4) in ASCII bytes, white space allowed anywhere, padding optional. */
export function decodeBase64(ascii: Uint8Array): Outcome<Uint8Array> {
  let binary: string;
  try {
    binary = atob(latin1(ascii));
  } catch {
    return { kind: 'unanswered', why: 'malformed' };
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return { kind: 'found', value: bytes };
}
