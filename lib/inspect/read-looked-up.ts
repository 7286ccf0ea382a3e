import { compareStripped, type Store, withoutComparison } from '../decoders/c2pa-data-hash.ts';
import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import { parseStore } from '../decoders/c2pa-parse.ts';
import { c2paSettings } from '../decoders/c2pa-settings.ts';
import type { ManifestStore } from '../decoders/c2pa-store.ts';
import type { LookedUpRecord } from '../model/look-up.ts';
import type { Outcome } from '../model/outcome.ts';
import type { SoftBinding } from '../model/soft-binding.ts';
import { areAlike } from '../recognition/iscc-binding.ts';
import { readManifest } from '../signals/c2pa-manifest.ts';
import { readSoftBindings } from '../signals/c2pa-soft-bindings.ts';
import type { RecordReading } from '../signals/record-evidence.ts';
import type { EngineContext } from './context.ts';
import { listThatVouches } from './list-that-vouches.ts';

const FORMAT = 'application/c2pa';

/** What only the store says. */
type StoresWord = 'manifestId' | 'similarity' | 'others';

/**
 * Validates a manifest store that a record store says belongs to a file: the record by itself, then the file's bytes
 * against its content hash, as two answers. One rarely follows from the other: who looked a record up has a copy that
 * lost it, and usually one that was saved anew.
 * @param file `null` where it could not be read again.
 * @param binding `null` where the store was asked with the file itself.
 */
export async function readLookedUp(
  store: Uint8Array<ArrayBuffer>,
  file: Uint8Array | null,
  binding: SoftBinding | null,
  context: EngineContext,
): Promise<Outcome<Omit<LookedUpRecord, StoresWord>>> {
  const c2pa = readingStores(context.c2pa);
  const outcome = await c2pa.validate(FORMAT, store, c2paSettings(context.trust));
  if (outcome.kind !== 'found') return outcome;
  const answer = outcome.value;
  if (answer.kind !== 'store') {
    const code = answer.kind === 'unreadable' ? answer.code : 'JumbfNotFound';
    return lookedUp({ kind: 'unreadable', code }, binding, { content: 'not-compared', namesBinding: false });
  }
  const parsed = parseStore(answer.json, answer.crJson);
  if (parsed.kind !== 'found') return parsed;
  const trustList = await listThatVouches(parsed.value, FORMAT, store, context.trust, { ...context, c2pa });
  return lookedUp({ kind: 'validated', store: parsed.value, trustList }, binding, {
    content: await compare(answer, file),
    namesBinding: names(parsed.value, binding),
  });
}

function lookedUp(
  reading: RecordReading,
  binding: SoftBinding | null,
  beside: Pick<LookedUpRecord, 'content' | 'namesBinding'>,
): Outcome<Omit<LookedUpRecord, StoresWord>> {
  const manifest = readManifest(reading);
  if (manifest.kind !== 'found') return manifest;
  const { state, says, record } = manifest.value;
  // A store on its own has been compared with nothing that could have changed.
  return {
    kind: 'found',
    value: { binding, state: state === 'changed' ? 'broken' : state, says, record, ...beside },
  };
}

function compare(store: Store, file: Uint8Array | null): Promise<LookedUpRecord['content']> {
  return file === null ? Promise.resolve('not-compared') : compareStripped(store, file);
}

/** Any of its manifests may: a later edit keeps the mark of an earlier version. */
function names({ manifests }: ManifestStore, binding: SoftBinding | null): boolean {
  if (binding === null) return false;
  const { alg, value, from } = binding;
  const isSame = from === 'fingerprint' ? areAlike : (one: string, other: string) => one === other;
  return [...manifests.values()].some((manifest) =>
    readSoftBindings(manifest).some((each) => each.alg === alg && isSame(each.value, value)),
  );
}

/** The validator for stores without their files. */
function readingStores(c2pa: C2paEngine): C2paEngine {
  return {
    version: c2pa.version,
    async validate(format, bytes, settings, at) {
      const outcome = await c2pa.validate(format, bytes, settings, at);
      if (outcome.kind !== 'found' || outcome.value.kind !== 'store') return outcome;
      return { kind: 'found', value: withoutComparison(outcome.value) };
    },
  };
}
