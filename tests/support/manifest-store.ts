import { parseStore } from '../../lib/decoders/c2pa-parse.ts';
import type { ManifestStore } from '../../lib/decoders/c2pa-store.ts';

/** One manifest in the few words a test needs. */
export interface ManifestSketch {
  readonly actions?: readonly Record<string, unknown>[];
  readonly allActionsIncluded?: boolean;
  readonly ingredients?: readonly Record<string, unknown>[];
  readonly assertions?: readonly Record<string, unknown>[];
  readonly generator?: string;
  readonly signer?: string;
}

/** The validator's JSON for the given manifests; the first is the active one. */
export function storeJson(
  manifests: Readonly<Record<string, ManifestSketch>>,
  results: Record<string, unknown> = {},
): string {
  const [active] = Object.keys(manifests);
  return JSON.stringify({
    active_manifest: active,
    manifests: Object.fromEntries(Object.entries(manifests).map(([label, sketch]) => [label, manifestJson(sketch)])),
    validation_results: { activeManifest: { success: [], informational: [], failure: [] }, ...results },
  });
}

/** The same, parsed. */
export function store(
  manifests: Readonly<Record<string, ManifestSketch>>,
  results: Record<string, unknown> = {},
): ManifestStore {
  const outcome = parseStore(storeJson(manifests, results), '{}');
  if (outcome.kind !== 'found') throw new Error(`The sketch did not parse: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

function manifestJson({
  actions,
  allActionsIncluded = true,
  ingredients,
  assertions,
  generator,
  signer,
}: ManifestSketch) {
  const list = actions && { label: 'c2pa.actions.v2', created: true, data: { actions, allActionsIncluded } };
  return {
    claim_version: 2,
    claim_generator_info: [{ name: generator ?? 'Sketch' }],
    signature_info: { issuer: signer ?? 'Sketch Org', common_name: 'Sketch Signer' },
    assertions: [...(list ? [list] : []), ...(assertions ?? [])],
    ingredients: ingredients ?? [],
  };
}

/** The full address of an IPTC digital source type. */
export function sourceType(code: string): string {
  return `http://cv.iptc.org/newscodes/digitalsourcetype/${code}`;
}
