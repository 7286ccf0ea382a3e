import type { Label } from '../model/verdict.ts';

/** What ByteDance's apps leave about an export in ImageDescription, UserComment or XMP. */
export interface BytedanceExport {
  readonly says: Label;
  readonly tool: string | null;
}

/**
 * Reads the export record. The product alone says nothing: its apps edit photographs too. A generation export of
 * an image generator is generated; `aigc_label_type` 1 or 2 discloses AI content without saying how much.
 */
export function parseBytedanceExport(text: string): BytedanceExport | null {
  const plain = text.slice(0, MAX_TEXT).replaceAll('\\"', '"');
  if (!plain.includes('"product"') && !plain.includes('"aigc_info"')) return null;
  const product = PRODUCT.exec(plain)?.[1]?.toLowerCase() ?? '';
  const generator = GENERATORS.get(product) ?? null;
  if (generator !== null && EXPORT_TYPE.exec(plain)?.[1]?.toLowerCase() === 'generation')
    return { says: 'ai-generated', tool: generator };
  if (!plain.includes('"aigc_info"')) return null;
  if (product === 'aweme' && AIGC_TYPE.test(plain)) return { says: 'ai-generated', tool: 'Douyin' };
  return LABEL_TYPE.test(plain) ? { says: 'may-contain-ai', tool: generator } : null;
}

const GENERATORS: ReadonlyMap<string, string> = new Map([
  ['doubao', 'Doubao'],
  ['xinghui', 'Xinghui'],
  ['dreamina', 'Jimeng'],
  ['dreamina_oversea', 'Dreamina'],
]);
const PRODUCT = /"product"\s{0,8}:\s{0,8}"([a-z0-9_]{1,40})"/i;
const EXPORT_TYPE = /"exportType"\s{0,8}:\s{0,8}"([a-z0-9_]{1,40})"/i;
const AIGC_TYPE = /"aigc_type"\s{0,8}:\s{0,8}1(?=\s{0,8}[,}])/i;
const LABEL_TYPE = /"aigc_label_type"\s{0,8}:\s{0,8}[12](?=\s{0,8}[,}])/i;
const MAX_TEXT = 64 * 1024;
