import { field, type Json, listField, textField } from '../decoders/json-fields.ts';
import { xmpStructs, xmpText } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { StatedCapture } from '../model/report.ts';

/**
 * When and where a picture was taken, as the file's own tags say; `null` where they say neither. Places are names that
 * somebody wrote down: coordinates are not among them.
 */
export function readCapture({ xmp, iptc, exif }: DecodedFields): StatedCapture | null {
  const [created] = xmpStructs(xmp, ns.iptcExt, 'LocationCreated');
  const inExt = (name: string) => (created === undefined ? null : xmpText(created, ns.iptcExt, name));
  return stated(
    [
      exif?.dateTimeOriginal,
      xmpText(xmp, ns.exif, 'DateTimeOriginal'),
      xmpText(xmp, ns.photoshop, 'DateCreated'),
      dashed(iptc.get(IPTC_DATE_CREATED)?.[0]),
    ],
    [inExt('City'), xmpText(xmp, ns.photoshop, 'City'), iptc.get(IPTC_CITY)?.[0]],
    [inExt('CountryName'), xmpText(xmp, ns.photoshop, 'Country'), iptc.get(IPTC_COUNTRY)?.[0]],
  );
}

/** The same as a C2PA record says it: an assertion of metadata (C2PA 2.2 §18.16, CAWG Metadata 1.1), in JSON-LD. */
export function readRecordCapture(assertion: Json): StatedCapture | null {
  const place = field(assertion, 'Iptc4xmpExt:LocationCreated');
  const created = listField(assertion, 'Iptc4xmpExt:LocationCreated', 1)[0] ?? place;
  return stated(
    ['exif:DateTimeOriginal', 'photoshop:DateCreated'].map((name) => textField(assertion, name)),
    [textField(created, 'Iptc4xmpExt:City'), textField(assertion, 'photoshop:City')],
    [textField(created, 'Iptc4xmpExt:CountryName'), textField(assertion, 'photoshop:Country')],
  );
}

type Text = string | null | undefined;

function stated(dates: readonly Text[], cities: readonly Text[], countries: readonly Text[]): StatedCapture | null {
  const capture = { taken: first(dates), city: first(cities), country: first(countries) };
  return Object.values(capture).every((each) => each === null) ? null : capture;
}

/** The first that says something; a camera without a clock writes zeros, and spaces. */
function first(texts: readonly Text[]): string | null {
  const text = texts.find((each) => each !== null && each !== undefined && /[\p{L}1-9]/u.test(each));
  return text?.trim().slice(0, MAX_TEXT) ?? null;
}

/** `CCYYMMDD` (IIM 4.2 §6.2) as the others write a day. */
function dashed(text: string | undefined): Text {
  return text?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}

const IPTC_DATE_CREATED = 55;
const IPTC_CITY = 90;
const IPTC_COUNTRY = 101;
const MAX_TEXT = 200;
