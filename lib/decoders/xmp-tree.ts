import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Decoded } from '../model/fields.ts';
import type { Unanswered } from '../model/outcome.ts';
import { customaryPrefixes, ns } from './xmp-namespaces.ts';

/** One XML element of an RDF block. Text is that of the element itself, not of its children. */
export interface XmlElement {
  readonly ns: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Its end was seen; an element cut off in the middle holds less than was written. */
  readonly isWhole: boolean;
}

interface XmlAttribute {
  readonly ns: string;
  readonly name: string;
  readonly value: string;
}

/**
 * The first `rdf:RDF` element of an XML text, or `null` when there is none. No document type is read and no
 * entity but XML's own five is known. What the parser can step over, it does, and says `malformed`.
 */
export function parseRdf(xml: string): Decoded<XmlElement | null> {
  const builder = new RdfBuilder();
  const parser = new SaxesParser({ xmlns: true, position: false, resolvePrefix: meaningOfPrefix });
  parser.on('attribute', () => builder.count());
  parser.on('opentag', (tag) => builder.open(tag));
  parser.on('text', (text) => builder.text(text));
  parser.on('cdata', (text) => builder.text(text));
  parser.on('closetag', () => builder.close());
  parser.on('error', () => builder.fault());
  try {
    // In pieces, so that the end of the block ends the reading and what a packet is padded with costs nothing.
    for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE));
  } catch (error) {
    if (!(error instanceof ReadingEnds)) return { value: builder.root, incomplete: 'malformed' };
  }
  return { value: builder.root, incomplete: builder.incomplete };
}

/** Thrown by the builder to leave the parser: at the end of the block, or at a limit. */
class ReadingEnds extends Error {}

type OpenElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: OpenElement[] };

class RdfBuilder {
  root: XmlElement | null = null;
  #why: Unanswered | null = null;
  #faults = 0;
  #nodes = 0;
  #depth = 0;
  #path: OpenElement[] = [];

  get incomplete(): Unanswered | null {
    return this.#why ?? (this.root !== null && !this.root.isWhole ? 'truncated' : null);
  }

  /** One more element or attribute; called for attributes as they come, as one tag may have millions. */
  count(): void {
    if (++this.#nodes > MAX_NODES) this.#end('too-large');
  }

  open(tag: SaxesTagNS): void {
    // Counted outside the block too: the parser looks a prefix up through every element that is open.
    if (++this.#depth > MAX_DEPTH) this.#end('too-large');
    const parent = this.#path.at(-1);
    if (parent === undefined && (tag.uri !== ns.rdf || tag.local !== 'RDF')) return;
    const attributes = Object.values(tag.attributes).map(({ uri, local, value }) => ({ ns: uri, name: local, value }));
    this.count();
    const element = { ns: tag.uri, name: tag.local, attributes, children: [], text: '', isWhole: false };
    if (parent === undefined) this.root = element;
    else parent.children.push(element);
    this.#path.push(element);
  }

  text(text: string): void {
    const element = this.#path.at(-1);
    if (element !== undefined && element.text.length < MAX_TEXT) element.text += text.slice(0, MAX_TEXT);
  }

  close(): void {
    this.#depth--;
    const element = this.#path.pop();
    if (element === undefined) return;
    element.isWhole = true;
    if (this.#path.length === 0) this.#end(null);
  }

  fault(): void {
    this.#faults++;
    if (this.root !== null) this.#why ??= 'malformed';
    if (this.#faults > MAX_FAULTS) this.#end('malformed');
  }

  #end(why: Unanswered | null): never {
    this.#why ??= why;
    throw new ReadingEnds();
  }
}

function meaningOfPrefix(prefix: string): string | undefined {
  return customaryPrefixes.get(prefix);
}

const PIECE = 64 * 1024;
/** Elements and attributes; a packet with a full editing history has a few thousand. */
const MAX_NODES = 100_000;
/** XMP nests structures in arrays in structures; Lightroom's masks, the deepest seen, take about 20 levels. */
const MAX_DEPTH = 64;
/** A longer text is cut, not refused: depth maps are stored as text, and no vocabulary read here needs more. */
const MAX_TEXT = 1 << 20;
/** Beyond this many errors the text is no XML, and every further one would cost an Error object. */
const MAX_FAULTS = 100;
