/** Languages a person can choose: those with complete files in `locales/`. */
export const languages: readonly string[] = ['en'];

/** The tag to write dates and numbers by: the person's region, in the language the words are in. */
export function withRegion(language: string, nearest: string): string {
  const fallback = nearest === 'en' ? 'en-GB' : nearest;
  if (!language.toLowerCase().startsWith(`${nearest}-`)) return fallback;
  return isWellFormed(language) ? language : fallback;
}

/** The longest known prefix of a tag (RFC 4647 lookup); `en` when there is none. */
export function nearestLanguage(language: string): string {
  for (let tag = language.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const known = languages.find((each) => each.toLowerCase() === tag);
    if (known !== undefined) return known;
  }
  return 'en';
}

function isWellFormed(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}
