import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import { exifCarriers, iptcCarriers, textCarriers, xmpCarriers } from './carriers.ts';
import { generatorOf } from './generators.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';
import { sourced, type SourcedText } from './sourced-text.ts';
import { strongest } from './strongest.ts';

export interface GeneratorNameValue extends Declaration {
  readonly text: string;
  readonly where: string;
}

/** A generator's name in a field meant for the tool. Captions, keywords and authors are never searched. */
export const generatorName: Signal<'generator-name', GeneratorNameValue> = {
  id: 'generator-name',
  needs: 'parts',
  detect(evidence) {
    const readings = toolFields(evidence.fields).flatMap(({ where, text }): readonly GeneratorNameValue[] => {
      const generator = generatorOf(text);
      return generator === null ? [] : [{ says: generator.says, tool: generator.name, text: quote(text), where }];
    });
    const value = strongest(readings);
    if (value !== null) return { kind: 'found', value };
    return absentUnlessGap(evidence, [...exifCarriers, ...xmpCarriers, ...iptcCarriers, ...textCarriers]);
  },
};

function toolFields({ exif, xmp, iptc, texts }: DecodedFields): readonly SourcedText[] {
  const fields: (SourcedText | null)[] = [
    sourced('EXIF Software', exif?.software),
    // Ideogram gives its name as the camera's maker, Image Playground as maker or model.
    sourced('EXIF Make', exif?.make),
    sourced('EXIF Model', exif?.model),
    ...xmpTexts(xmp, ns.xmp, 'CreatorTool').map((text) => ({ where: 'XMP xmp:CreatorTool', text })),
    ...xmpTexts(xmp, ns.tiff, 'Software').map((text) => ({ where: 'XMP tiff:Software', text })),
    ...xmpTexts(xmp, ns.tiff, 'Make').map((text) => ({ where: 'XMP tiff:Make', text })),
    ...(iptc.get(ORIGINATING_PROGRAM) ?? []).map((text) => ({ where: 'IPTC 2:65', text })),
    ...texts
      .filter(({ keyword, text }) => TOOL_KEYWORDS.has(keyword.toLowerCase()) || isSignedSource(keyword, text))
      .map(({ keyword, text, where }) => ({ where: where ?? `PNG text ${keyword}`, text })),
  ];
  return fields.filter((field) => field !== null && field.text.length <= MAX_NAME) as readonly SourcedText[];
}

/** `Source` is the device by the format's own words, and an agency or an address in the wild; few generators sign there. */
function isSignedSource(keyword: string, text: string): boolean {
  return keyword.toLowerCase() === 'source' && /^(?:luma ai|novelai|stable diffusion)\b/i.test(text);
}

const ORIGINATING_PROGRAM = 65;
const TOOL_KEYWORDS: ReadonlySet<string> = new Set(['software', 'generator']);
/** A longer text is prose, in which any name may occur. */
const MAX_NAME = 256;
