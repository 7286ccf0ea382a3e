import en from '../../locales/en.json' with { type: 'json' };
import { createTranslate } from './translate.ts';
import type { MessageKey, Messages, Translate } from './translate.ts';

/** One entry a complete file in `locales/`; a further language is loaded only when it is asked for. */
const LANGUAGES: ReadonlyMap<string, () => Promise<Messages<MessageKey>>> = new Map([['en', async () => en]]);

/**
 * The translator for the words said about a picture.
 * @param language BCP 47 tag; a language without a file of its own is answered in English.
 */
export async function translator(language: string): Promise<Translate> {
  const nearest = nearestLanguage(language);
  return createTranslate(await (LANGUAGES.get(nearest) ?? (async () => en))(), withRegion(language, nearest));
}

/** Languages a person can choose. */
export const languages: readonly string[] = [...LANGUAGES.keys()];

/** The tag to write dates and numbers by: the person's region, in the language the words are in. */
export function withRegion(language: string, nearest: string): string {
  const fallback = nearest === 'en' ? 'en-GB' : nearest;
  if (!language.toLowerCase().startsWith(`${nearest}-`)) return fallback;
  return isWellFormed(language) ? language : fallback;
}

function isWellFormed(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}

/** The longest known prefix of a tag (RFC 4647 lookup); `en` when there is none. */
export function nearestLanguage(language: string): string {
  for (let tag = language.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const known = languages.find((each) => each.toLowerCase() === tag);
    if (known !== undefined) return known;
  }
  return 'en';
}
