import badges from '../../locales/badges/en.json' with { type: 'json' };
import en from '../../locales/en.json' with { type: 'json' };
import { type LoadWords, translatorOf } from './load-words.ts';
import type { MessageKey, Translate } from './translate.ts';

/**
 * The translator for the words said about a picture.
 * @param tag as `spokenTag` answers it.
 */
export function translator(tag: string, load: LoadWords): Promise<Translate> {
  return translatorOf<MessageKey>({ ...badges, ...en }, 'card', tag, load);
}
