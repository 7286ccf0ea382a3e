/** When something was, as exactly as a text says: from and to in milliseconds since 1970, UTC. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Photography is younger than this; a later year than the other is a mistake or an attack. */
const YEARS = [1800, 2200] as const;
/** Where a time names no zone it may be any: UTC+14 begins a day first, UTC-12 ends it last. */
const EARLIEST_ZONE_MS = 14 * HOUR_MS;
const LATEST_ZONE_MS = 12 * HOUR_MS;

const ISO = /^(\d{4})[-:](\d{2})[-:](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** Longest text that can be such a date. */
const MAX_ISO_LENGTH = 40;

/** A date of ISO 8601, or of EXIF (`2021:05:03 10:00:00`); `null` for anything else, and for days that no calendar has. */
export function readIsoDate(text: string): TimeSpan | null {
  const match = text.length <= MAX_ISO_LENGTH ? ISO.exec(text.trim()) : null;
  if (match === null) return null;
  const [, year, month, day, hour, minute = '0', second = '0', fraction = '0', zone] = match;
  const span = dayOf(Number(year), Number(month), Number(day));
  if (span === null || hour === undefined) return span;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const start =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
    Number(fraction) * 1000;
  if (zone === undefined) return { from: start - EARLIEST_ZONE_MS, to: start + LATEST_ZONE_MS };
  const at = start - zoneOffset(zone);
  return { from: at, to: at };
}

/** A day of the calendar, anywhere on Earth; `null` where there is no such day. */
export function dayOf(year: number, month: number, day: number): TimeSpan | null {
  if (year < YEARS[0] || year > YEARS[1]) return null;
  const start = Date.UTC(year, month - 1, day);
  const date = new Date(start);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { from: start - EARLIEST_ZONE_MS, to: start + DAY_MS + LATEST_ZONE_MS };
}

/** Whether a day or more lies between the two, however each is read. Less than a day is no difference. */
export function isApart(one: TimeSpan, other: TimeSpan): boolean {
  return Math.max(one.from - other.to, other.from - one.to) >= DAY_MS;
}

function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60 * 1000;
}
