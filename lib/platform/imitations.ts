import { browser } from 'wxt/browser';
import { englishBadges } from '../i18n/english.ts';
import { languages } from '../i18n/languages.ts';
import { type OverPicture, readOverPictures } from '../page/read-over-pictures.ts';
import { likeOurLabels } from '../verdict/words/like-our-labels.ts';
import { storedWords } from './words.ts';

/** Frames whose answers are read, and answers of each. */
const MAX_FRAMES = 32;
const MAX_ANSWERS = 64;
const MAX_LENGTH = 160;
/** Milliseconds for all frames; the popup tells later what it learns later. */
const TIME_LIMIT = 3_000;

/**
 * In how many places a tab shows, over its pictures, what reads like one of Whence's labels. Contacts nobody.
 * @returns `null` where it could not be looked: gone, closed to extensions, no answer
 */
export async function imitationsIn(tab: number): Promise<number | null> {
  const injected = browser.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func: readOverPictures });
  const [answers, ...words] = await Promise.all([
    Promise.race([injected.catch(() => null), patience()]),
    ...languages.map(async (language) => (await storedWords('badges', language).catch(() => null)) ?? englishBadges),
  ]);
  if (answers === null) return null;
  const isLike = likeOurLabels(words);
  return answers
    .slice(0, MAX_FRAMES)
    .flatMap(({ result }: { readonly result?: unknown }) => parse(result))
    .filter(isLike).length;
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, TIME_LIMIT, null));
}

function parse(said: unknown): readonly OverPicture[] {
  if (!Array.isArray(said)) return [];
  return said.slice(0, MAX_ANSWERS).map((each: unknown) => {
    const { text, name } = (typeof each === 'object' && each !== null ? each : {}) as Partial<Record<string, unknown>>;
    return { text: short(text), name: short(name) };
  });
}

function short(text: unknown): string {
  return typeof text === 'string' ? text.slice(0, MAX_LENGTH) : '';
}
