import { isRightToLeft } from './translate.ts';

/** A day as the language writes it, in UTC; `null` for what is no date. */
export function formatDate(iso: string, language: string): string | null {
  return format(iso, language, { ...dayStyle(language), timeZone: 'UTC' });
}

/** Day and time as the language writes them, in UTC and saying so; `null` for what is no date. */
export function formatDateTime(iso: string, language: string): string | null {
  const text = format(iso, language, { ...dayStyle(language), timeStyle: 'short', timeZone: 'UTC' });
  return text === null ? null : `${text} UTC`;
}

/** Day and time of a clock whose time zone stands beside them, or nowhere; `null` for what is no date. */
export function formatLocalTime(local: string, language: string): string | null {
  return format(`${local}Z`, language, { ...dayStyle(language), timeStyle: 'short', timeZone: 'UTC' });
}

/** A size in the largest unit that keeps it above one. */
export function formatBytes(bytes: number, language: string): string {
  const step = BYTE_UNITS.findLastIndex(([, size]) => bytes >= size);
  const [unit, size] = BYTE_UNITS[step] ?? BYTE_UNITS[0];
  const maximumFractionDigits = bytes / size < 10 && size > 1 ? 1 : 0;
  const unitDisplay = size === 1 ? 'long' : 'short';
  // In Arabic, units are Latin as the digits are; a plain count of bytes is a word.
  const writtenIn = size > 1 && isRightToLeft(language) ? 'en' : language;
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits, numberingSystem: 'latn' } as const;
  return new Intl.NumberFormat(writtenIn, options).format(bytes / size);
}

/** Several things as the language joins them: "a, b and c". */
export function formatList(items: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}

/** Arabic's medium style is digits and slashes, which do not say which is the month. */
function dayStyle(language: string): Intl.DateTimeFormatOptions {
  return { dateStyle: isRightToLeft(language) ? 'long' : 'medium' };
}

const BYTE_UNITS: readonly [[string, number], ...[string, number][]] = [
  ['byte', 1],
  ['kilobyte', 1e3],
  ['megabyte', 1e6],
  ['gigabyte', 1e9],
];

function format(iso: string, language: string, options: Intl.DateTimeFormatOptions): string | null {
  const time = Date.parse(iso);
  return Number.isNaN(time)
    ? null
    : new Intl.DateTimeFormat(language, { ...options, calendar: 'gregory', numberingSystem: 'latn' }).format(time);
}
