import type { Agreement } from '../model/comparison.ts';

/** Longest name or caption compared, in characters. */
const MAX_LENGTH = 500;
const MAX_WORDS = 120;

/** What stands after "Photograph:", "Photo by", "©" and their like: a text that names who made the picture. */
const CREDIT =
  /(?:\bphoto(?:graph|graphie|s)?\b|\bpicture\b|\bimage\b|\bfoto(?:graf[ií]a)?\b|\bcredit\b|фото)\s{0,3}(?::|\bby\b|\bpar\b|\bpor\b|©)|©|照片：|摄影：/iu;

/**
 * Whether the two are the same name: every word of the shorter stands in the other. As an initial, or a family name
 * alone, they may be: others are called so too.
 */
export function sameName(one: string, other: string): 'agrees' | 'may-agree' | 'differs' {
  const [fewer = [], more = []] = [words(one), words(other)].sort((a, b) => a.length - b.length);
  const whole = fewer.filter((word) => word.length > 1 && more.includes(word));
  if (whole.length === 0 || !fewer.every((word) => more.some((each) => isSameWord(word, each)))) return 'differs';
  const isWhole = fewer.every((word) => more.includes(word));
  return isWhole && (whole.length > 1 || fewer.length === more.length) ? 'agrees' : 'may-agree';
}

/** What a text that may name a picture's maker says of this name. A text that names nobody leaves it unclear. */
export function namedIn(text: string, name: string): Agreement {
  const wanted = words(name);
  const there = words(text);
  const last = wanted.at(-1);
  if (last !== undefined && last.length > 1) {
    const places = there.flatMap((_, at) => (isAt(there, at, wanted) ? [at] : []));
    const isWhole = places.some((at) => wanted.every((word, index) => there[at + index] === word));
    if (places.length > 0) return isWhole ? 'agrees' : 'may-agree';
  }
  const credit = CREDIT.exec(text.slice(0, MAX_LENGTH));
  if (credit === null) return 'unclear';
  const credited = text.slice(credit.index + credit[0].length, MAX_LENGTH);
  return words(credited).some((word) => word.length > 1) && last !== undefined ? 'differs' : 'unclear';
}

/** The words of a name stand here in its order, each whole or as an initial; the last one whole. */
function isAt(there: readonly string[], at: number, name: readonly string[]): boolean {
  return (
    there[at + name.length - 1] === name.at(-1) &&
    name.every((word, index) => isSameWord(word, there[at + index] ?? ''))
  );
}

function isSameWord(one: string, other: string): boolean {
  return one === other || ((one.length === 1 || other.length === 1) && other !== '' && one[0] === other[0]);
}

/** In small letters and without accents, so that "José" and "JOSE" are one. */
function words(text: string): readonly string[] {
  const plain = text.slice(0, MAX_LENGTH).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\d]+/gu) ?? []).slice(0, MAX_WORDS);
}
