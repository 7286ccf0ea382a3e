import badges from '../../locales/badges/en.json' with { type: 'json' };
import en from '../../locales/en.json' with { type: 'json' };
import pagesEn from '../../locales/pages/en.json' with { type: 'json' };
import { type LoadWords, translatorOf } from './load-words.ts';
import type { MessageKey, Translate } from './translate.ts';

/** Keys of the words that only Whence's own pages use (`locales/pages/en.json`). */
type PageKey = keyof typeof pagesEn;

/** Translates everything: the words about a picture and those of the pages. */
export type PageTranslate = Translate<MessageKey | PageKey>;

/**
 * The translator for popup, options, report and welcome.
 * @param tag as `spokenTag` answers it.
 */
export function pageTranslator(tag: string, load: LoadWords): Promise<PageTranslate> {
  return translatorOf<MessageKey | PageKey>({ ...badges, ...en, ...pagesEn }, 'pages', tag, load);
}
