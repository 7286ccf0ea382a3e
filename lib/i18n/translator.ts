import badges from '../../locales/badges/en.json' with { type: 'json' };
import en from '../../locales/en.json' with { type: 'json' };
import { nearestLanguage, withRegion } from './languages.ts';
import { createTranslate } from './translate.ts';
import type { MessageKey, Messages, Translate } from './translate.ts';

const ENGLISH = { ...badges, ...en };

/** One entry a language; a further one is loaded only when it is asked for. */
const LANGUAGES: ReadonlyMap<string, () => Promise<Messages<MessageKey>>> = new Map([['en', async () => ENGLISH]]);

/**
 * The translator for the words said about a picture.
 * @param language BCP 47 tag; a language without files of its own is answered in English.
 */
export async function translator(language: string): Promise<Translate> {
  const nearest = nearestLanguage(language);
  return createTranslate(await (LANGUAGES.get(nearest) ?? (async () => ENGLISH))(), withRegion(language, nearest));
}
