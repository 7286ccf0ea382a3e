import { ByteView, utf8 } from '../bytes/byte-view.ts';

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
  const [root] = superboxesIn(new ByteView(store));
  if (root?.label !== STORE) return found;
  const manifests = superboxesIn(root.content);
  for (const [index, manifest] of manifests.entries()) {
    const folder = superboxesIn(manifest.content).find(({ label }) => label === ASSERTIONS);
    for (const { label, content } of folder === undefined ? [] : superboxesIn(folder.content)) {
      const held = contentOf(content);
      if (held === null || found.length === MAX_ASSERTIONS) continue;
      const address = `self#jumbf=/${STORE}/${manifest.label}/${ASSERTIONS}/${label}`;
      found.push({ address, label, isActive: index === manifests.length - 1, content: held });
    }
  }
  return found;
}

interface Box {
  readonly type: string;
  readonly content: ByteView;
}

interface Superbox {
  readonly label: string;
  /** The boxes after its description. */
  readonly content: ByteView;
}

function superboxesIn(view: ByteView): readonly Superbox[] {
  return boxesIn(view).flatMap(({ type, content }) => {
    const [description] = type === 'jumb' ? boxesIn(content, 1) : [];
    if (description?.type !== 'jumd') return [];
    const label = labelOf(description.content);
    return label === null ? [] : [{ label, content: content.from(HEADER + description.content.length) }];
  });
}

/** UUID of the content's type, toggles, then the label where they say that there is one. */
function labelOf(description: ByteView): string | null {
  const toggles = description.u8(UUID_LENGTH) ?? 0;
  const start = description.from(UUID_LENGTH + 1, MAX_LABEL);
  const end = start.bytes.indexOf(0);
  return (toggles & HAS_LABEL) === 0 || end < 1 ? null : (utf8(start.bytes.subarray(0, end)) ?? null);
}

function contentOf(view: ByteView): StoredAssertion['content'] | null {
  const boxes = boxesIn(view, MAX_CONTENT_BOXES);
  for (const kind of ['json', 'cbor'] as const) {
    const box = boxes.find(({ type }) => type === kind);
    if (box !== undefined) return { kind, bytes: box.content.bytes };
  }
  const file = boxes.find(({ type }) => type === 'bidb');
  return file === undefined ? null : { kind: 'file', bytes: file.content.bytes };
}

function boxesIn(view: ByteView, most = MAX_BOXES): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; boxes.length < most;) {
    const length = view.u32(at);
    const type = view.latin1(at + 4, 4);
    // Boxes of 4 GB do not come in stores of some megabytes, and one that goes on to the end is of files only.
    if (length === undefined || type === undefined || length < HEADER || !view.has(at, length)) return boxes;
    boxes.push({ type, content: view.from(at + HEADER, length - HEADER) });
    at += length;
  }
  return boxes;
}

const STORE = 'c2pa';
const ASSERTIONS = 'c2pa.assertions';
const HEADER = 8;
const UUID_LENGTH = 16;
const HAS_LABEL = 0b10;
/** Boxes read in one other; manifests and assertions come in dozens. */
const MAX_BOXES = 1000;
const MAX_CONTENT_BOXES = 4;
const MAX_ASSERTIONS = 5000;
/** Labels of real manifests have under 120 bytes. */
const MAX_LABEL = 512;
