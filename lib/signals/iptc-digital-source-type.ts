import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import { xmpCarriers } from './carriers.ts';
import { normalizeSourceType, type SourceTypeCode, sourceTypes } from './digital-source-type.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';
import { strongest } from './strongest.ts';

export interface DigitalSourceTypeValue extends Declaration {
  /** `null`: a value outside the vocabulary. */
  readonly code: SourceTypeCode | null;
  readonly text: string;
  readonly where: string;
}

/** The IPTC Digital Source Type in XMP, also under the two older spellings of its name. */
export const iptcDigitalSourceType: Signal<'iptc-digital-source-type', DigitalSourceTypeValue> = {
  id: 'iptc-digital-source-type',
  needs: 'parts',
  detect(evidence) {
    const readings = PROPERTIES.flatMap((name) =>
      xmpTexts(evidence.fields.xmp, ns.iptcExt, name).map((text) => read(text, name)),
    );
    const value = strongest(readings);
    return value === null ? absentUnlessGap(evidence, xmpCarriers) : { kind: 'found', value };
  },
};

function read(text: string, name: string): DigitalSourceTypeValue {
  const code = normalizeSourceType(text);
  const says = code === null ? null : sourceTypes[code];
  return { says, tool: null, code, text: quote(text), where: `XMP Iptc4xmpExt:${name}` };
}

const PROPERTIES = ['DigitalSourceType', 'DigitalSourcefileType', 'DigitalSourceFileType'];
