import type { Decoded } from '../model/fields.ts';
import type { XmpProperty, XmpValue } from '../model/xmp.ts';
import { isBlank, trimBlanks } from './text.ts';
import { ns } from './xmp-namespaces.ts';
import { parseRdf, type XmlElement } from './xmp-tree.ts';
import { decodeXmlText } from './xml-text.ts';

/**
 * The properties of an XMP packet by namespace URI, in document order (ISO 16684-1; RDF/XML as XMP narrows it).
 * Accepts UTF-8, UTF-16 and UTF-32, with or without packet wrapper and `x:xmpmeta`.
 */
export function decodeXmp(bytes: Uint8Array): Decoded<readonly XmpProperty[]> {
  if (bytes.length > MAX_PACKET_BYTES) return { value: [], incomplete: 'too-large' };
  const xml = decodeXmlText(bytes);
  if (xml === '') return { value: [], incomplete: bytes.every(isBlank) ? null : 'malformed' };
  const { value: rdf, incomplete } = parseLeniently(xml);
  if (rdf === null) return { value: [], incomplete: incomplete ?? 'malformed' };
  return { value: rdf.children.flatMap(readFields), incomplete };
}

/**
 * To the parser a stray `&` swallows everything up to the next `;`. Where a packet is at fault and has one, it is
 * read again with the ampersands mended, and stays marked as malformed.
 */
function parseLeniently(xml: string): Decoded<XmlElement | null> {
  const parsed = parseRdf(xml);
  if (parsed.incomplete === null || parsed.incomplete === 'too-large' || xml.length > MAX_MENDED) return parsed;
  const mended = xml.replaceAll(STRAY_AMPERSAND, '&amp;');
  return mended === xml ? parsed : { ...parseRdf(mended), incomplete: 'malformed' };
}

/** The attributes and child elements of an `rdf:Description` or of anything that stands in its place. */
function readFields(description: XmlElement): readonly XmpProperty[] {
  return [...readAttributes(description), ...readChildren(description)];
}

function readAttributes(element: XmlElement): readonly XmpProperty[] {
  return element.attributes
    .filter((attribute) => isVocabulary(attribute.ns))
    .map(({ ns, name, value }) => ({ ns, name, value: { kind: 'text', text: trimBlanks(value) } }));
}

/** An element whose end is missing is left out: what stands in it may be half of what was meant. */
function readChildren(element: XmlElement): readonly XmpProperty[] {
  return element.children
    .filter((child) => child.isWhole && isVocabulary(child.ns))
    .map((child) => ({ ns: child.ns, name: child.name, value: readValue(child) }));
}

function readValue(element: XmlElement): XmpValue {
  const resource = attribute(element, ns.rdf, 'resource');
  if (resource !== undefined) return { kind: 'text', text: trimBlanks(resource) };
  if (attribute(element, ns.rdf, 'parseType') === 'Resource') return structure(element);

  const [first] = element.children;
  if (first?.ns === ns.rdf && ARRAYS.has(first.name))
    return { kind: 'array', items: first.children.filter((item) => item.isWhole).map(readValue) };
  if (first?.ns === ns.rdf && first.name === 'Description') return structure(first);
  if (first !== undefined || readAttributes(element).length > 0) return structure(element);

  const text = trimBlanks(element.text);
  const lang = attribute(element, ns.xml, 'lang');
  return lang === undefined ? { kind: 'text', text } : { kind: 'text', text, lang };
}

/** A structure; with an `rdf:value` in it, that value and its qualifiers dropped (ISO 16684-1 §7.8). */
function structure(element: XmlElement): XmpValue {
  const value = element.children.find((child) => child.ns === ns.rdf && child.name === 'value' && child.isWhole);
  return value === undefined ? { kind: 'struct', fields: readFields(element) } : readValue(value);
}

function attribute(element: XmlElement, ns: string, name: string): string | undefined {
  return element.attributes.find((each) => each.ns === ns && each.name === name)?.value;
}

/** A namespace that carries properties: not RDF's or XML's own machinery, not none. */
function isVocabulary(uri: string): boolean {
  return uri !== '' && uri !== ns.rdf && uri !== ns.xml && uri !== XMLNS;
}

const ARRAYS: ReadonlySet<string> = new Set(['Alt', 'Bag', 'Seq']);
const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/gi;
const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** Characters; a packet written by hand is no longer, and a second reading costs as much as the first. */
const MAX_MENDED = 1 << 20;
/** Depth maps in extended XMP come to a few megabytes. */
export const MAX_PACKET_BYTES = 16 * 1024 * 1024;
