import badges from '../../locales/badges/en.json' with { type: 'json' };
import en from '../../locales/en.json' with { type: 'json' };
import type { Words } from './load-words.ts';
import { createTranslate } from './translate.ts';
import type { Translate } from './translate.ts';

/** English, at once and without a promise: for the engine's own sentence and the command line. */
export const english: Translate = createTranslate({ ...badges, ...en }, 'en-GB');

/** English as it is written on badges. */
export const englishBadges: Words = badges;
