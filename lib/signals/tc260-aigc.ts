import { decodeBase64 } from '../bytes/base64.ts';
import { utf8 } from '../bytes/byte-view.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { XmpProperty } from '../model/xmp.ts';
import { parseBytedanceExport } from './bytedance-export.ts';
import { exifCarriers, textCarriers, xmpCarriers } from './carriers.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';
import { type SourcedText, writtenTexts } from './sourced-text.ts';
import { strongest } from './strongest.ts';
import { parseAigcLabel, sayingOf } from './tc260-label.ts';
import { producerName } from './tc260-producers.ts';

export interface Tc260AigcValue extends Declaration {
  /** `standard`: a label under GB 45438; `app-export`: the record ByteDance's apps write beside or instead of it. */
  readonly form: 'standard' | 'app-export';
  readonly label: '1' | '2' | '3' | null;
  readonly producer: string | null;
  readonly produceId: string | null;
  readonly propagator: string | null;
  readonly text: string;
  readonly where: string;
}

/** China's implicit label for AI-generated content, in every place and form it is written in images. */
export const tc260Aigc: Signal<'tc260-aigc', Tc260AigcValue> = {
  id: 'tc260-aigc',
  needs: 'parts',
  detect(evidence) {
    const candidates = [...labelFields(evidence.fields), ...writtenTexts(evidence.fields)];
    const value = strongest(candidates.flatMap(read));
    if (value !== null) return { kind: 'found', value };
    return absentUnlessGap(evidence, [...xmpCarriers, ...exifCarriers, ...textCarriers]);
  },
};

function read({ where, text, keyword }: SourcedText): readonly Tc260AigcValue[] {
  const seen = { text: quote(text), where };
  const label = parseAigcLabel(text, keyword?.toLowerCase() === 'aigc');
  if (label !== null)
    return [{ says: sayingOf(label), tool: producerName(label.producer), form: 'standard', ...label, ...seen }];
  const exported = parseBytedanceExport(text);
  if (exported === null) return [];
  return [{ ...exported, form: 'app-export', label: null, producer: null, produceId: null, propagator: null, ...seen }];
}

/** XMP properties named AIGC (also as a structure), Volcano Engine's base64, and the export record. */
function labelFields({ xmp }: DecodedFields): readonly SourcedText[] {
  return xmp.flatMap((property): readonly SourcedText[] => {
    const where = `XMP ${property.name}`;
    const name = property.name.toLowerCase();
    const texts = textsOf(property);
    if (name === 'aigc') return texts.map((text) => ({ where, text, keyword: 'AIGC' }));
    if (name === 'xmpkvbase64') return texts.flatMap(unwrap).map((text) => ({ where, text }));
    return texts
      .filter((text) => text.includes('aigc_info') || text.includes('exportType'))
      .map((text) => ({ where, text }));
  });
}

function textsOf({ value }: XmpProperty): readonly string[] {
  if (value.kind === 'text') return [value.text];
  if (value.kind === 'array') return value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  const members = value.fields.flatMap(({ name, value: member }) =>
    member.kind === 'text' ? [[name, member.text]] : [],
  );
  return [JSON.stringify(Object.fromEntries(members))];
}

function unwrap(base64: string): readonly string[] {
  const bytes = decodeBase64(new TextEncoder().encode(base64.slice(0, MAX_BASE64)));
  const text = bytes.kind === 'found' ? utf8(bytes.value) : undefined;
  return text === undefined ? [] : [text];
}

const MAX_BASE64 = 64 * 1024;
