import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { Detail, DetailSource } from '../model/file-details.ts';
import type { Exposure } from '../model/report.ts';
import { isUuid } from '../rights/uuid.ts';
import { collectDetails, type Stated } from './collect-details.ts';
import type { RecordMetadata } from './record-metadata.ts';

/** What the file tells about people to anyone who opens it, value by value. */
export function readPeople(fields: DecodedFields, record: RecordMetadata): readonly Detail<Exposure>[] {
  const { exif, iptc } = fields;
  const account = accountName(fields);
  const gps = exif?.gps === undefined ? undefined : `${degrees(exif.gps.latitude)}, ${degrees(exif.gps.longitude)}`;
  const names: readonly (readonly [string | undefined, DetailSource])[] = [
    [exif?.ownerName, 'exif'],
    [exif?.artist, 'exif'],
    ...(iptc.get(IPTC_BYLINE) ?? []).map((name) => [name, 'iptc'] as const),
    [account === undefined ? pngAuthor(fields) : undefined, 'text'],
  ];
  const inFile = (properties: Properties) =>
    properties.flatMap(([prefix, name]) => xmpTexts(fields.xmp, ns[prefix], name));
  const inRecord = (properties: Properties) =>
    properties.flatMap(([prefix, name]) => record.get(`${prefix.toLowerCase()}:${name}`) ?? []);
  const details = collectDetails<Exposure>([
    ['gps', gps, 'exif'],
    ...stated('gps', places(inFile), 'xmp'),
    ...stated('gps', places(inRecord), 'record'),
    ['camera-serial', exif?.serialNumber, 'exif'],
    ...stated('camera-serial', inFile(SERIAL_NUMBERS), 'xmp'),
    ...stated('camera-serial', inRecord(SERIAL_NUMBERS), 'record'),
    ...names.map(([name, source]): Stated<Exposure> => ['person-name', unlessUuid(name), source]),
    ...stated('person-name', inFile(PEOPLE), 'xmp'),
    ...stated('person-name', inRecord(PEOPLE), 'record'),
    ['account-name', account, 'text'],
  ]);
  return KINDS.flatMap((kind) => details.filter(({ name }) => name === kind));
}

/** What kinds of such things it tells: it says that it does, never what. */
export function readExposures(fields: DecodedFields, record: RecordMetadata = new Map()): readonly Exposure[] {
  return [...new Set(readPeople(fields, record).map(({ name }) => name))];
}

type Properties = readonly (readonly [keyof typeof ns, name: string])[];

function stated(name: Exposure, values: readonly string[], source: DetailSource): readonly Stated<Exposure>[] {
  return values.map((value) => [name, value, source]);
}

/** Latitude and longitude, pair by pair; where only one is stated, that one. */
function places(read: (properties: Properties) => readonly string[]): readonly string[] {
  const longitudes = read([['exif', 'GPSLongitude']]);
  return read([['exif', 'GPSLatitude']]).map((latitude, index) => {
    const longitude = longitudes[index];
    return [latitude, longitude].flatMap((each) => (each === undefined ? [] : inDegrees(each))).join(', ');
  });
}

/** XMP's `40,44.1861N` and `40,44,11N` (XMP 2016 part 2 §1.2.7.4) as degrees; anything else as it stands. */
function inDegrees(text: string): string {
  const [, whole, minutes, seconds = '0', direction = ''] = COORDINATE.exec(text) ?? [];
  if (whole === undefined) return text;
  const angle = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return degrees('SW'.includes(direction) ? -angle : angle);
}

/** A ten-thousandth is eleven meters; a camera's own place is no finer. */
function degrees(angle: number): string {
  return angle.toFixed(5);
}

function unlessUuid(name: string | undefined): string | undefined {
  return name === undefined || isUuid(name) ? undefined : name;
}

/** Midjourney signs with the account's name. */
function accountName(fields: DecodedFields): string | undefined {
  const isMidjourney = fields.texts.some(
    ({ keyword, text }) => keyword === 'Description' && /Job ID:\s{0,8}[0-9a-f]{8}-/i.test(text.slice(-MAX_ENDING)),
  );
  return isMidjourney ? pngAuthor(fields) : undefined;
}

function pngAuthor({ texts }: DecodedFields): string | undefined {
  return texts.find(({ keyword, text }) => keyword === 'Author' && text !== '')?.text;
}

const KINDS: readonly Exposure[] = ['gps', 'camera-serial', 'person-name', 'account-name'];
const COORDINATE = /^(\d{1,3}),(\d{1,2}(?:\.\d{1,12})?)(?:,(\d{1,2}(?:\.\d{1,12})?))?([NSEW])$/;
const IPTC_BYLINE = 80;
const MAX_ENDING = 128;
const SERIAL_NUMBERS: Properties = [
  ['aux', 'SerialNumber'],
  ['exifEX', 'BodySerialNumber'],
];
const PEOPLE: Properties = [
  ['dc', 'creator'],
  ['iptcExt', 'PersonInImage'],
  ['exifEX', 'CameraOwnerName'],
  ['aux', 'OwnerName'],
];
