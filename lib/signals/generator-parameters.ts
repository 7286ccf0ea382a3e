import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../model/fields.ts';
import { exifCarriers, iptcCarriers, textCarriers, xmpCarriers } from './carriers.ts';
import { comfyui } from './parameters/comfyui.ts';
import { easyDiffusion, fooocus, invokeai, swarmui } from './parameters/json-settings.ts';
import { midjourney } from './parameters/midjourney.ts';
import { MAX_PARAMETERS, type ParametersReader, type ParametersReading } from './parameters/reader.ts';
import { webui } from './parameters/webui.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';
import { type SourcedText, writtenTexts } from './sourced-text.ts';
import { strongest } from './strongest.ts';

export interface GeneratorParametersValue extends Declaration, ParametersReading {
  readonly tool: string;
  readonly text: string;
  readonly where: string;
}

/** Settings that a generator embedded: somebody ran it, or copied its settings here. */
export const generatorParameters: Signal<'generator-parameters', GeneratorParametersValue> = {
  id: 'generator-parameters',
  needs: 'parts',
  detect(evidence) {
    const { fields } = evidence;
    const readings = [...writtenTexts(fields), ...captions(fields)].flatMap((source) => read(source, fields));
    const value = strongest(readings);
    if (value !== null) return { kind: 'found', value };
    return absentUnlessGap(evidence, [...textCarriers, ...exifCarriers, ...xmpCarriers, ...iptcCarriers]);
  },
};

/** The readers in the order of how distinctive their form is; the first that recognizes a text has it. */
const READERS: readonly ParametersReader[] = [swarmui, fooocus, invokeai, comfyui, webui, easyDiffusion, midjourney];

function read(source: SourcedText, fields: DecodedFields): readonly GeneratorParametersValue[] {
  const capped = { ...source, text: source.text.slice(0, MAX_PARAMETERS) };
  for (const reader of READERS) {
    const reading = reader(capped, fields);
    if (reading !== null) return [{ ...reading, text: quote(source.text), where: source.where }];
  }
  return [];
}

/** Draw Things and Midjourney write their settings as the picture's description. */
function captions({ xmp, iptc }: DecodedFields): readonly SourcedText[] {
  return [
    ...xmpTexts(xmp, ns.dc, 'description').map((text) => ({ where: 'XMP dc:description', text })),
    ...(iptc.get(IPTC_CAPTION) ?? []).map((text) => ({ where: 'IPTC 2:120', text })),
  ];
}

const IPTC_CAPTION = 120;
