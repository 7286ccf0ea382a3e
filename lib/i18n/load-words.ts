import { createTranslate } from './translate.ts';
import type { Message, Messages, Translate } from './translate.ts';

/**
 * Which words: those on badges (`locales/badges`), those about a picture besides (`locales`), those of Whence's own
 * pages as well (`locales/pages`).
 */
export type WordsPart = 'badges' | 'card' | 'pages';

export type Words = Readonly<Record<string, Message>>;

/**
 * Answers the words of the language nearest to a tag; `null` for English, which every script that speaks has in it.
 * Others are in files of their own (lib/platform/words.ts), since nobody reads six languages.
 */
export type LoadWords = (part: WordsPart, tag: string) => Promise<Words | null>;

/** English stands in for words that are missing, and for all of them when they cannot be loaded. */
export async function translatorOf<Key extends string>(
  english: Messages<Key>,
  part: WordsPart,
  tag: string,
  load: LoadWords,
): Promise<Translate<Key>> {
  const isEnglish = /^en\b/i.test(tag);
  const words = isEnglish ? null : await load(part, tag).catch(() => null);
  return words === null
    ? createTranslate(english, isEnglish ? tag : 'en-GB')
    : createTranslate<Key>({ ...english, ...words }, tag);
}
