import type { Outcome } from '../model/outcome.ts';
import type { C2paAnswer } from './c2pa-engine.ts';
import { entriesField, field, type Json, listField, textField } from './json-fields.ts';

type Store = Extract<C2paAnswer, { kind: 'store' }>;

/** Hash algorithms of C2PA 2.2 §13.1. */
const ALGORITHMS = new Map([
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
]);
const MISMATCH = 'assertion.dataHash.mismatch';
const MATCH = 'assertion.dataHash.match';

/**
 * A store the validator read without its file has been compared with nothing. Compares it with the file's bytes and
 * sets the one status that is about them. Only a data hash over the whole file (C2PA 2.2 §18.5) can be: a record kept
 * elsewhere takes no room in the file, so there is nothing to leave out. Anything else is `unanswered: unsupported`.
 */
export async function withDataHashChecked(store: Store, bytes: Uint8Array): Promise<Outcome<C2paAnswer>> {
  const json: Json = JSON.parse(store.json);
  const binding = bindingOf(JSON.parse(store.crJson), textField(json, 'active_manifest'));
  if (binding === null) return { kind: 'unanswered', why: 'unsupported' };
  const digest = new Uint8Array(await crypto.subtle.digest(binding.algorithm, new Uint8Array(bytes)));
  const isMatch = digest.length === binding.hash.length && digest.every((byte, index) => byte === binding.hash[index]);
  return { kind: 'found', value: { ...store, json: compared(json, isMatch) } };
}

interface Binding {
  readonly algorithm: string;
  readonly hash: Uint8Array;
}

function bindingOf(crJson: Json, active: string | null): Binding | null {
  const manifest = listField(crJson, 'manifests').find((entry) => textField(entry, 'label') === active);
  const bindings = entriesField(manifest, 'assertions', 5000).filter(([label]) => label.startsWith('c2pa.hash.'));
  const [label, hash] = bindings[0] ?? [];
  if (bindings.length !== 1 || label !== 'c2pa.hash.data' || listField(hash, 'exclusions').length > 0) return null;
  const algorithm = ALGORITHMS.get(textField(hash, 'alg') ?? textField(field(manifest, 'claim'), 'alg') ?? 'sha256');
  const [, encoded] = /^b64'([A-Za-z\d+/]+={0,2})'$/.exec(textField(hash, 'hash') ?? '') ?? [];
  if (algorithm === undefined || encoded === undefined) return null;
  return { algorithm, hash: Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)) };
}

/** The validator's JSON with the comparison it could not make in place of whatever it took for one. */
function compared(json: Json, isMatch: boolean): string {
  const results = field(json, 'validation_results');
  const active = field(results, 'activeManifest');
  const others = (list: readonly Json[]) => list.filter((status) => !isAboutBytes(status));
  const failure = listField(active, 'failure', 5000);
  const success = listField(active, 'success', 5000);
  const told = [...failure, ...success].find(isAboutBytes);
  const status = { code: isMatch ? MATCH : MISMATCH, url: textField(told, 'url') ?? '' };
  return JSON.stringify({
    ...Object(json),
    validation_results: {
      ...Object(results),
      activeManifest: {
        ...Object(active),
        success: isMatch ? [...others(success), status] : others(success),
        failure: isMatch ? others(failure) : [...others(failure), status],
      },
    },
  });
}

function isAboutBytes(status: Json): boolean {
  const code = textField(status, 'code');
  return code === MATCH || code === MISMATCH;
}
