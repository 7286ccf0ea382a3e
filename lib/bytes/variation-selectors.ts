import type { Outcome } from '../model/outcome.ts';

/**
 * The bytes that a run of variation selectors stands for, in UTF-8 (C2PA 2.3 Annex A.8): U+FE00 to U+FE0F
 * are 0 to 15, U+E0100 to U+E01EF are 16 to 255. `malformed`: something else is among them.
 */
export function fromVariationSelectors(utf8: Uint8Array): Outcome<Uint8Array> {
  const bytes = new Uint8Array(utf8.length);
  let length = 0;
  for (let at = 0; at < utf8.length;) {
    const selector = selectorAt(utf8, at);
    if (selector === null) return { kind: 'unanswered', why: 'malformed' };
    bytes[length++] = selector.value;
    at += selector.length;
  }
  return { kind: 'found', value: bytes.subarray(0, length) };
}

/** The variation selector at `at`: the byte it stands for, and how many bytes of UTF-8 it takes. */
export function selectorAt(utf8: Uint8Array, at: number): { readonly value: number; readonly length: number } | null {
  const [first, second, third = 0, fourth = 0] = utf8.subarray(at, at + 4);
  if (first === 0xef && second === 0xb8 && third >= 0x80 && third <= 0x8f) return { value: third - 0x80, length: 3 };
  if (first !== 0xf3 || second !== 0xa0 || third < 0x84 || third > 0x87 || fourth < 0x80 || fourth > 0xbf) return null;
  const value = 16 + (third - 0x84) * 64 + fourth - 0x80;
  return value > 255 ? null : { value, length: 4 };
}
