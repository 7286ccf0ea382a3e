/**
 * The tool behind a `ContentProducer`: `001`, a digit for the kind of body, its Unified Social Credit Code
 * (18 characters), a suffix. Some producers write their plain name instead.
 */
export function producerName(producer: string | null): string | null {
  if (producer === null) return null;
  const code = /^001\d([0-9A-Z]{18})/.exec(producer)?.[1];
  if (code !== undefined) return BY_CREDIT_CODE.get(code) ?? null;
  return BY_NAME.get(producer.toLowerCase()) ?? (PLAIN_NAME.test(producer) ? producer : null);
}

const BY_CREDIT_CODE: ReadonlyMap<string, string> = new Map([
  ['91110102MACQD9K640', 'Doubao'],
  ['9144030008867405X2', 'Jimeng'],
  ['91440101MA9Y9T4H7A', 'Qwen'],
  ['91110108335469089C', 'Kling'],
  ['91440300708461136T', 'Tencent Yuanbao'],
  ['91340100MAEB4N8H76', 'RunningHub'],
  ['91110000802100433B', 'Baidu'],
  ['91110105MACJ6K1C8A', 'LibLib'],
]);
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['doubao', 'Doubao'],
  ['picwish', 'PicWish'],
  ['runninghub', 'RunningHub'],
]);
/** Words, and not a longer code of some other register. */
const PLAIN_NAME = /^(?=.{2,40}$)(?![0-9a-f]{16})\p{L}[\p{L}\p{N} ._-]*$/u;
