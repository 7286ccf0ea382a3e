import { field, type Json, listField, textField } from '../decoders/json-fields.ts';
import { xmpStructs, xmpText } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { CaptureName, Detail } from '../model/file-details.ts';
import type { StatedCapture } from '../model/report.ts';
import { readCapture } from './capture.ts';
import { isMetadata, type MetadataAssertion, readRecordMetadata } from './record-metadata.ts';

/**
 * When and where a picture was taken, as the file's own tags say; `null` where they say neither. Places are names that
 * somebody wrote down: coordinates are not among them.
 */
export function captureInTags(fields: DecodedFields): StatedCapture | null {
  const { xmp, iptc } = fields;
  const [created] = xmpStructs(xmp, ns.iptcExt, 'LocationCreated');
  const inExt = (name: string) => (created === undefined ? null : xmpText(created, ns.iptcExt, name));
  return stated(
    readCapture(fields, new Map()),
    [inExt('City'), xmpText(xmp, ns.photoshop, 'City'), iptc.get(IPTC_CITY)?.[0]],
    [inExt('CountryName'), xmpText(xmp, ns.photoshop, 'Country'), iptc.get(IPTC_COUNTRY)?.[0]],
  );
}

/** The same as a C2PA record says it: in its assertions on metadata (C2PA 2.2 §18.16, CAWG Metadata 1.1), in JSON-LD. */
export function captureInRecord(assertions: readonly MetadataAssertion[]): StatedCapture | null {
  const metadata = assertions.filter(({ label }) => isMetadata(label)).map(({ content }) => content as Json);
  const created = metadata.map(
    (content) => listField(content, LOCATION_CREATED, 1)[0] ?? field(content, LOCATION_CREATED),
  );
  const inExt = (name: string) => created.map((place) => textField(place, `Iptc4xmpExt:${name}`));
  const inAll = (name: string) => metadata.map((content) => textField(content, `photoshop:${name}`));
  return stated(
    readCapture(null, readRecordMetadata(assertions)),
    [...inExt('City'), ...inAll('City')],
    [...inExt('CountryName'), ...inAll('Country')],
  );
}

type Text = string | null | undefined;

function stated(
  details: readonly Detail<CaptureName>[],
  cities: readonly Text[],
  countries: readonly Text[],
): StatedCapture | null {
  const dates = details.filter(({ name }) => name === 'taken').map(({ value }) => value);
  const capture = { taken: first(dates), city: first(cities), country: first(countries) };
  return Object.values(capture).every((each) => each === null) ? null : capture;
}

/** The first that says something; a camera without a clock writes zeros, and spaces. */
function first(texts: readonly Text[]): string | null {
  const text = texts.find((each) => each !== null && each !== undefined && /[\p{L}1-9]/u.test(each));
  return text?.trim().slice(0, MAX_TEXT) ?? null;
}

const LOCATION_CREATED = 'Iptc4xmpExt:LocationCreated';
const IPTC_CITY = 90;
const IPTC_COUNTRY = 101;
const MAX_TEXT = 200;
