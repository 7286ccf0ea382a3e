import type { Ingredient, Manifest, ManifestStore } from '../decoders/c2pa-store.ts';
import type { RecordNode } from '../model/report.ts';
import type { Label } from '../model/verdict.ts';
import { isBroken } from './c2pa-ancestry.ts';

/** Nodes told of one tree; ChatGPT has 2, a large composite some dozens. */
const MAX_NODES = 100;

/** The provenance tree as the report tells it, depth first from the active manifest; each manifest is opened once. */
export function recordNodes(store: ManifestStore, labelOf: (manifest: Manifest) => Label): readonly RecordNode[] {
  const nodes: RecordNode[] = [];
  const opened = new Set<Manifest>();
  const { active } = store;
  const pending: Pending[] = [
    { manifest: active, relationship: 'active', preview: active.thumbnail, parent: null, broken: false },
  ];
  while (nodes.length < MAX_NODES) {
    const next = pending.pop();
    if (next === undefined) return nodes;
    if ('ingredient' in next) {
      nodes.push(bareNode(next));
      continue;
    }
    const { manifest, broken } = next;
    const index = nodes.push(manifestNode(next, broken ? null : labelOf(manifest))) - 1;
    if (opened.has(manifest)) continue;
    opened.add(manifest);
    for (const ingredient of manifest.ingredients.slice(0, MAX_NODES).toReversed()) {
      const own = ingredient.manifest === null ? undefined : store.manifests.get(ingredient.manifest);
      const link = {
        relationship: ingredient.relationship,
        preview: ingredient.thumbnail ?? own?.thumbnail ?? null,
        parent: index,
        broken: isBroken(store, manifest, ingredient),
      };
      pending.push(own === undefined ? { ...link, ingredient } : { ...link, manifest: own });
    }
  }
  return nodes;
}

interface Link {
  readonly relationship: RecordNode['relationship'];
  readonly preview: string | null;
  readonly parent: number | null;
  readonly broken: boolean;
}
type Pending = Link & ({ readonly manifest: Manifest } | { readonly ingredient: Ingredient });

function manifestNode(
  { manifest, relationship, preview, parent, broken }: Link & { manifest: Manifest },
  label: Label,
): RecordNode {
  return {
    title: manifest.title,
    generator: manifest.generator,
    relationship,
    label,
    signer: manifest.signer.organization ?? manifest.signer.commonName,
    signedAt: manifest.signedAt,
    preview,
    parent,
    hasRecord: true,
    broken,
  };
}

function bareNode({
  ingredient,
  relationship,
  preview,
  parent,
  broken,
}: Link & { ingredient: Ingredient }): RecordNode {
  return {
    title: ingredient.title,
    generator: null,
    relationship,
    label: null,
    signer: null,
    signedAt: null,
    preview,
    parent,
    hasRecord: false,
    broken,
  };
}
