import en from '../../locales/badges/en.json' with { type: 'json' };
import { nearestLanguage, withRegion } from './languages.ts';
import { createTranslate } from './translate.ts';
import type { BadgeKey, Messages, Translate } from './translate.ts';

const LANGUAGES: ReadonlyMap<string, () => Promise<Messages<BadgeKey>>> = new Map([['en', async () => en]]);

/** The translator for the words on badges alone, which pages with labels pay for; otherwise as `translator`. */
export async function badgeTranslator(language: string): Promise<Translate<BadgeKey>> {
  const nearest = nearestLanguage(language);
  return createTranslate(await (LANGUAGES.get(nearest) ?? (async () => en))(), withRegion(language, nearest));
}
