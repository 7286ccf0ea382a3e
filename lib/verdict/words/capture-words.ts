import { formatDate, formatLocalTime } from '../../i18n/format.ts';
import type { PageTranslate } from '../../i18n/page-translator.ts';
import type { CaptureName } from '../../model/file-details.ts';

/** As `captureDate` writes them; anything else stays the file's own text. */
const DATE = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)?([+-]\d\d:\d\d)?$/;
/** A number, or a fraction of one. */
const NUMBER = /^[\d./]{1,24}$/;

/**
 * A value of camera or capture with its unit, or as a date in the reader's language. `null`: it is neither, so there is
 * only the file's own text.
 */
export function captureWords(name: CaptureName, value: string, t: PageTranslate): string | null {
  if (name === 'taken') return dateWords(value, t);
  if (name !== 'exposure' && name !== 'aperture' && name !== 'focal-length') return null;
  return NUMBER.test(value) ? t(`details.value.${name}`, { value }) : null;
}

/** The camera's own clock: turned into another time zone, it would be another day to whoever reads it. */
function dateWords(value: string, t: PageTranslate): string | null {
  const [, day, time, offset] = DATE.exec(value) ?? [];
  if (day === undefined) return null;
  const date = time === undefined ? formatDate(day, t.language) : formatLocalTime(`${day}${time}`, t.language);
  if (date === null || time === undefined) return date;
  return offset === undefined ? t('details.taken.no-offset', { date }) : t('details.taken.offset', { date, offset });
}
