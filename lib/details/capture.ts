import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { CaptureName, Detail } from '../model/file-details.ts';
import { captureDate } from './capture-date.ts';
import { collectDetails, type Stated } from './collect-details.ts';
import type { RecordMetadata } from './record-metadata.ts';

/** What the file's tags, and its record's assertions on metadata, say of camera and capture, in the order people ask. */
export function readCapture(fields: DecodedFields | null, record: RecordMetadata): readonly Detail<CaptureName>[] {
  const inTags = fields === null ? [] : [...inExif(fields), ...inXmp(fields), ...inIptc(fields)];
  const details = collectDetails([...inTags, ...inRecord(record)]);
  return NAMES.flatMap((name) => details.filter((detail) => detail.name === name));
}

type Statement = Stated<CaptureName>;

const NAMES: readonly CaptureName[] = [
  'make',
  'model',
  'lens',
  'exposure',
  'aperture',
  'iso',
  'focal-length',
  'taken',
  'software',
];

function inExif({ exif }: DecodedFields): readonly Statement[] {
  if (exif === null) return [];
  const { make, model, lensMake, lensModel, software, dateTimeOriginal, offsetTimeOriginal } = exif;
  const taken = dateTimeOriginal === undefined ? undefined : captureDate(dateTimeOriginal, offsetTimeOriginal);
  return [
    ['make', make, 'exif'],
    ['model', model, 'exif'],
    ['lens', lensModel ?? lensMake, 'exif'],
    ['exposure', spoken('exposure', exif.exposureTime), 'exif'],
    ['aperture', spoken('aperture', exif.fNumber), 'exif'],
    ['iso', spoken('iso', exif.iso), 'exif'],
    ['focal-length', spoken('focal-length', exif.focalLength), 'exif'],
    // A camera that does not know the time writes zeros, or blanks between the colons.
    ['taken', taken !== undefined && /[1-9]/.test(taken) ? taken : undefined, 'exif'],
    ['software', software, 'exif'],
  ];
}

function inXmp({ xmp }: DecodedFields): readonly Statement[] {
  return PROPERTIES.flatMap(([name, prefix, property]) =>
    xmpTexts(xmp, ns[prefix], property).map((text): Statement => [name, normal(name, text), 'xmp']),
  );
}

function inIptc({ iptc }: DecodedFields): readonly Statement[] {
  const [day] = iptc.get(IPTC_DATE) ?? [];
  const [time = ''] = iptc.get(IPTC_TIME) ?? [];
  // IIM 4.2 §2:55: parts not known are zeros.
  return day === undefined || day.endsWith('00')
    ? []
    : [['taken', captureDate(time === '' ? day : `${day}T${time}`), 'iptc']];
}

function inRecord(record: RecordMetadata): readonly Statement[] {
  return PROPERTIES.flatMap(([name, prefix, property]) =>
    (record.get(`${prefix.toLowerCase()}:${property}`) ?? []).map((text): Statement => [
      name,
      normal(name, text),
      'record',
    ]),
  );
}

function normal(name: CaptureName, text: string): string {
  if (name === 'taken') return captureDate(text);
  return isNumber(name) ? (spoken(name, numberOf(text)) ?? text) : text;
}

type NumberName = 'exposure' | 'aperture' | 'iso' | 'focal-length';

function isNumber(name: CaptureName): name is NumberName {
  return name === 'exposure' || name === 'aperture' || name === 'iso' || name === 'focal-length';
}

/** `28/10`, `2.8`. */
function numberOf(text: string): number | undefined {
  const [, above, below = '1'] = /^\s*(\d{1,12}(?:\.\d{1,12})?)\s*(?:\/\s*(\d{1,12}))?\s*$/.exec(text) ?? [];
  const value = Number(above) / Number(below);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** As photographers say it; with no more digits than a lens or a shutter has. */
function spoken(name: NumberName, value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (name === 'exposure' && value < SHORT_EXPOSURE) return `1/${Math.round(1 / value)}`;
  return String(Number(value.toFixed(name === 'iso' ? 0 : 1)));
}

/** Seconds; longer exposures are said as decimals. */
const SHORT_EXPOSURE = 0.3;
const IPTC_DATE = 55;
const IPTC_TIME = 60;
/** EXIF in XMP (CIPA DC-010), also as C2PA's metadata assertions take it over. */
const PROPERTIES: readonly (readonly [CaptureName, keyof typeof ns, property: string])[] = [
  ['make', 'tiff', 'Make'],
  ['make', 'exif', 'Make'],
  ['model', 'tiff', 'Model'],
  ['model', 'exif', 'Model'],
  ['lens', 'exifEX', 'LensModel'],
  ['lens', 'aux', 'Lens'],
  ['exposure', 'exif', 'ExposureTime'],
  ['aperture', 'exif', 'FNumber'],
  ['iso', 'exifEX', 'PhotographicSensitivity'],
  ['iso', 'exif', 'ISOSpeedRatings'],
  ['focal-length', 'exif', 'FocalLength'],
  ['taken', 'exif', 'DateTimeOriginal'],
  ['taken', 'photoshop', 'DateCreated'],
  ['software', 'xmp', 'CreatorTool'],
  ['software', 'tiff', 'Software'],
];
