import { parseStore } from '../decoders/c2pa-parse.ts';
import { c2paSettings } from '../decoders/c2pa-settings.ts';
import type { ManifestStore } from '../decoders/c2pa-store.ts';
import type { Format } from '../model/format.ts';
import type { TrustList, TrustLists } from '../model/trust.ts';
import { stateOf } from '../signals/c2pa-status.ts';
import type { EngineContext } from './context.ts';

/** A moment inside the certificate's validity: this long before its end, in milliseconds. */
const BEFORE_THE_END = 1000;

/**
 * The one of `trust` that vouches for the signer; `null` for none. For a certificate that has since expired: the list
 * that vouched while it was valid, so that a name on a list is told from one that anybody typed.
 */
export async function listThatVouches(
  store: ManifestStore,
  format: Format,
  bytes: Uint8Array,
  trust: TrustLists,
  { c2pa, abort }: EngineContext,
  fragment?: Uint8Array,
): Promise<TrustList | null> {
  const state = stateOf(store.status);
  if (state !== 'trusted' && state !== 'lapsed') return null;
  const at = state === 'lapsed' ? lastValidMoment(store) : undefined;
  if (at === null) return null;
  const lists = ordered(trust);
  if (state === 'trusted' && lists.length === 1) return lists[0] ?? null;
  // The validator does not say which list vouched. Where several could, each is asked alone, in order of standing.
  for (const list of lists) {
    abort.throwIfAborted();
    const outcome = await c2pa.validate(format, bytes, c2paSettings([list]), at, fragment);
    if (outcome.kind !== 'found' || outcome.value.kind !== 'store') continue;
    const again = parseStore(outcome.value.json, outcome.value.crJson);
    if (again.kind === 'found' && stateOf(again.value.status) === 'trusted') return list;
  }
  return null;
}

function lastValidMoment({ active }: ManifestStore): number | null {
  const end = Date.parse(active.certificateExpires ?? '');
  return Number.isNaN(end) ? null : end - BEFORE_THE_END;
}

function ordered(lists: TrustLists): TrustLists {
  const standing = { c2pa: 0, interim: 1, custom: 2 };
  return lists.toSorted((a, b) => standing[a.kind] - standing[b.kind]);
}
