import { xmpStructs, xmpText, xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { Rights, TrainingStatement } from '../model/report.ts';
import { isUuid } from './uuid.ts';
import { workIdentifiers } from './work-identifiers.ts';
import { readReservation, tdmStance } from './tdm.ts';
import { mostRestrictive, readDataMining } from './training.ts';

/**
 * Who says they hold rights and what they allow, as the file's own fields have it: XMP before IPTC before EXIF before tags.
 * @param recordTraining what the C2PA record says on training; it is listed first
 */
export function readRights(fields: DecodedFields, recordTraining: TrainingStatement | null = null): Rights {
  const { xmp, iptc, exif } = fields;
  const dataMining = [...xmpTexts(xmp, ns.plus, 'DataMining').map(readDataMining), ...reservations(fields)];
  const training = recordTraining === null ? dataMining : [recordTraining, ...dataMining];
  return {
    creator: first(
      joined(xmpTexts(xmp, ns.dc, 'creator')),
      joined(names(fields, 'ImageCreator', 'ImageCreatorName')),
      joined(iptc.get(IPTC_BYLINE) ?? []),
      // Grok writes its picture's UUID here.
      exif?.artist !== undefined && !isUuid(exif.artist) ? exif.artist : null,
      joined(tags(fields, 'Author')),
    ),
    credit: first(xmpText(xmp, ns.photoshop, 'Credit'), iptc.get(IPTC_CREDIT)?.[0]),
    copyright: first(
      xmpText(xmp, ns.dc, 'rights'),
      iptc.get(IPTC_COPYRIGHT)?.[0],
      exif?.copyright,
      joined(names(fields, 'CopyrightOwner', 'CopyrightOwnerName')),
      joined(tags(fields, 'Copyright')),
    ),
    licence: first(
      xmpText(xmp, ns.cc, 'license'),
      xmpText(xmp, ns.xmpRights, 'WebStatement'),
      xmpText(xmp, ns.xmpRightsWrong, 'WebStatement'),
      xmpText(xmp, ns.xmpRights, 'UsageTerms'),
      xmpText(xmp, ns.xmpRightsWrong, 'UsageTerms'),
      tags(fields, 'License')[0],
    ),
    licensor: licensor(fields),
    training: {
      stance: mostRestrictive(training.map(({ stance }) => stance)),
      sources: training.slice(0, MAX_LISTED).map(({ source }) => source),
      statements: training.slice(0, MAX_LISTED),
    },
    identifiers: identifiers(fields),
  };
}

/** TDMRep §6.2: in PDF's XMP; the namespace is written with either ending. */
function reservations({ xmp }: DecodedFields): readonly TrainingStatement[] {
  return [ns.tdm, ns.tdmHash].flatMap((uri) => {
    const said = readReservation(xmpText(xmp, uri, 'reservation'), xmpText(xmp, uri, 'policy'));
    return said === null ? [] : [{ stance: tdmStance(said), source: `XMP tdm:reservation ${said.reservation}` }];
  });
}

function licensor({ xmp }: DecodedFields): string | null {
  const [struct] = xmpStructs(xmp, ns.plus, 'Licensor');
  if (struct === undefined) return null;
  const [name, url] = [xmpText(struct, ns.plus, 'LicensorName'), xmpText(struct, ns.plus, 'LicensorURL')];
  if (name !== null && url !== null) return first(`${name} (${url})`);
  return first(name, url, xmpText(struct, ns.plus, 'LicensorEmail'), xmpText(struct, ns.plus, 'LicensorID'));
}

function names({ xmp }: DecodedFields, property: string, field: string): readonly string[] {
  return xmpStructs(xmp, ns.plus, property).flatMap((struct) => xmpText(struct, ns.plus, field) ?? []);
}

/**
 * Tags by their common name, each text once. A PNG's `Author` is left out: Midjourney and its like put the account of
 * whoever typed the prompt there.
 */
function tags({ texts }: DecodedFields, name: string): readonly string[] {
  const found = texts.filter(
    ({ keyword, text, where }) => keyword === name && text !== '' && (name !== 'Author' || where !== undefined),
  );
  return [...new Set(found.map(({ text }) => text))];
}

function identifiers({ xmp, texts }: DecodedFields): readonly string[] {
  const stated = IDENTIFIERS.flatMap(([uri, name]) =>
    xmpTexts(xmp, uri, name).map((text) => `${name} ${text.slice(0, MAX_IDENTIFIER)}`),
  );
  return [...new Set([...stated, ...workIdentifiers(texts)])].slice(0, MAX_LISTED);
}

function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.slice(0, MAX_LISTED).join('; ');
}

/** The first text that says something, cut to what a report holds. */
function first(...texts: readonly (string | null | undefined)[]): string | null {
  const text = texts.find((each) => each !== null && each !== undefined && each.trim() !== '');
  return text?.trim().slice(0, MAX_TEXT) ?? null;
}

const IPTC_BYLINE = 80;
const IPTC_CREDIT = 110;
const IPTC_COPYRIGHT = 116;
const IDENTIFIERS = [
  [ns.iptcExt, 'DigImageGUID'],
  [ns.dc, 'identifier'],
  [ns.prism, 'doi'],
  [ns.getty, 'AssetID'],
  [ns.plus, 'LicenseID'],
  [ns.plus, 'ImageSupplierImageID'],
  [ns.xmpMM, 'OriginalDocumentID'],
  [ns.xmpMM, 'DocumentID'],
  [ns.xmpMM, 'InstanceID'],
] as const;
const MAX_TEXT = 500;
const MAX_IDENTIFIER = 200;
const MAX_LISTED = 20;
