import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { Exposure } from '../model/report.ts';
import { isUuid } from './uuid.ts';

/** What the file tells about people to anyone who opens it. Says that it does, never what. */
export function readExposures(fields: DecodedFields): readonly Exposure[] {
  return EXPOSURES.filter(([, isExposed]) => isExposed(fields)).map(([exposure]) => exposure);
}

const EXPOSURES: readonly (readonly [Exposure, (fields: DecodedFields) => boolean])[] = [
  ['gps', ({ exif, xmp }) => exif?.gps !== undefined || has(xmp, [[ns.exif, 'GPSLatitude']])],
  ['camera-serial', ({ exif, xmp }) => exif?.serialNumber !== undefined || has(xmp, SERIAL_NUMBERS)],
  ['person-name', (fields) => namesPerson(fields)],
  ['account-name', (fields) => accountName(fields) !== undefined],
];

function namesPerson(fields: DecodedFields): boolean {
  const { exif, xmp, iptc } = fields;
  const texts = [exif?.ownerName, exif?.artist, ...(iptc.get(IPTC_BYLINE) ?? []), authorOf(fields)];
  return texts.some((text) => text !== undefined && text.trim() !== '' && !isUuid(text)) || has(xmp, PEOPLE);
}

/** Midjourney signs with the account's name. */
function accountName(fields: DecodedFields): string | undefined {
  const isMidjourney = fields.texts.some(
    ({ keyword, text }) => keyword === 'Description' && /Job ID:\s{0,8}[0-9a-f]{8}-/i.test(text.slice(-MAX_ENDING)),
  );
  return isMidjourney ? pngAuthor(fields) : undefined;
}

function authorOf(fields: DecodedFields): string | undefined {
  return accountName(fields) === undefined ? pngAuthor(fields) : undefined;
}

function pngAuthor({ texts }: DecodedFields): string | undefined {
  return texts.find(({ keyword, text }) => keyword === 'Author' && text !== '')?.text;
}

function has(xmp: DecodedFields['xmp'], properties: readonly (readonly [ns: string, name: string])[]): boolean {
  return properties.some(([uri, name]) => xmpTexts(xmp, uri, name).length > 0);
}

const IPTC_BYLINE = 80;
const SERIAL_NUMBERS = [
  [ns.aux, 'SerialNumber'],
  [ns.exifEX, 'BodySerialNumber'],
] as const;
const PEOPLE = [
  [ns.dc, 'creator'],
  [ns.iptcExt, 'PersonInImage'],
  [ns.exifEX, 'CameraOwnerName'],
  [ns.aux, 'OwnerName'],
] as const;
const MAX_ENDING = 128;
