import { decodeBase64 } from '../bytes/base64.ts';
import { latin1, utf8 } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { findTextWrappers } from './text-wrapper.ts';
import { walk } from './walk.ts';

/**
 * Plain text in UTF-8, and what is written as such (Markdown, source code): C2PA as a run of invisible
 * characters (C2PA 2.3 Annex A.8) or as an armored block in a comment (Annex A.9), tags in front matter.
 * Of more than one record none counts.
 */
export const text: Container = {
  format: 'text/plain',
  matches: startsText,
  map: (source) => walk('text/plain', source, readText),
};

/** Text has no signature: no control characters, and neither markup nor JSON, which is what servers say errors in. */
function startsText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some((byte) => byte < 0x20 && !TEXT_CONTROLS.has(byte))) return false;
  // The last character may be cut in two.
  const whole = [0, 1, 2, 3].some((cut) => utf8(head.subarray(0, Math.max(head.length - cut, 0))) !== undefined);
  return whole && !/^(?:\xef\xbb\xbf)?\s*(?:[<{[]|%PDF-)/.test(latin1(head.subarray(0, 64)));
}

async function readText(file: Window, findings: Findings): Promise<void> {
  if (file.size !== null && file.size > LARGEST_TEXT) return findings.fault('too-large');
  const { bytes } = await file.at(0, LARGEST_TEXT + 1);
  if (bytes.length > LARGEST_TEXT) return findings.fault('too-large');
  findings.add('plain-text', [{ offset: 0, length: bytes.length }]);
  readFrontMatter(bytes, findings);
  readRecords(bytes, findings);
}

/** YAML between lines of three dashes, at the very head. */
function readFrontMatter(bytes: Uint8Array, findings: Findings): void {
  const head = latin1(bytes.subarray(0, LONGEST_FRONT_MATTER));
  const opened = /^(?:\xef\xbb\xbf)?---[ \t]*\r?\n/.exec(head)?.[0].length;
  const closed = opened === undefined ? -1 : head.indexOf('\n---', opened - 1);
  if (opened === undefined || closed < 0) return;
  findings.add('front-matter', [{ offset: opened, length: Math.max(closed - opened, 0) }]);
}

function readRecords(bytes: Uint8Array, findings: Findings): void {
  const wrappers = findTextWrappers(bytes);
  const blocks = findArmor(bytes);
  const [wrapper, block] = [wrappers[0], blocks[0]];
  if (wrappers.length + blocks.length > 1) return findings.fault('malformed');
  if (wrapper?.kind === 'corrupted') return findings.fault('malformed');
  // A store's first bytes take up to four bytes each as selectors; the whole is checked by whoever reads it.
  if (wrapper !== undefined) findings.add('c2pa', [wrapper.selectors], 'variation-selectors', wrapper.store);
  if (block === undefined) return;
  const start = decodeBase64(bytes.subarray(block.offset, block.offset + Math.min(block.length, ARMOR_LOOK)));
  findings.addStore(
    [block],
    start.kind === 'found' ? start.value.subarray(0, STORE_START) : new Uint8Array(0),
    'base64',
  );
}

/** What stands between the two lines; a block that does not end is none. */
function findArmor(bytes: Uint8Array) {
  const content = latin1(bytes);
  const blocks: { offset: number; length: number }[] = [];
  for (let at = content.indexOf(ARMOR_START); at >= 0; at = content.indexOf(ARMOR_START, at)) {
    const offset = at + ARMOR_START.length;
    const end = content.indexOf(ARMOR_END, offset);
    if (end < 0 || blocks.length > 1) break;
    blocks.push({ offset, length: end - offset });
    at = end;
  }
  return blocks;
}

/** Tab, line feed, form feed, carriage return, and escape as terminals' logs have it. */
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);
const LARGEST_TEXT = 16 * 1024 * 1024;
const LONGEST_FRONT_MATTER = 64 * 1024;
const ARMOR_START = '-----BEGIN C2PA MANIFEST-----';
const ARMOR_END = '-----END C2PA MANIFEST-----';
/** A multiple of four, so that it ends between two groups, if nothing but Base64 stands there. */
const ARMOR_LOOK = 64;
