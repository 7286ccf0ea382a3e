import { ByteView } from '../bytes/byte-view.ts';
import type { Decoded, IptcFields } from '../model/fields.ts';
import type { Unanswered } from '../model/outcome.ts';
import { decodeText } from './text.ts';

/**
 * IPTC-IIM datasets, from Photoshop image resources ("8BIM…", with or without "Photoshop 3.0") or bare.
 * https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf (chapter 1.5) ·
 * https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ (image resource blocks)
 */
export function decodeIptc(bytes: Uint8Array): Decoded<IptcFields> {
  const view = new ByteView(bytes);
  if (view.u8(0) === TAG_MARKER) return decodeIim(view);
  const start = view.startsWith(PHOTOSHOP_HEADER) ? PHOTOSHOP_HEADER.length : 0;
  const resources = iptcResources(view.from(start));
  const fields = new Map<number, string[]>();
  let incomplete = resources.incomplete;
  for (const resource of resources.value) {
    const decoded = decodeIim(resource);
    for (const [dataset, texts] of decoded.value) fields.set(dataset, [...(fields.get(dataset) ?? []), ...texts]);
    incomplete ??= decoded.incomplete;
  }
  return { value: fields, incomplete };
}

/** The data of each image resource 0x0404, in file order. */
function iptcResources(view: ByteView): Decoded<readonly ByteView[]> {
  const found: ByteView[] = [];
  let at = 0;
  while (at < view.length && found.length < MAX_RESOURCES) {
    if (isPadding(view, at)) break;
    if (!RESOURCE_SIGNATURES.some((signature) => view.startsWith(signature, at)))
      return { value: found, incomplete: at + 4 > view.length ? 'truncated' : 'malformed' };
    const id = view.u16(at + 4);
    const nameLength = view.u8(at + 6);
    if (id === undefined || nameLength === undefined) return { value: found, incomplete: 'truncated' };
    const sizeAt = at + 6 + even(1 + nameLength);
    const size = view.u32(sizeAt);
    if (size === undefined) return { value: found, incomplete: 'truncated' };
    const data = view.slice(sizeAt + 4, size);
    if (id === IPTC_RESOURCE) found.push(new ByteView(data ?? view.from(sizeAt + 4).bytes));
    if (data === undefined) return { value: found, incomplete: 'truncated' };
    at = sizeAt + 4 + even(size);
  }
  return { value: found, incomplete: null };
}

function decodeIim(view: ByteView): Decoded<IptcFields> {
  const fields = new Map<number, string[]>();
  const done = (incomplete: Unanswered | null) => ({ value: fields, incomplete });
  let isUtf8 = false;
  let at = 0;
  for (let count = 0; at < view.length; count++) {
    if (isPadding(view, at)) break;
    if (count === MAX_DATASETS) return done('too-large');
    if (view.u8(at) !== TAG_MARKER) return done('malformed');
    const [record, dataset] = [view.u8(at + 1), view.u8(at + 2)];
    const length = dataLength(view, at + 3);
    if (record === undefined || dataset === undefined || length === undefined) return done('truncated');
    const data = view.slice(length.next, length.bytes);
    if (data === undefined) return done('truncated');
    if (record === 1 && dataset === CODED_CHARACTER_SET) isUtf8 = new ByteView(data).startsWith(ESCAPE_TO_UTF8);
    if (record === 2) append(fields, dataset, isUtf8 ? LENIENT_UTF8.decode(data) : decodeText(data));
    at = length.next + length.bytes;
  }
  return done(null);
}

/** Standard (15 bits) and extended (up to 4 bytes) dataset lengths, IIM 4.2 §1.5(b) and (c). */
function dataLength(view: ByteView, at: number): { bytes: number; next: number } | undefined {
  const short = view.u16(at);
  if (short === undefined) return undefined;
  if ((short & 0x8000) === 0) return { bytes: short, next: at + 2 };
  const width = short & 0x7fff;
  const digits = width <= 4 ? view.slice(at + 2, width) : undefined;
  if (digits === undefined) return undefined;
  return { bytes: digits.reduce((sum, byte) => sum * 256 + byte, 0), next: at + 2 + width };
}

function append(fields: Map<number, string[]>, dataset: number, text: string): void {
  const texts = fields.get(dataset);
  if (texts === undefined) fields.set(dataset, [text]);
  else texts.push(text);
}

/** Writers round blocks up with zeros; nothing can follow them. */
function isPadding(view: ByteView, at: number): boolean {
  return view.u8(at) === 0 && view.from(at).bytes.every((byte) => byte === 0);
}

function even(length: number): number {
  return length + (length % 2);
}

const PHOTOSHOP_HEADER = 'Photoshop 3.0\0';
/** `8BIM` and the four others Photoshop and ImageReady have written. */
const RESOURCE_SIGNATURES = ['8BIM', 'MeSa', 'AgHg', 'PHUT', 'DCSR'];
const IPTC_RESOURCE = 0x0404;
const TAG_MARKER = 0x1c;
const CODED_CHARACTER_SET = 90;
const ESCAPE_TO_UTF8 = '\x1b%G';
/** Real files hold one IPTC resource and a few dozen datasets. */
const MAX_RESOURCES = 16;
const MAX_DATASETS = 4096;
const LENIENT_UTF8 = new TextDecoder('utf-8');
