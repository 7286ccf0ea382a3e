import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nearestLanguage } from '../../lib/i18n/languages.ts';
import type { LoadWords, Words } from '../../lib/i18n/load-words.ts';

/** Folders of `locales/` by what is in them. */
export const FOLDERS = { badges: 'badges/', words: '', pages: 'pages/', browser: 'browser/' } as const;

/** One file of `locales/`; `null` where there is none. */
export function readLocale(folder: keyof typeof FOLDERS, language: string): Words | null {
  const path = fileURLToPath(new URL(`../../locales/${FOLDERS[folder]}${language}.json`, import.meta.url));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Words) : null;
}

/** The words as the build ships them, from the files it ships. */
export const readWords: LoadWords = async (part, tag) => {
  const language = nearestLanguage(tag);
  if (language === 'en') return null;
  const folders = part === 'badges' ? (['badges'] as const) : (['badges', 'words', 'pages'] as const);
  return Object.assign({}, ...folders.map((folder) => readLocale(folder, language))) as Words;
};
