import en from '../../locales/badges/en.json' with { type: 'json' };
import { type LoadWords, translatorOf } from './load-words.ts';
import type { BadgeKey, Translate } from './translate.ts';

/** The translator for the words on badges alone, which pages with labels pay for; otherwise as `translator`. */
export function badgeTranslator(tag: string, load: LoadWords): Promise<Translate<BadgeKey>> {
  return translatorOf<BadgeKey>(en, 'badges', tag, load);
}
