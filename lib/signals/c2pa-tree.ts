import type { Ingredient, Manifest, ManifestStore } from '../decoders/c2pa-store.ts';
import type { RecordNode } from '../model/report.ts';
import type { Label } from '../model/verdict.ts';
import { type RubricSignals, rubricSignals } from './c2pa-rubric.ts';
import { isGeneratorOnly } from './c2pa-signers.ts';
import { isHarmlessToRecord } from './c2pa-status.ts';

/** Nodes told of one tree; ChatGPT has 2, a large composite some dozens. */
const MAX_NODES = 100;
/** Manifests between a file and its first ancestor. */
const MAX_DEPTH = 32;

export interface TreeReading {
  readonly label: Label;
  readonly nodes: readonly RecordNode[];
  readonly ambiguousActions: boolean;
  readonly restsOnSigner: boolean;
  readonly ingredientFailures: readonly string[];
}

/** Combines the rubric signals of every manifest into one label: RUBRICS "Over the provenance tree", first match wins. */
export function readTree(store: ManifestStore): TreeReading {
  const walk = new Walk(store);
  const { label, chain, restsOnSigner } = walk.label(store.active);
  const nodes = walk.nodes();
  return {
    label,
    nodes,
    ambiguousActions: chain.some((manifest) => walk.signals(manifest).ambiguousActions),
    restsOnSigner,
    ingredientFailures: [
      ...new Set(
        [...store.manifests.values()].flatMap((manifest) =>
          manifest.ingredients.flatMap((ingredient) => walk.failures(manifest, ingredient)),
        ),
      ),
    ],
  };
}

interface Labelled {
  readonly label: Label;
  /** From the manifest itself to its first ancestor. */
  readonly chain: readonly Manifest[];
  readonly restsOnSigner: boolean;
}

const CYCLE: Labelled = { label: null, chain: [], restsOnSigner: false };

/** One reading of one store; remembers what it has labelled, so that shared ingredients and cycles cost once. */
class Walk {
  readonly #store: ManifestStore;
  readonly #labelled = new Map<string, Labelled>();
  readonly #signals = new Map<string, RubricSignals>();

  constructor(store: ManifestStore) {
    this.#store = store;
  }

  signals(manifest: Manifest): RubricSignals {
    let signals = this.#signals.get(manifest.label);
    if (signals === undefined) this.#signals.set(manifest.label, (signals = rubricSignals(manifest)));
    return signals;
  }

  label(manifest: Manifest, depth = 0): Labelled {
    const known = this.#labelled.get(manifest.label);
    if (known !== undefined || depth > MAX_DEPTH) return known ?? CYCLE;
    this.#labelled.set(manifest.label, CYCLE);
    const labelled = this.#decide(manifest, depth);
    this.#labelled.set(manifest.label, labelled);
    return labelled;
  }

  #decide(manifest: Manifest, depth: number): Labelled {
    const chain = this.#parentChain(manifest);
    const signals = chain.map((ancestor) => this.signals(ancestor));
    const root = signals.at(-1) as RubricSignals;
    const any = (test: (of: RubricSignals) => boolean) => signals.some(test);
    const { placed, unplaced } = this.#components(chain, depth);
    const as = (label: Label, restsOnSigner = false): Labelled => ({ label, chain, restsOnSigner });

    if (root.inception.has('fullyGenAIMedia')) return as('ai-generated');
    if (any((of) => of.inception.has('partlyGenAICreation') || of.perceptibleGenAI) || placed.some(isAI))
      return as('ai-edited');
    if (!any((of) => of.hasSourceType) && isGeneratorOnly(chain.at(-1) as Manifest)) return as('ai-generated', true);
    if (any(mayContainGenAI) || unplaced.some(isAI) || [...placed, ...unplaced].includes('may-contain-ai'))
      return as('may-contain-ai');
    if (root.inception.has('capturedMedia') || root.inception.has('capturedMediaStitched'))
      return as('camera-captured');
    return as(null);
  }

  /** The manifest, its parent, and so on; ends at a file without a record or with a broken one. */
  #parentChain(manifest: Manifest): readonly Manifest[] {
    const chain = [manifest];
    while (chain.length <= MAX_DEPTH) {
      const last = chain.at(-1) as Manifest;
      const parent = last.ingredients.find((ingredient) => ingredient.relationship === 'parentOf');
      const next = parent === undefined ? undefined : this.#soundManifest(last, parent);
      if (next === undefined || chain.includes(next)) return chain;
      chain.push(next);
    }
    return chain;
  }

  #components(chain: readonly Manifest[], depth: number): { placed: readonly Label[]; unplaced: readonly Label[] } {
    const placed: Label[] = [];
    const unplaced: Label[] = [];
    for (const manifest of chain) {
      const named = new Set(
        manifest.actions.filter(({ action }) => action === 'c2pa.placed').flatMap(({ ingredients }) => ingredients),
      );
      for (const ingredient of manifest.ingredients) {
        if (ingredient.relationship !== 'componentOf') continue;
        const own = this.#soundManifest(manifest, ingredient);
        if (own === undefined) continue;
        const isPlaced =
          named.has(ingredient.label) || (ingredient.instanceId !== null && named.has(ingredient.instanceId));
        (isPlaced ? placed : unplaced).push(this.label(own, depth + 1).label);
      }
    }
    return { placed, unplaced };
  }

  /** The ingredient's own manifest, unless it is missing or its record is broken. */
  #soundManifest(parent: Manifest, ingredient: Ingredient): Manifest | undefined {
    return ingredient.manifest === null || this.#isBroken(parent, ingredient)
      ? undefined
      : this.#store.manifests.get(ingredient.manifest);
  }

  #isBroken(parent: Manifest, ingredient: Ingredient): boolean {
    return this.failures(parent, ingredient).some(
      (code) => /^ingredient\..*(mismatch|missing)$/.test(code) || !isHarmlessToRecord(code),
    );
  }

  /** Failures of an ingredient's record: those noted when it was added and those found now. Trust is not a fault here. */
  failures(parent: Manifest, ingredient: Ingredient): readonly string[] {
    const address = `self#jumbf=/c2pa/${parent.label}/c2pa.assertions/${ingredient.label}`;
    const now = this.#store.ingredientFailures.get(address) ?? [];
    return [...ingredient.recordedFailures, ...now.map((status) => status.code)];
  }

  nodes(): readonly RecordNode[] {
    const nodes: RecordNode[] = [];
    const visited = new Set<string>();
    const visit = (
      manifest: Manifest,
      relationship: RecordNode['relationship'],
      parent: number | null,
      broken: boolean,
      depth: number,
    ): void => {
      if (nodes.length >= MAX_NODES) return;
      const index = nodes.push(this.#node(manifest, relationship, parent, broken)) - 1;
      if (visited.has(manifest.label) || depth > MAX_DEPTH) return;
      visited.add(manifest.label);
      for (const ingredient of manifest.ingredients) {
        const own = ingredient.manifest === null ? undefined : this.#store.manifests.get(ingredient.manifest);
        const isBroken = this.#isBroken(manifest, ingredient);
        if (own !== undefined) visit(own, ingredient.relationship, index, isBroken, depth + 1);
        else if (nodes.length < MAX_NODES) nodes.push(bareNode(ingredient, index, isBroken));
      }
    };
    visit(this.#store.active, 'active', null, false, 0);
    return nodes;
  }

  #node(
    manifest: Manifest,
    relationship: RecordNode['relationship'],
    parent: number | null,
    broken: boolean,
  ): RecordNode {
    return {
      title: manifest.title,
      generator: manifest.generator,
      relationship,
      label: broken ? null : this.label(manifest).label,
      signer: manifest.signer.organization ?? manifest.signer.commonName,
      parent,
      hasRecord: true,
      broken,
    };
  }
}

function bareNode(ingredient: Ingredient, parent: number, broken: boolean): RecordNode {
  const { title, relationship } = ingredient;
  return { title, generator: null, relationship, label: null, signer: null, parent, hasRecord: false, broken };
}

function isAI(label: Label): boolean {
  return label === 'ai-generated' || label === 'ai-edited';
}

function mayContainGenAI(signals: RubricSignals): boolean {
  return (
    signals.perceptiblePossiblyGenAI ||
    signals.inception.has('compositionMayContainGenAI') ||
    signals.inception.has('screenCaptureMayContainGenAI')
  );
}
