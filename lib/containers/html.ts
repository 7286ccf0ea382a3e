import { decodeBase64 } from '../bytes/base64.ts';
import { latin1 } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { walk } from './walk.ts';

/**
 * HTML documents: a record as Base64 in `<script type="application/c2pa">`, or its address in
 * `<link rel="c2pa-manifest">` (C2PA 2.4 Annex A.7). A document with more than one of them has none.
 */
export const html: Container = {
  format: 'text/html',
  matches: (head) => HTML.test(latin1(head.subarray(0, 1024))),
  map: (source) => walk('text/html', source, readDocument),
};

async function readDocument(file: Window, findings: Findings): Promise<void> {
  if (file.size !== null && file.size > LARGEST_HTML) return findings.fault('too-large');
  const { bytes } = await file.at(0, LARGEST_HTML + 1);
  if (bytes.length > LARGEST_HTML) return findings.fault('too-large');
  const records = findRecords(latin1(bytes));
  const [record] = records;
  if (record === undefined) return;
  if (records.length > 1) return findings.fault('malformed');
  if (record.kind === 'link') return findings.add('c2pa-link', [record.range]);
  const { offset, length } = record.range;
  const start = decodeBase64(bytes.subarray(offset, offset + Math.min(length, SCRIPT_LOOK)));
  findings.addStore([record.range], start.kind === 'found' ? start.value : new Uint8Array(0), 'base64');
}

interface HtmlRecord {
  readonly kind: 'script' | 'link';
  readonly range: ByteRange;
}

/** Walks the tags once, over comments and over scripts and styles, whose content is no markup. */
function findRecords(text: string): readonly HtmlRecord[] {
  const records: HtmlRecord[] = [];
  for (let at = text.indexOf('<'); at >= 0 && records.length < 2; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      if (end < 0) break;
      at = end;
      continue;
    }
    const name = TAG_NAME.exec(text.slice(at, at + LONGEST_NAME))?.[1];
    if (name === undefined) {
      at++;
      continue;
    }
    const content = behindTag(text, at);
    // A tag that does not end is none, nor is anything after it.
    if (content < 0) break;
    const tag = text.slice(at, Math.min(content, at + LONGEST_TAG));
    const kind = name.toLowerCase();
    if (kind === 'link') {
      const range = linkRange(tag, at);
      if (range !== null) records.push({ kind: 'link', range });
    }
    at = content;
    if (!RAW.has(kind)) continue;
    const end = endOfRaw(text, kind, content);
    if (kind === 'script' && attribute(tag, 'type')?.value.trim().toLowerCase() === 'application/c2pa')
      records.push({ kind: 'script', range: { offset: content, length: end - content } });
    at = end;
  }
  return records;
}

/** Offset behind the `>` that ends the tag at `at`; one between quotes does not. */
function behindTag(text: string, at: number): number {
  let quote = '';
  for (let i = at; i < text.length; i++) {
    const character = text.charAt(i);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return i + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}

function linkRange(tag: string, at: number): ByteRange | null {
  const relations = attribute(tag, 'rel')?.value.toLowerCase().split(/\s+/) ?? [];
  const address = relations.includes('c2pa-manifest') ? attribute(tag, 'href') : null;
  return address === null ? null : { offset: at + address.at, length: address.value.length };
}

function attribute(tag: string, wanted: string): { readonly value: string; readonly at: number } | null {
  for (const match of tag.matchAll(ATTRIBUTE)) {
    const [whole, name = '', double, single, bare] = match;
    if (name.toLowerCase() !== wanted) continue;
    const value = double ?? single ?? bare ?? '';
    const quote = bare === undefined ? 1 : 0;
    return { value, at: match.index + whole.length - quote - value.length };
  }
  return null;
}

function endOfRaw(text: string, name: string, from: number): number {
  const closing =
    name === 'script' ? /<\/script[\s/>]/gi : name === 'style' ? /<\/style[\s/>]/gi : /<\/textarea[\s/>]/gi;
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? text.length;
}

const HTML = /^(?:\xef\xbb\xbf)?\s*(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const TAG_NAME = /^<([a-z][a-z0-9-]*)/i;
const LONGEST_NAME = 32;
/** A record's address may be long; what is longer is no such tag. */
const LONGEST_TAG = 16 * 1024;
const ATTRIBUTE = /\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const RAW = new Set(['script', 'style', 'textarea']);
const LARGEST_HTML = 8 * 1024 * 1024;
/** A multiple of four, long enough for the start of a store. */
const SCRIPT_LOOK = 256;
