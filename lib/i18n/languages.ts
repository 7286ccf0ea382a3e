/** Languages a person can choose: those with complete files in `locales/`, in each of its folders under this name. */
export const languages: readonly string[] = ['en', 'fr', 'es', 'ru', 'ar', 'zh-Hans'];

/**
 * The language of `languages` that is written as the tag says: `zh-CN` is Simplified Chinese, `zh-TW` is not.
 * `en` when there is none.
 */
export function nearestLanguage(tag: string): string {
  const wanted = writtenAs(tag);
  return languages.find((known) => writtenAs(known) === wanted) ?? 'en';
}

/**
 * The tag to speak by, down to dates and numbers: the person's own where Whence has its language, for the region in it;
 * else English.
 */
export function spokenTag(tag: string): string {
  const nearest = nearestLanguage(tag);
  if (nearest === 'en' && (tag === 'en' || writtenAs(tag) !== writtenAs('en'))) return 'en-GB';
  return tag;
}

/** Language and script; `null` for what is no tag. */
function writtenAs(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return null;
  }
}
