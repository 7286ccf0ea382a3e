import { dayOf, readIsoDate, type TimeSpan } from './time-span.ts';

/** A date that stands in a text: read, or `null` where it can be read in two ways. */
export type DateInText = { readonly text: string; readonly span: TimeSpan | null };

/** Longest text searched, in characters. */
const MAX_LENGTH = 2000;
const MAX_DATES = 4;
const NUMERIC = /(?<![\d/.-])(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))(?![\d/-]|\.\d)/g;
const WORDED =
  /(?<![\p{L}\d])(?:(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?: de| of)? (\p{L}{3,12})\.?(?: de)?,? (\d{4})|(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))(?![\d])/giu;

/** The dates written out in a text, in the order of its kinds. `03/04/2021` is found and not read: it is two days. */
export function datesInText(text: string, language: string): readonly DateInText[] {
  const start = text.slice(0, MAX_LENGTH);
  const numeric = [...start.matchAll(NUMERIC)].map(([found, year, month, day, first, second, last]) => ({
    text: found,
    span:
      year !== undefined
        ? readIsoDate(`${year}-${month}-${day}`)
        : twoWays(Number(first), Number(second), Number(last)),
  }));
  const months = monthsOf(language);
  const worded = [...start.matchAll(WORDED)].flatMap(([found, day, month, year, monthFirst, dayAfter, yearAfter]) => {
    const number = months.get((month ?? monthFirst ?? '').toLowerCase());
    if (number === undefined) return [];
    return { text: found, span: dayOf(Number(year ?? yearAfter), number, Number(day ?? dayAfter)) };
  });
  return [...numeric, ...worded].slice(0, MAX_DATES);
}

/** Day before month or month before day: only where one order gives no date, or both the same, it is known. */
function twoWays(first: number, second: number, year: number): TimeSpan | null {
  const [dayFirst, monthFirst] = [dayOf(year, second, first), dayOf(year, first, second)];
  if (first === second || monthFirst === null) return dayFirst;
  return dayFirst === null ? monthFirst : null;
}

/** Names of months, whole and short, in English and in the language of the page. */
function monthsOf(language: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const tag of ['en', language.slice(0, MAX_TAG_LENGTH)])
    for (const style of ['long', 'short'] as const)
      for (const [index, name] of monthNames(tag, style).entries()) if (!names.has(name)) names.set(name, index + 1);
  return names;
}

/** BCP 47 (RFC 5646 §4.4.1) asks programs for no more. */
const MAX_TAG_LENGTH = 35;

/** From January on; none in what is no language. */
function monthNames(language: string, month: 'long' | 'short'): readonly string[] {
  try {
    // With a day, because some languages have another form of the name then.
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC', calendar: 'gregory' });
    return Array.from({ length: 12 }, (_, index) => {
      const parts = format.formatToParts(Date.UTC(2001, index, 1));
      return (parts.find(({ type }) => type === 'month')?.value ?? '').toLowerCase().replace(/\.$/, '');
    });
  } catch {
    return [];
  }
}
