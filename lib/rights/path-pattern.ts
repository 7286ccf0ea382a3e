/** Longest pattern compared, in characters; longer ones are compared by nobody else either. */
const MAX_PATTERN = 2048;

/**
 * How many characters of `pattern` cover `path`, in the matching of RFC 9309 §2.2.3 that robots.txt, TDMRep and RSL
 * share: from the beginning, `*` for any run of characters, `$` at the end for the end. `null`: it does not cover it.
 * Never costs more than the product of the two lengths.
 */
export function coverage(pattern: string, path: string): number | null {
  if (pattern === '' || pattern.length > MAX_PATTERN) return null;
  const isWhole = pattern.endsWith('$');
  const [first = '', ...rest] = comparable(isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const text = comparable(path.slice(0, MAX_PATTERN));
  if (!text.startsWith(first)) return null;
  let at = first.length;
  for (const [index, piece] of rest.entries()) {
    const isLast = index === rest.length - 1;
    // What must reach the end may only be looked for there.
    const found = isLast && isWhole && piece !== '' ? text.length - piece.length : text.indexOf(piece, at);
    if (found < at || !text.startsWith(piece, found)) return null;
    at = found + piece.length;
    if (isLast && piece === '') at = text.length;
  }
  return isWhole && at !== text.length ? null : pattern.length;
}

/** Percent-encoded the same way on both sides (RFC 9309 §2.2.2), hex digits in capitals. */
function comparable(text: string): string {
  return text.replace(/%[0-9a-f]{2}|[^\x21-\x7e]/giu, (each) =>
    each.startsWith('%') ? unreserved(each) : encodeURIComponent(each.isWellFormed() ? each : '\ufffd'),
  );
}

function unreserved(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
}
