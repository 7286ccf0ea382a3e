import { utf8 } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { encodingOf, startsSvg } from './svg-head.ts';
import { readSvgMetadata } from './svg-metadata.ts';
import { walk } from './walk.ts';

/**
 * SVG (https://www.w3.org/TR/SVG2/): an XML text, read through as a stream of tags. C2PA stands as
 * Base64 in a `c2pa:manifest` element (C2PA 2.2 Annex A.6), XMP as RDF in `metadata`.
 * Compressed (svgz) and UTF-16 texts are recognized and answered `unsupported`: on the web the first
 * arrives inflated, and parts are byte ranges, which the second has none of in the form decoders take.
 */
export const svg: Container = {
  format: 'image/svg+xml',
  matches: startsSvg,
  map: (source) => walk('image/svg+xml', source, readText),
};

async function readText(file: Window, findings: Findings): Promise<void> {
  const { bytes: head } = await file.at(0, 4);
  if (encodingOf(head) !== 'utf-8') return findings.fault('unsupported');
  if (file.size !== null && file.size > LARGEST_SVG) return findings.fault('too-large');
  const { bytes } = await file.at(0, LARGEST_SVG + 1);
  if (bytes.length > LARGEST_SVG) return findings.fault('too-large');
  const text = utf8(bytes);
  // A declared encoding other than UTF-8 mostly holds ASCII, which is UTF-8 as well.
  if (text === undefined) return findings.fault('unsupported');
  readSvgMetadata(text, findings);
}

/** Maps and charts come to a few megabytes. */
const LARGEST_SVG = 8 * 1024 * 1024;
