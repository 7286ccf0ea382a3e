import { browser } from 'wxt/browser';
import { nearestLanguage, spokenTag } from '../i18n/languages.ts';
import type { Words, WordsPart } from '../i18n/load-words.ts';
import type { Settings } from '../settings/settings.ts';

/** Folders of `locales/` that hold a part; the build ships them as they are, under `words/`. */
const FOLDERS: { readonly [Part in WordsPart]: readonly string[] } = {
  badges: ['badges/'],
  card: ['badges/', ''],
  pages: ['badges/', '', 'pages/'],
};

/** The tag that Whence speaks by: the person's choice, else the browser's language. */
export function chosenTag({ language }: Pick<Settings, 'language'>): string {
  return spokenTag(language === 'system' ? browser.i18n.getUILanguage() : language);
}

/** `LoadWords` out of Whence's own files, which no web page can reach. The tag may be a page's: it only chooses. */
export async function storedWords(part: WordsPart, tag: string): Promise<Words | null> {
  const language = nearestLanguage(tag);
  if (language === 'en') return null;
  const parts = await Promise.all(FOLDERS[part].map((folder) => read(`/words/${folder}${language}.json`)));
  return Object.assign({}, ...parts) as Words;
}

async function read(path: string): Promise<Words> {
  const response = await fetch(browser.runtime.getURL(path as '/'));
  return (await response.json()) as Words;
}
