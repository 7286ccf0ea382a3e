import { boxesIn, type JumbfBox, readSuperbox, type Superbox } from './jumbf.ts';

/** One assertion as it lies in a manifest store, nothing of it validated. */
export interface StoredAssertion {
  /** As the validator names it: `self#jumbf=/c2pa/MANIFEST/c2pa.assertions/LABEL`. */
  readonly address: string;
  readonly label: string;
  /** It stands in the active manifest, which is the last one (C2PA 2.2 §11.1.4.2). */
  readonly isActive: boolean;
  /** What its content boxes hold: of structured ones the text or CBOR, of an embedded file its bytes, not copied. */
  readonly content: { readonly kind: 'json' | 'cbor' | 'file'; readonly bytes: Uint8Array };
}

/**
 * The structured assertions and the embedded files among a store's assertions (C2PA 2.2 §11.1, JUMBF of ISO/IEC 19566-5). The validator
 * answers neither the files nor what stands in a store by itself. Exactly four levels are opened, so nothing nests
 * without end; what is cut off or contradicts itself is left out.
 */
export function storedAssertions(store: Uint8Array): readonly StoredAssertion[] {
  const found: StoredAssertion[] = [];
  const [root] = named(boxesIn(store));
  if (root?.label !== STORE) return found;
  const manifests = named(root.boxes);
  for (const [index, manifest] of manifests.entries()) {
    const folder = named(manifest.boxes).find(({ label }) => label === ASSERTIONS);
    for (const { label, boxes } of named(folder?.boxes ?? [])) {
      const held = contentOf(boxes);
      if (held === null || found.length === MAX_ASSERTIONS) continue;
      const address = `self#jumbf=/${STORE}/${manifest.label}/${ASSERTIONS}/${label}`;
      found.push({ address, label, isActive: index === manifests.length - 1, content: held });
    }
  }
  return found;
}

/** Those of the boxes that are superboxes with a name. */
function named(boxes: readonly JumbfBox[]): readonly (Superbox & { readonly label: string })[] {
  return boxes.flatMap(({ type, content }) => {
    const superbox = type === 'jumb' ? readSuperbox(content) : null;
    const label = superbox?.label ?? null;
    return superbox === null || label === null ? [] : [{ ...superbox, label }];
  });
}

function contentOf(boxes: readonly JumbfBox[]): StoredAssertion['content'] | null {
  for (const kind of ['json', 'cbor'] as const) {
    const box = boxes.find(({ type }) => type === kind);
    if (box !== undefined) return { kind, bytes: box.content };
  }
  const file = boxes.find(({ type }) => type === 'bidb');
  return file === undefined ? null : { kind: 'file', bytes: file.content };
}

const STORE = 'c2pa';
const ASSERTIONS = 'c2pa.assertions';
const MAX_ASSERTIONS = 5000;
