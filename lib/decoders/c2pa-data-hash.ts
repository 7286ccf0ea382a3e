import type { Outcome } from '../model/outcome.ts';
import type { C2paAnswer } from './c2pa-engine.ts';
import { entriesField, field, type Json, listField, textField } from './json-fields.ts';

export type Store = Extract<C2paAnswer, { kind: 'store' }>;

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
  if (binding === null || binding.hasExclusions) return { kind: 'unanswered', why: 'unsupported' };
  return { kind: 'found', value: { ...store, json: compared(json, await isHashOf(binding, bytes)) } };
}

/**
 * Compares a file with the data hash of a store that was once embedded in it. What the hash leaves out is the store
 * itself, so a file from which the store was taken and nothing else has exactly the bytes that were signed.
 */
export async function compareStripped(
  store: Store,
  bytes: Uint8Array,
): Promise<'matches' | 'differs' | 'not-compared'> {
  const binding = bindingOf(JSON.parse(store.crJson), textField(JSON.parse(store.json), 'active_manifest'));
  if (binding === null) return 'not-compared';
  return (await isHashOf(binding, bytes)) ? 'matches' : 'differs';
}

interface Binding {
  readonly algorithm: string;
  readonly hash: Uint8Array;
  /** Some of the file is left out of the hash. */
  readonly hasExclusions: boolean;
}

async function isHashOf({ algorithm, hash }: Binding, bytes: Uint8Array): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(bytes)));
  return digest.length === hash.length && digest.every((byte, index) => byte === hash[index]);
}

function bindingOf(crJson: Json, active: string | null): Binding | null {
  const manifest = listField(crJson, 'manifests').find((entry) => textField(entry, 'label') === active);
  const bindings = entriesField(manifest, 'assertions', 5000).filter(([label]) => label.startsWith('c2pa.hash.'));
  const [label, hash] = bindings[0] ?? [];
  if (bindings.length !== 1 || label !== 'c2pa.hash.data') return null;
  const algorithm = ALGORITHMS.get(textField(hash, 'alg') ?? textField(field(manifest, 'claim'), 'alg') ?? 'sha256');
  const [, encoded] = /^b64'([A-Za-z\d+/]+={0,2})'$/.exec(textField(hash, 'hash') ?? '') ?? [];
  if (algorithm === undefined || encoded === undefined) return null;
  return {
    algorithm,
    hash: Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)),
    hasExclusions: listField(hash, 'exclusions').length > 0,
  };
}

/**
 * The store without what the validator says of bytes it never saw: read on its own, every store has a content hash that
 * matches nothing.
 */
export function withoutComparison(store: Store): Store {
  const json: Json = JSON.parse(store.json);
  const results = field(json, 'validation_results');
  const active = field(results, 'activeManifest');
  const kept = (key: string) =>
    listField(active, key, 5000).filter((status) => !CONTENT_CODE.test(textField(status, 'code') ?? ''));
  const activeManifest = { ...Object(active), success: kept('success'), failure: kept('failure') };
  return {
    ...store,
    json: JSON.stringify({ ...Object(json), validation_results: { ...Object(results), activeManifest } }),
  };
}

/** Status codes that compare a record with the bytes around it (C2PA 2.2 §15.2.2, hard bindings). */
const CONTENT_CODE = /^assertion\.(data|bmff|boxes|collection)Hash\.(match|mismatch|unknownBox|incorrectFileCount)$/;

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
