import type { Ingredient, Manifest, ManifestStore } from '../decoders/c2pa-store.ts';
import { isHarmlessToRecord } from './c2pa-status.ts';

/** A manifest on the way from a file to its first ancestor. */
export interface Ancestor {
  readonly manifest: Manifest;
  /** Every link from the active manifest to here has a signer on a list, as far as its ingredients' states tell. */
  readonly isVouched: boolean;
}

/** The manifest, its parent, and so on; ends at a file without a record, at a broken record and at a cycle. */
export function parentChain(store: ManifestStore, manifest: Manifest): readonly Ancestor[] {
  const chain: Ancestor[] = [{ manifest, isVouched: true }];
  const seen = new Set([manifest]);
  for (;;) {
    const last = chain.at(-1) as Ancestor;
    const parent = last.manifest.ingredients.find(({ relationship }) => relationship === 'parentOf');
    const next = parent === undefined ? undefined : soundManifest(store, last.manifest, parent);
    if (parent === undefined || next === undefined || seen.has(next)) return chain;
    seen.add(next);
    chain.push({ manifest: next, isVouched: last.isVouched && isVouched(store, last.manifest, parent) });
  }
}

/** The ingredient's own manifest, unless it is missing or its record is broken. */
export function soundManifest(store: ManifestStore, owner: Manifest, ingredient: Ingredient): Manifest | undefined {
  return ingredient.manifest === null || isBroken(store, owner, ingredient)
    ? undefined
    : store.manifests.get(ingredient.manifest);
}

export function isBroken(store: ManifestStore, owner: Manifest, ingredient: Ingredient): boolean {
  return ingredientFailures(store, owner, ingredient).some(
    (code) => /^ingredient\..*(mismatch|missing)$/.test(code) || !isHarmlessToRecord(code),
  );
}

/** Failures of an ingredient's record: those noted when it was added, and those found now. */
export function ingredientFailures(store: ManifestStore, owner: Manifest, ingredient: Ingredient): readonly string[] {
  const now = deltas(store, owner, ingredient)?.failure ?? [];
  return [...ingredient.recordedFailures, ...now.map(({ code }) => code)];
}

/** Whether the ingredient's record was found sound when added and its signer is on a list, then or now. */
export function isVouched(store: ManifestStore, owner: Manifest, ingredient: Ingredient): boolean {
  const isTrustedNow = deltas(store, owner, ingredient)?.success.some(({ code }) => code === TRUSTED) ?? false;
  if (!ingredient.wasValidated) return false;
  return isTrustedNow || !ingredientFailures(store, owner, ingredient).some((code) => NOT_VOUCHED.has(code));
}

function deltas(store: ManifestStore, owner: Manifest, ingredient: Ingredient) {
  return store.ingredientDeltas.get(`self#jumbf=/c2pa/${owner.label}/c2pa.assertions/${ingredient.label}`);
}

const TRUSTED = 'signingCredential.trusted';
const NOT_VOUCHED = new Set(['signingCredential.untrusted', 'signingCredential.expired', 'signingCredential.invalid']);
