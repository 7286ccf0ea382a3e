import { ByteView } from '../bytes/byte-view.ts';
import type { Decoded, ExifFields } from '../model/fields.ts';
import type { Unanswered } from '../model/outcome.ts';
import { decodeText } from './text.ts';
import { decodeUserComment } from './user-comment.ts';

/**
 * The tags Whence reads of IFD0, the Exif IFD and the GPS IFD (EXIF 3.0, TIFF 6.0).
 * Exactly these three directories are opened, each once, so no chain of directories can loop.
 */
export function decodeExif(bytes: Uint8Array): Decoded<ExifFields | null> {
  const tiff = openTiff(bytes);
  if (tiff === null) return { value: null, incomplete: 'malformed' };

  const reading: Reading = { view: tiff, textLeft: MAX_TEXT_BYTES, incomplete: null };
  const ifd0 = readDirectory(reading, tiff.u32(4) ?? 0, (tag, type) => type === ASCII || READ_TAGS.has(tag));
  const exif = readLinked(reading, ifd0, EXIF_IFD);
  const gps = readLinked(reading, ifd0, GPS_IFD);
  const fields = {
    ...texts(reading, ifd0, IFD0_TEXTS),
    ...texts(reading, exif, EXIF_TEXTS),
    ...numbers(reading, exif),
    ...optional('userComment', userComment(reading, exif)),
    ...optional('makerNoteText', makerNoteText(reading, exif)),
    ...optional('gps', position(reading, gps)),
    otherText: otherTexts(reading, ifd0),
  };
  return { value: fields, incomplete: reading.incomplete };
}

/** One directory entry whose data lies inside the structure. */
interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
  readonly length: number;
}
type Directory = ReadonlyMap<number, Entry>;

interface Reading {
  readonly view: ByteView;
  /** Bytes of text still allowed: entries may all point at the same megabytes. */
  textLeft: number;
  incomplete: Unanswered | null;
}

/** The structure behind JPEG's header of Exif, if that is still there; `null` where there is none. */
export function openTiff(bytes: Uint8Array): ByteView | null {
  const start = new ByteView(bytes).startsWith(EXIF_HEADER) ? EXIF_HEADER.length : 0;
  const mark = new ByteView(bytes).latin1(start, 2);
  if (mark !== 'II' && mark !== 'MM') return null;
  const view = new ByteView(bytes.subarray(start), mark === 'II' ? 'little' : 'big');
  return view.u16(2) === TIFF_MAGIC ? view : null;
}

function readDirectory(reading: Reading, at: number, isRead: (tag: number, type: number) => boolean): Directory {
  const { view } = reading;
  const entries = new Map<number, Entry>();
  const count = view.u16(at);
  if (count === undefined || at < TIFF_HEADER_LENGTH) {
    reading.incomplete ??= count === undefined ? 'truncated' : 'malformed';
    return entries;
  }
  for (let index = 0; index < Math.min(count, MAX_ENTRIES); index++) {
    const entryAt = at + 2 + index * ENTRY_LENGTH;
    const [tag, type, values] = [view.u16(entryAt), view.u16(entryAt + 2), view.u32(entryAt + 4)];
    const inline = view.u32(entryAt + 8);
    if (tag === undefined || type === undefined || values === undefined || inline === undefined) {
      reading.incomplete ??= 'truncated';
      break;
    }
    if (entries.has(tag) || !isRead(tag, type)) continue;
    const length = values * (TYPE_SIZES[type] ?? 1);
    const dataAt = length <= 4 ? entryAt + 8 : inline;
    if (view.has(dataAt, length)) entries.set(tag, { type, count: values, at: dataAt, length });
    else reading.incomplete ??= 'truncated';
  }
  if (count > MAX_ENTRIES) reading.incomplete ??= 'too-large';
  return entries;
}

function readLinked(reading: Reading, from: Directory, tag: number): Directory {
  const entry = from.get(tag);
  return entry === undefined ? new Map() : readDirectory(reading, reading.view.u32(entry.at) ?? 0, isNamed);
}

/** The tags below only: a fault in any other tag of a photograph hides nothing we look for. */
function isNamed(tag: number): boolean {
  return READ_TAGS.has(tag);
}

function data(reading: Reading, entry: Entry | undefined): Uint8Array | undefined {
  if (entry === undefined) return undefined;
  if (entry.length > reading.textLeft) {
    reading.incomplete ??= 'too-large';
    return undefined;
  }
  reading.textLeft -= entry.length;
  return reading.view.slice(entry.at, entry.length);
}

function text(reading: Reading, entry: Entry | undefined): string | undefined {
  const bytes = data(reading, entry);
  return bytes && (decodeText(bytes) || undefined);
}

function texts<Name extends string>(
  reading: Reading,
  directory: Directory,
  tags: readonly (readonly [tag: number, name: Name])[],
): { readonly [Key in Name]?: string } {
  const found: { [Key in Name]?: string } = {};
  for (const [tag, name] of tags) {
    const value = text(reading, directory.get(tag));
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function numbers(reading: Reading, exif: Directory): { readonly [Name in (typeof EXIF_NUMBERS)[number][1]]?: number } {
  const found: { [Name in (typeof EXIF_NUMBERS)[number][1]]?: number } = {};
  for (const [tag, name] of EXIF_NUMBERS) {
    const value = positive(reading.view, exif.get(tag));
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** Cameras write zero, or a fraction of zeros, for what they do not know. */
function positive(view: ByteView, entry: Entry | undefined): number | undefined {
  if (entry === undefined || entry.count < 1) return undefined;
  const whole = entry.type === SHORT ? view.u16(entry.at) : view.u32(entry.at);
  const value = entry.type === RATIONAL ? (whole ?? 0) / (view.u32(entry.at + 4) ?? 0) : whole;
  const isKnown = entry.type === RATIONAL || entry.type === SHORT || entry.type === LONG;
  return isKnown && value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}

function userComment(reading: Reading, exif: Directory): string | undefined {
  const bytes = data(reading, exif.get(USER_COMMENT));
  return bytes && (decodeUserComment(bytes, reading.view.order) || undefined);
}

function makerNoteText(reading: Reading, exif: Directory): string | undefined {
  const entry = exif.get(MAKER_NOTE);
  const note = entry !== undefined && entry.length <= MAX_MAKER_NOTE ? text(reading, entry) : undefined;
  return note !== undefined && /^[\x20-\x7e]+$/.test(note) ? note : undefined;
}

function otherTexts(reading: Reading, ifd0: Directory): ReadonlyMap<number, string> {
  const others = new Map<number, string>();
  for (const [tag, entry] of ifd0) {
    if (entry.type !== ASCII || READ_TAGS.has(tag)) continue;
    const value = text(reading, entry);
    if (value !== undefined) others.set(tag, value);
  }
  return others;
}

function position(reading: Reading, gps: Directory): ExifFields['gps'] {
  const latitude = angle(reading, gps, GPS_LATITUDE, 'S', 90);
  const longitude = angle(reading, gps, GPS_LONGITUDE, 'W', 180);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** Degrees, minutes and seconds as three rationals; the tag before names the hemisphere. */
function angle(reading: Reading, gps: Directory, tag: number, negative: string, limit: number): number | undefined {
  const entry = gps.get(tag);
  if (entry === undefined || entry.type !== RATIONAL || entry.count < 3) return undefined;
  let degrees = 0;
  for (let part = 0; part < 3; part++) {
    const numerator = reading.view.u32(entry.at + part * 8) ?? Number.NaN;
    const denominator = reading.view.u32(entry.at + part * 8 + 4) ?? Number.NaN;
    // Cameras without a fix write 0/0 degrees; 0/0 minutes or seconds only means "no finer".
    if (part === 0 || denominator !== 0) degrees += numerator / denominator / 60 ** part;
  }
  const isNegative = text(reading, gps.get(tag - 1))?.toUpperCase() === negative;
  return degrees <= limit ? (isNegative ? -degrees : degrees) : undefined;
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  const field: { [Key in Name]?: Value } = {};
  if (value !== undefined) field[name] = value;
  return field;
}

const EXIF_HEADER = 'Exif\0\0';
const TIFF_MAGIC = 42;
const TIFF_HEADER_LENGTH = 8;
const ENTRY_LENGTH = 12;
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
/** Bytes a value, by TIFF type; 129 is the UTF-8 of EXIF 3.0, one byte as any type not listed. */
const TYPE_SIZES: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 };

const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const USER_COMMENT = 0x9286;
const MAKER_NOTE = 0x927c;
const GPS_LATITUDE = 2;
const GPS_LONGITUDE = 4;
const IFD0_TEXTS = [
  [0x010d, 'documentName'],
  [0x010e, 'imageDescription'],
  [0x010f, 'make'],
  [0x0110, 'model'],
  [0x0131, 'software'],
  [0x013b, 'artist'],
  [0x8298, 'copyright'],
] as const;
const EXIF_TEXTS = [
  [0x9003, 'dateTimeOriginal'],
  [0x9011, 'offsetTimeOriginal'],
  [0xa430, 'ownerName'],
  [0xa431, 'serialNumber'],
  [0xa433, 'lensMake'],
  [0xa434, 'lensModel'],
] as const;
const EXIF_NUMBERS = [
  [0x829a, 'exposureTime'],
  [0x829d, 'fNumber'],
  [0x8827, 'iso'],
  [0x920a, 'focalLength'],
] as const;
const READ_TAGS: ReadonlySet<number> = new Set([
  ...IFD0_TEXTS.map(([tag]) => tag),
  ...EXIF_TEXTS.map(([tag]) => tag),
  ...EXIF_NUMBERS.map(([tag]) => tag),
  EXIF_IFD,
  GPS_IFD,
  USER_COMMENT,
  MAKER_NOTE,
  GPS_LATITUDE - 1,
  GPS_LATITUDE,
  GPS_LONGITUDE - 1,
  GPS_LONGITUDE,
]);

/** Directories of real files have under 100 entries. */
const MAX_ENTRIES = 1000;
/** All texts of the structure together; the largest real ones are node graphs of under a megabyte. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/** Fooocus writes one word; a camera's maker note is binary and longer. */
const MAX_MAKER_NOTE = 256;
