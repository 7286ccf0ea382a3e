/** Of Exif, XMP and IPTC alike: day, then time, then what that is ahead of UTC. */
const DATE =
  /^(\d{4})[:-]?(\d\d)[:-]?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * A date of capture as `2021-05-03T14:22:11+02:00`, as far as it is stated; what is no date of the calendar, as written.
 * @param offset what it is ahead of UTC, where that stands in a place of its own
 */
export function captureDate(text: string, offset = ''): string {
  const [, year, month, day, hour, minute, second = '00', own] = DATE.exec(text.trim().slice(0, 64)) ?? [];
  const time = hour === undefined ? '' : `T${hour}:${minute}:${second}`;
  const local = `${year}-${month}-${day}${time}`;
  if (year === undefined || !isOfCalendar(local)) return text;
  return time === '' ? local : local + offsetOf(own ?? offset.trim());
}

function offsetOf(text: string): string {
  if (/^z$/i.test(text)) return '+00:00';
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  return sign === undefined ? '' : `${sign}${hours}:${minutes}`;
}

/** 30 February is none, though it parses. */
function isOfCalendar(local: string): boolean {
  const time = Date.parse(local.includes('T') ? `${local}Z` : local);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(local.slice(0, 10));
}
