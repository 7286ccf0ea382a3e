import type { DecodedFields, TextField } from '../model/fields.ts';
import type { Format } from '../model/format.ts';
import { readStealthPnginfo, type StealthCarrier, type StealthText } from '../watermarks/stealth-pnginfo.ts';
import { generatorParameters } from './generator-parameters.ts';
import { parseJson } from './json-text.ts';
import { novelai, type NovelaiValue } from './novelai.ts';
import type { SignatureState } from './novelai-signature.ts';
import { quote } from './quote.ts';
import type { Declaration, Evidence, Signal } from './signal.ts';

export interface StealthPnginfoValue extends Declaration {
  /** The samples whose lowest bits hold the text. */
  readonly carrier: StealthCarrier;
  readonly model: string | null;
  /** NovelAI's own, over the pixels and the text. */
  readonly signature: SignatureState;
  readonly text: string;
}

/**
 * Settings that a generator hid in the pixels, where they outlive the file's tags. The text is read
 * as the same text in a tag is; one that no known generator writes is told and says nothing of AI.
 */
export function stealthPnginfoSignal(
  novelaiReader: Signal<'novelai', NovelaiValue>,
): Signal<'stealth-pnginfo', StealthPnginfoValue> {
  return {
    id: 'stealth-pnginfo',
    needs: 'pixels',
    async detect(evidence, abort) {
      // No other format keeps the lowest bits, or has them in the hands of a generator.
      if (!LOSSLESS.has(evidence.map.format)) return { kind: 'absent' };
      const pixels = await evidence.pixels();
      if (pixels.kind !== 'found') return pixels;
      const hidden = readStealthPnginfo(pixels.value);
      if (hidden.kind !== 'found') return hidden;
      const value = await read(hidden.value, { ...evidence, pixels: async () => pixels }, novelaiReader, abort);
      return { kind: 'found', value };
    },
  };
}

export const stealthPnginfo: Signal<'stealth-pnginfo', StealthPnginfoValue> = stealthPnginfoSignal(novelai);

async function read(
  { text, carrier }: StealthText,
  { map, pixels }: Evidence,
  novelaiReader: Signal<'novelai', NovelaiValue>,
  abort: AbortSignal,
): Promise<StealthPnginfoValue> {
  const inside: Evidence = {
    map: { format: map.format, parts: [], incomplete: null },
    fields: fieldsOf(text),
    gaps: new Map(),
    pixels,
  };
  const found = { carrier, text: quote(text) };
  const own = await novelaiReader.detect(inside, abort);
  if (own.kind === 'found') {
    const { says, tool, source, signature } = own.value;
    return { ...found, says, tool, model: source, signature };
  }
  const settings = await generatorParameters.detect(inside, abort);
  if (settings.kind !== 'found') return { ...found, says: null, tool: null, model: null, signature: 'unsigned' };
  const { says, tool, model } = settings.value;
  return { ...found, says, tool, model, signature: 'unsigned' };
}

/** The hidden text as the PNG text chunks it stands in for: one of A1111's, or NovelAI's and ComfyUI's as one JSON object. */
function fieldsOf(text: string): DecodedFields {
  const object = parseJson(text);
  const members = typeof object === 'object' && object !== null && !Array.isArray(object) ? Object.entries(object) : [];
  const chunks = members.slice(0, MOST_MEMBERS).map(([keyword, value]): TextField => ({
    keyword,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  const texts = [...chunks, { keyword: 'parameters', text }];
  return { xmp: [], exif: null, iptc: new Map(), texts, comments: [], trailer: '' };
}

const LOSSLESS: ReadonlySet<Format> = new Set<Format>(['image/png', 'image/webp', 'image/tiff', 'image/jxl']);
/** NovelAI writes six. */
const MOST_MEMBERS = 64;
