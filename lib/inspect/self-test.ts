import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import { parseStore } from '../decoders/c2pa-parse.ts';
import { c2paSettings } from '../decoders/c2pa-settings.ts';
import type { TrustLists } from '../model/trust.ts';
import { type RecordState, stateOf } from '../signals/c2pa-status.ts';
import sample from './self-test-sample.json' with { type: 'json' };

export type SelfTest = { readonly state: 'passed' | 'failed'; readonly detail: string };

/**
 * Proves that trust settings take effect: a known signed pixel must come out trusted with its root
 * and unrecognised without. A misspelt setting is ignored by the validator without a word, so only this can tell.
 */
export async function selfTest(engine: C2paEngine): Promise<SelfTest> {
  const root = { kind: 'custom', name: 'self-test', issued: null, anchorsPem: sample.root, allowedPem: null } as const;
  const withRoot = await stateWith(engine, [root]);
  const without = await stateWith(engine, []);
  const detail = `A known signature is ${withRoot} with its list and ${without} without.`;
  return { state: withRoot === 'trusted' && without === 'unrecognised' ? 'passed' : 'failed', detail };
}

async function stateWith(engine: C2paEngine, lists: TrustLists): Promise<RecordState | 'unreadable'> {
  const png = Uint8Array.from(atob(sample.png), (char) => char.charCodeAt(0));
  const outcome = await engine.validate('image/png', png, c2paSettings(lists));
  if (outcome.kind !== 'found' || outcome.value.kind !== 'store') return 'unreadable';
  const store = parseStore(outcome.value.json, outcome.value.crJson);
  return store.kind === 'found' ? stateOf(store.value.status) : 'unreadable';
}
