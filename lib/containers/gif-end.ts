/**
 * Offset in `tail`, the end of a GIF, of the first comment or application extension from which nothing but extensions
 * leads to the byte that closes the file; `null`: there is none. Inside a picture hardly anything looks like one, and
 * of that hardly anything leads there.
 */
export function extensionsAtEnd(tail: Uint8Array): number | null {
  let tries = 0;
  for (let at = 1; at < tail.length && tries < MOST_TRIES; at++) {
    if (tail[at - 1] !== CHAIN_END || tail[at] !== EXTENSION || !looksKept(tail, at)) continue;
    if (leadsToEnd(tail, at)) return at;
    tries++;
  }
  return null;
}

/** A comment that begins with text, or an application's name of the length that all have. */
function looksKept(tail: Uint8Array, at: number): boolean {
  const [label, length = 0] = [tail[at + 1], tail[at + 2]];
  if (label === APPLICATION) return length === APPLICATION_NAME;
  const start = tail.subarray(at + 3, at + 3 + Math.min(length, COMMENT_LOOK));
  return label === COMMENT && start.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function leadsToEnd(tail: Uint8Array, start: number): boolean {
  let at = start;
  while (tail[at] === EXTENSION) {
    at += 2;
    while (at < tail.length && tail[at] !== CHAIN_END) at += 1 + (tail[at] ?? 0);
    at++;
  }
  return at === tail.length - 1 && tail[at] === TRAILER;
}

const CHAIN_END = 0;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
const APPLICATION_NAME = 11;
const COMMENT_LOOK = 32;
/** In 16 kB of compressed picture one is rare. */
const MOST_TRIES = 64;
