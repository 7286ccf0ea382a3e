import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';

/** A text with the place in the file it was read from, in English and as the format names it. */
export interface SourcedText {
  readonly where: string;
  readonly text: string;
  /** Keyword of a PNG text chunk or of a tag; absent elsewhere. */
  readonly keyword?: string;
}

/** The places where programs leave free text: PNG chunks and tags, EXIF and XMP comments and descriptions, plain comments. */
export function writtenTexts(fields: DecodedFields): readonly SourcedText[] {
  const { exif, xmp } = fields;
  const found: (SourcedText | null)[] = [
    ...fields.texts.map(({ keyword, text, where }) => ({ where: where ?? `PNG text ${keyword}`, text, keyword })),
    sourced('EXIF UserComment', exif?.userComment),
    sourced('EXIF ImageDescription', exif?.imageDescription),
    sourced('EXIF Make', exif?.make),
    sourced('EXIF Model', exif?.model),
    sourced('EXIF DocumentName', exif?.documentName),
    ...[...(exif?.otherText ?? [])].map(([tag, text]) => ({ where: `EXIF tag ${tag}`, text })),
    ...xmpTexts(xmp, ns.exif, 'UserComment').map((text) => ({ where: 'XMP exif:UserComment', text })),
    ...fields.comments.map((text) => ({ where: 'comment', text })),
  ];
  return found.filter((each) => each !== null);
}

/** `null` when the text is not there. */
export function sourced(where: string, text: string | null | undefined): SourcedText | null {
  return text === undefined || text === null || text === '' ? null : { where, text };
}
