import { parseStore } from '../decoders/c2pa-parse.ts';
import type { C2paAnswer } from '../decoders/c2pa-engine.ts';
import { c2paSettings } from '../decoders/c2pa-settings.ts';
import type { ManifestStore } from '../decoders/c2pa-store.ts';
import type { ContainerMap } from '../model/container.ts';
import type { Outcome } from '../model/outcome.ts';
import type { TrustLists } from '../model/trust.ts';
import type { EngineContext } from './context.ts';
import { narrowLists } from './narrow-lists.ts';
import { holdsCertificates, storeBytes } from './store-bytes.ts';

/** What the validator said of a file. */
export type Judgment =
  | {
      readonly kind: 'store';
      readonly store: Outcome<ManifestStore>;
      readonly isSeparate: boolean;
      /** The lists it judged by: no more of them than could make a difference. */
      readonly trust: TrustLists;
    }
  | { readonly kind: 'no-store'; readonly outcome: Outcome<Exclude<C2paAnswer, { readonly kind: 'store' }>> };

/**
 * Validates one file by the person's lists, with the same outcome as if the validator had been given all of each.
 * With anchors it works through chains of signatures, with many it works longer; so it is given those that matter.
 */
export async function judgeRecord(
  map: ContainerMap,
  bytes: Uint8Array,
  context: EngineContext,
  fragment?: Uint8Array,
): Promise<Judgment> {
  const { trust, hasSeparateRecord } = context;
  // A record that was fetched is not in the file's own bytes.
  const searched = trust.length === 0 || hasSeparateRecord === true ? null : await storeBytes(map, bytes);
  if (searched === null) return judgeBy(trust, map, bytes, context, fragment);
  const judgment = await judgeBy(narrowLists(trust, searched), map, bytes, context, fragment);
  if (judgment.kind === 'no-store' || judgment.store.kind !== 'found') return judgment;
  // A certificate that was out of sight when the lists were narrowed may be vouched for by what was left out.
  const { certificateSerials } = judgment.store.value;
  return holdsCertificates(searched, certificateSerials) ? judgment : judgeBy(trust, map, bytes, context, fragment);
}

async function judgeBy(
  trust: TrustLists,
  { format }: ContainerMap,
  bytes: Uint8Array,
  { c2pa, abort }: EngineContext,
  fragment?: Uint8Array,
): Promise<Judgment> {
  abort.throwIfAborted();
  const outcome = await c2pa.validate(format, bytes, c2paSettings(trust), undefined, fragment);
  if (outcome.kind !== 'found') return { kind: 'no-store', outcome };
  const answer = outcome.value;
  if (answer.kind !== 'store') return { kind: 'no-store', outcome: { kind: 'found', value: answer } };
  const store = parseStore(answer.json, answer.crJson);
  return { kind: 'store', store, isSeparate: answer.isSeparate === true, trust };
}
