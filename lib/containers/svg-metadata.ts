import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { decodeBase64 } from '../bytes/base64.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { declaredEntities } from './svg-entities.ts';
import { Utf8Offsets } from './utf8-offsets.ts';

/**
 * Reports the manifests and the RDF of an SVG text. A text that is not well-formed is read on as far
 * as the parser can step over it, and is `malformed`; one that ends too early is `truncated`.
 */
export function readSvgMetadata(text: string, findings: Findings): void {
  const entities = declaredEntities(text);
  if (entities === null) return findings.fault('too-large');
  const tree = new OpenElements(text, findings);
  const parser = new SaxesParser({ xmlns: true });
  // Without a prototype: `&constructor;` must not be an entity.
  parser.ENTITIES = Object.assign(Object.create(null), XML_ENTITIES, Object.fromEntries(entities));
  parser.on('opentag', (tag) => tree.open(tag, parser.position));
  parser.on('closetag', (tag) => tree.close(tag, parser.position));
  parser.on('error', () => tree.fault());
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof ReadingEnds)) throw error;
  }
  tree.end();
}

class ReadingEnds extends Error {}

interface OpenElement {
  readonly tag: SaxesTagNS;
  /** Byte offsets of the opening tag. */
  readonly start: number;
  readonly contentStart: number;
  /** The same place as `contentStart`, in the text. */
  readonly contentIndex: number;
}

class OpenElements {
  readonly #text: string;
  readonly #findings: Findings;
  readonly #offsets: Utf8Offsets;
  readonly #path: OpenElement[] = [];
  /** Depth of the RDF block now open, and whether it uses prefixes its ancestors declare. */
  #rdf: { readonly depth: number; borrows: boolean } | null = null;
  #faults = 0;
  #manifests = 0;

  constructor(text: string, findings: Findings) {
    this.#text = text;
    this.#findings = findings;
    this.#offsets = new Utf8Offsets(text);
  }

  open(tag: SaxesTagNS, index: number): void {
    if (this.#path.length === DEEPEST) this.#stop('too-large');
    const start = this.#offsets.at(this.#text.lastIndexOf('<', index - 1));
    this.#path.push({ tag, start, contentStart: this.#offsets.at(index), contentIndex: index });
    if (this.#path.length === 1) this.#readSize(tag);
    if (this.#rdf === null && isRdf(tag)) this.#rdf = { depth: this.#path.length, borrows: false };
    if (this.#rdf !== null) this.#rdf.borrows ||= this.#borrows(tag, this.#rdf.depth);
  }

  close(tag: SaxesTagNS, index: number): void {
    const element = this.#path.pop();
    if (element === undefined || element.tag !== tag) return this.fault();
    if (isManifest(tag)) this.#addManifest(element, index);
    if (this.#rdf?.depth === this.#path.length + 1) {
      this.#addRdf(element, index, this.#rdf.borrows);
      this.#rdf = null;
    }
  }

  fault(): void {
    // Each further one would cost an Error object, and the text is no XML by now.
    if (++this.#faults > MOST_FAULTS) this.#stop('malformed');
  }

  end(): void {
    if (this.#path.length > 0) this.#findings.fault('truncated');
    if (this.#faults > 0) this.#findings.fault('malformed');
  }

  #addManifest({ tag, contentStart, contentIndex }: OpenElement, index: number): void {
    if (++this.#manifests > MOST_MANIFESTS) return this.#findings.fault('malformed');
    const endIndex = tag.isSelfClosing ? contentIndex : this.#text.lastIndexOf('</', index - 1);
    const length = this.#offsets.at(endIndex) - contentStart;
    // 4 letters hold 3 bytes; white space may stand between them.
    const letters = this.#text.slice(contentIndex, Math.min(endIndex, contentIndex + 1024)).replaceAll(/\s/g, '');
    const start = letters.slice(0, Math.ceil(STORE_START / 3) * 4);
    this.#findings.addStore([{ offset: contentStart, length }], decoded(start), 'base64');
  }

  /**
   * RDF that uses prefixes declared further up (Inkscape declares all of them at the root) means
   * nothing without them, so the opening tags of its ancestors come along.
   */
  #addRdf({ start }: OpenElement, index: number, borrows: boolean): void {
    const ancestors = borrows ? this.#path.filter(({ tag }) => Object.keys(tag.ns).length > 0) : [];
    const tags = ancestors.map((each) => ({ offset: each.start, length: each.contentStart - each.start }));
    this.#findings.add('xmp', [...tags, { offset: start, length: this.#offsets.at(index) - start }]);
  }

  #borrows({ prefix, attributes }: SaxesTagNS, depth: number): boolean {
    const prefixes = new Set([prefix, ...Object.values(attributes).map((attribute) => attribute.prefix)]);
    const inside = this.#path.slice(depth - 1);
    return [...prefixes].some(
      (each) => !OWN_PREFIXES.has(each) && !inside.some(({ tag }) => Object.hasOwn(tag.ns, each)),
    );
  }

  #readSize({ attributes }: SaxesTagNS): void {
    const pixels = (name: string) => /^\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*$/.exec(attributes[name]?.value ?? '')?.[1];
    const [width, height] = [pixels('width'), pixels('height')];
    if (width !== undefined && height !== undefined) this.#findings.size(Number(width), Number(height));
  }

  #stop(why: Unanswered): never {
    this.#findings.fault(why);
    throw new ReadingEnds();
  }
}

/** The reference implementation matches the customary name, declared or not, so that counts as well. */
function isManifest({ uri, local, name }: SaxesTagNS): boolean {
  return (uri === C2PA_NAMESPACE && local === 'manifest') || name === 'c2pa:manifest';
}

function isRdf({ uri, local }: SaxesTagNS): boolean {
  return (uri === RDF_NAMESPACE && local === 'RDF') || (uri === XMPMETA_NAMESPACE && local === 'xmpmeta');
}

function decoded(base64: string): Uint8Array {
  const outcome = decodeBase64(new TextEncoder().encode(base64));
  return outcome.kind === 'found' ? outcome.value : new Uint8Array(0);
}

/** A file has one; more than a few are there to cost time. */
const MOST_MANIFESTS = 8;
const C2PA_NAMESPACE = 'http://c2pa.org/manifest';
const RDF_NAMESPACE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XMPMETA_NAMESPACE = 'adobe:ns:meta/';
/** Bound without a declaration, or (none) not in need of one. */
const OWN_PREFIXES = new Set(['', 'xml', 'xmlns']);
const XML_ENTITIES = { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" };
/** The parser looks each prefix up through all open elements; drawings nest some 20 deep. */
const DEEPEST = 128;
const MOST_FAULTS = 100;
