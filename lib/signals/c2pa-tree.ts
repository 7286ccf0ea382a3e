import type { Manifest, ManifestStore } from '../decoders/c2pa-store.ts';
import type { RecordNode } from '../model/report.ts';
import type { Label } from '../model/verdict.ts';
import { type Ancestor, ingredientFailures, isVouched, parentChain, soundManifest } from './c2pa-ancestry.ts';
import { recordNodes } from './c2pa-nodes.ts';
import { type RubricSignals, rubricSignals } from './c2pa-rubric.ts';
import { isGeneratorOnly } from './c2pa-signers.ts';
import { stateOf } from './c2pa-status.ts';

/** Placed files inside placed files; deeper ones are not read, and that is said. */
const MAX_DEPTH = 32;

export interface TreeReading {
  readonly label: Label;
  readonly nodes: readonly RecordNode[];
  readonly ambiguousActions: boolean;
  readonly restsOnSigner: boolean;
  /** The label was said by a record inside whose signer is on no list, under an active one whose signer is. */
  readonly restsOnUnrecognised: boolean;
  readonly ingredientFailures: readonly string[];
  /** Part of the record was not read, being larger than anything a tool writes. */
  readonly isCut: boolean;
}

/** Combines the rubric signals of every manifest into one label: RUBRICS "Over the provenance tree", first match wins. */
export function readTree(store: ManifestStore): TreeReading {
  const walk = new Walk(store);
  const { label, chain, restsOnSigner, isVouched: isLabelVouched } = walk.label(store.active);
  const isListed = stateOf(store.status) === 'trusted';
  const restsOnUnrecognised = isListed && label !== null && !isLabelVouched;
  return {
    // A camera claim of a signer on no list is the cheapest forgery: opening it in a listed editor must not launder it.
    label: restsOnUnrecognised && label === 'camera-captured' ? null : label,
    nodes: recordNodes(store, (manifest) => walk.label(manifest).label),
    ambiguousActions: chain.some(({ manifest }) => walk.signals(manifest).ambiguousActions),
    restsOnSigner,
    restsOnUnrecognised,
    ingredientFailures: allIngredientFailures(store),
    isCut: store.incomplete !== null || walk.isCut,
  };
}

function allIngredientFailures(store: ManifestStore): readonly string[] {
  const codes = [...store.manifests.values()].flatMap((manifest) =>
    manifest.ingredients.flatMap((ingredient) => ingredientFailures(store, manifest, ingredient)),
  );
  return [...new Set(codes)];
}

interface Labelled {
  readonly label: Label;
  readonly chain: readonly Ancestor[];
  readonly restsOnSigner: boolean;
  readonly isVouched: boolean;
}

interface Component {
  readonly label: Label;
  readonly isPlaced: boolean;
  readonly isVouched: boolean;
}

const NOTHING_SAID: Labelled = { label: null, chain: [], restsOnSigner: false, isVouched: true };

/** One reading of one store; remembers what it has labelled, so that shared ingredients and cycles cost once. */
class Walk {
  readonly #store: ManifestStore;
  readonly #labelled = new Map<string, Labelled>();
  readonly #signals = new Map<string, RubricSignals>();
  isCut = false;

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
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) {
      this.isCut = true;
      return NOTHING_SAID;
    }
    this.#labelled.set(manifest.label, NOTHING_SAID);
    const labelled = this.#decide(manifest, depth);
    this.#labelled.set(manifest.label, labelled);
    return labelled;
  }

  #decide(manifest: Manifest, depth: number): Labelled {
    const chain = parentChain(this.#store, manifest);
    const root = chain.at(-1) as Ancestor;
    const components = this.#components(chain, depth);
    const said = (test: (of: RubricSignals) => boolean) => chain.find((link) => test(this.signals(link.manifest)));
    const inside = (test: (of: Component) => boolean) => components.find(test);
    const as = (label: Label, by: { readonly isVouched: boolean }, restsOnSigner = false): Labelled => ({
      label,
      chain,
      restsOnSigner,
      isVouched: by.isVouched,
    });

    const { inception } = this.signals(root.manifest);
    if (inception.has('fullyGenAIMedia')) return as('ai-generated', root);
    const edit =
      said((of) => of.inception.has('partlyGenAICreation') || of.perceptibleGenAI) ??
      inside((of) => of.isPlaced && isAI(of.label));
    if (edit !== undefined) return as('ai-edited', edit);
    if (said((of) => of.hasSourceType) === undefined && isGeneratorOnly(root.manifest)) {
      // What such a tool opened was there before it.
      const isOpened = root.manifest.ingredients.some(({ relationship }) => relationship === 'parentOf');
      return as(isOpened ? 'ai-edited' : 'ai-generated', root, true);
    }
    const hint =
      said(mayContainGenAI) ?? inside((of) => of.label === 'may-contain-ai' || (!of.isPlaced && isAI(of.label)));
    if (hint !== undefined) return as('may-contain-ai', hint);
    if (inception.has('capturedMedia') || inception.has('capturedMediaStitched')) return as('camera-captured', root);
    return as(null, root);
  }

  #components(chain: readonly Ancestor[], depth: number): readonly Component[] {
    return chain.flatMap((link) => {
      const { manifest } = link;
      const named = new Set(
        manifest.actions.filter(({ action }) => action === 'c2pa.placed').flatMap(({ ingredients }) => ingredients),
      );
      return manifest.ingredients.flatMap((ingredient): readonly Component[] => {
        if (ingredient.relationship !== 'componentOf') return [];
        const own = soundManifest(this.#store, manifest, ingredient);
        if (own === undefined) return [];
        const inner = this.label(own, depth + 1);
        const isPlaced =
          named.has(ingredient.label) || (ingredient.instanceId !== null && named.has(ingredient.instanceId));
        const vouched = link.isVouched && inner.isVouched && isVouched(this.#store, manifest, ingredient);
        return [{ label: inner.label, isPlaced, isVouched: vouched }];
      });
    });
  }
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
