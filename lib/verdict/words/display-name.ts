/** Longest name shown, in characters; a longer one is cut with an ellipsis. */
const NAME_LIMIT = 80;

/**
 * A name out of a file, made safe to show: control, format and invisible characters are
 * written out as `⟨U+202E⟩`, stacked accents and runs of space are cut, and so is the length.
 * Callers wrap the result in `<bdi>`.
 * @param limit in characters
 */
export function displayName(name: string, limit: number = NAME_LIMIT): string {
  const shown = startOf(name, limit)
    .replace(/[\t\n\r\p{Zs}]+/gu, ' ')
    .replace(INVISIBLE, (character) => `⟨U+${codePointOf(character)}⟩`)
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();
  const characters = [...shown];
  return characters.length <= limit ? shown : `${characters.slice(0, limit - 1).join('')}…`;
}

/** The name without its legal form, for lines too short for it: "Google LLC" becomes "Google". */
export function shortName(name: string): string {
  const shown = displayName(name);
  const short = shown.replace(LEGAL_FORM, '');
  return short === '' ? shown : short;
}

/** Whether Latin letters stand beside look-alikes of another alphabet (the risk of Unicode TR 39 §5). */
export function hasMixedAlphabets(name: string): boolean {
  const start = startOf(name);
  return /\p{sc=Latin}/u.test(start) && /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}]/u.test(start);
}

/** Characters that show nothing or move their neighbors; a joiner is left where its script needs it. */
const INVISIBLE =
  /(?<![\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Bengali}])[\u200c\u200d]|(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u17b4\u17b5\u115f\u1160\u2800\u3164\uffa0]/gu;

const LEGAL_FORM = /,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|AG|SE|S\.A|B\.V|Co\.,? Ltd|Pty Ltd)\.?$/i;

/** Cut before the patterns run, so that their work does not grow with the file. */
function startOf(name: string, limit: number = NAME_LIMIT): string {
  return name.slice(0, limit * 8);
}

function codePointOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
