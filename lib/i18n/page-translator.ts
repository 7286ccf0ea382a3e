import badges from '../../locales/badges/en.json' with { type: 'json' };
import en from '../../locales/en.json' with { type: 'json' };
import pagesEn from '../../locales/pages/en.json' with { type: 'json' };
import { createTranslate } from './translate.ts';
import type { MessageKey, Messages, Translate } from './translate.ts';
import { nearestLanguage, withRegion } from './languages.ts';

/** Keys of the words that only Whence's own pages use (`locales/pages/en.json`). */
type PageKey = keyof typeof pagesEn;

/** Translates everything: the words about a picture and those of the pages. */
export type PageTranslate = Translate<MessageKey | PageKey>;

const LANGUAGES: ReadonlyMap<string, () => Promise<Messages<MessageKey | PageKey>>> = new Map([
  ['en', async () => ({ ...badges, ...en, ...pagesEn })],
]);

/**
 * The translator for popup, options, report and welcome.
 * @param language BCP 47 tag; a language without files of its own is answered in English.
 */
export async function pageTranslator(language: string): Promise<PageTranslate> {
  const nearest = nearestLanguage(language);
  const messages = await (LANGUAGES.get(nearest) ?? (async () => ({ ...badges, ...en, ...pagesEn })))();
  return createTranslate(messages, withRegion(language, nearest));
}
