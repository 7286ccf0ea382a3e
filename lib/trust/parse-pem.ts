import { armored } from '../bytes/pem.ts';
import type { ListProblem } from '../model/trust.ts';

/** The official list is 38 kB; a hundred times that is an attack. */
export const MAX_PEM_LENGTH = 2 * 1024 * 1024;
const MAX_CERTIFICATES = 500;
/** The largest certificate seen is 2.3 kB. */
const MAX_CERTIFICATE_BYTES = 16 * 1024;

export type PemResult =
  | { readonly kind: 'parsed'; readonly pem: string; readonly certificates: number }
  | { readonly kind: 'refused'; readonly problem: ListProblem };

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;

/**
 * Takes the certificate blocks out of a PEM text (RFC 7468) and nothing else: real lists have lines of text
 * between them, and the validator accepts garbage without a word. One bad block refuses the whole text,
 * because a list that is not what its author wrote vouches for nobody.
 */
export function parsePem(text: string): PemResult {
  if (text.length > MAX_PEM_LENGTH) return refused('too-large');
  if (/^\s*</.test(text)) return refused('web-page');
  const blocks = new Set<string>();
  for (const [, body = ''] of text.matchAll(BLOCK)) {
    const der = decoded(body.replace(/\s+/g, ''));
    if (der === null) return refused('damaged');
    blocks.add(der);
    if (blocks.size > MAX_CERTIFICATES) return refused('too-many');
  }
  if (blocks.size === 0) return refused('empty');
  // A block that was cut off, or opened twice, is a marker without its pair.
  if (count(text, '-----BEGIN CERTIFICATE-----') !== count(text, '-----END CERTIFICATE-----'))
    return refused('cut-off');
  return { kind: 'parsed', pem: [...blocks].map(armored).join(''), certificates: blocks.size };
}

/** The certificates of a text that `parsePem` answered, DER. */
export function derBlocks(pem: string): readonly Uint8Array[] {
  return [...pem.matchAll(BLOCK)].map(([, body = '']) =>
    Uint8Array.from(atob(body.replace(/\s+/g, '')), (character) => character.charCodeAt(0)),
  );
}

/** The same base64 if it holds exactly one DER SEQUENCE (X.690 §8.1.3), else `null`. */
function decoded(base64: string): string | null {
  if (
    base64.length > (MAX_CERTIFICATE_BYTES / 3) * 4 ||
    base64.length % 4 !== 0 ||
    !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)
  )
    return null;
  const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const [tag, first = 0] = der;
  if (tag !== 0x30 || der.length < 4) return null;
  if (first < 0x80) return der.length === 2 + first ? base64 : null;
  const lengthBytes = first & 0x7f;
  if (lengthBytes < 1 || lengthBytes > 3) return null;
  const length = der.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return der.length === 2 + lengthBytes + length ? base64 : null;
}

function count(text: string, marker: string): number {
  return text.split(marker).length - 1;
}

function refused(code: ListProblem['code']): PemResult {
  return { kind: 'refused', problem: { code } };
}
