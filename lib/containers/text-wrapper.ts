import { ByteView } from '../bytes/byte-view.ts';
import { fromVariationSelectors, selectorAt } from '../bytes/variation-selectors.ts';
import type { ByteRange } from '../model/container.ts';

/** A C2PA record in plain text. `corrupted`: it begins as one and does not hold what it says. */
export type TextWrapper =
  { readonly kind: 'whole'; readonly selectors: ByteRange; readonly store: ByteRange } | { readonly kind: 'corrupted' };

/**
 * Every C2PATextManifestWrapper in a UTF-8 text (C2PA 2.3 Annex A.8): U+FEFF, then variation selectors that stand for
 * `C2PATXT\0`, a version, a length and the manifest store. Other runs of selectors are left alone. Two wrappers
 * are one too many; that is for the caller to judge.
 */
export function findTextWrappers(utf8: Uint8Array): readonly TextWrapper[] {
  const found: TextWrapper[] = [];
  for (let at = utf8.indexOf(BOM); at >= 0 && found.length < MOST_WRAPPERS; at = utf8.indexOf(BOM, at + 1)) {
    if (utf8[at + 1] !== 0xbb || utf8[at + 2] !== 0xbf) continue;
    const start = at + 3;
    const end = runEnd(utf8, start);
    const wrapper = readWrapper(utf8, start, end);
    if (wrapper !== null) found.push(wrapper);
    at = Math.max(at, end - 1);
  }
  return found;
}

function readWrapper(utf8: Uint8Array, start: number, end: number): TextWrapper | null {
  const opened = fromVariationSelectors(utf8.subarray(start, end));
  if (opened.kind !== 'found') return null;
  const frame = new ByteView(opened.value);
  if (!frame.startsWith(MAGIC)) return null;
  const [version, length] = [frame.u8(MAGIC.length), frame.u32(MAGIC.length + 1)];
  if (version !== VERSION || length === undefined || !frame.has(HEADER, length)) return { kind: 'corrupted' };
  return { kind: 'whole', selectors: { offset: start, length: end - start }, store: { offset: HEADER, length } };
}

function runEnd(utf8: Uint8Array, start: number): number {
  let at = start;
  for (let next = selectorAt(utf8, at); next !== null; next = selectorAt(utf8, at)) at += next.length;
  return at;
}

/** First byte of U+FEFF. */
const BOM = 0xef;
const MAGIC = 'C2PATXT\0';
const VERSION = 1;
const HEADER = MAGIC.length + 1 + 4;
/** More than one is a fault, however many there are. */
const MOST_WRAPPERS = 16;
