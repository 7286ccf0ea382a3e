import { inflate } from '../../bytes/inflate.ts';
import { ByteView, latin1 } from '../../bytes/byte-view.ts';
import type { Window } from '../../bytes/window.ts';
import { readNumber, type PdfReader } from './reader.ts';
import type { PdfDictionary } from './lexer.ts';
import { unpredict } from './predictor.ts';

/** Where an object stands: in the file, or at an index of an object stream. `free`: it was deleted. */
export type Place =
  | { readonly kind: 'file'; readonly offset: number }
  | { readonly kind: 'stream'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' };

/** One cross-reference section (ISO 32000-2 §7.5.4, §7.5.8), asked for one object at a time. */
export interface Section {
  readonly trailer: PdfDictionary;
  find(number: number): Promise<Place | null>;
}

/** The section at `offset`; `null`: there is none, or it is damaged. */
export async function readSection(file: Window, reader: PdfReader, offset: number): Promise<Section | null> {
  const start = await file.at(offset, 'xref'.length + 2);
  const blanks = /^[\s\0]*/.exec(start.latin1(0, Math.min(start.length, 16)) ?? '')?.[0].length ?? 0;
  return start.startsWith('xref', blanks) ? readTable(file, reader, offset + blanks + 4) : readStream(reader, offset);
}

interface Subsection {
  readonly first: number;
  readonly count: number;
  /** Offset of its first entry. */
  readonly offset: number;
}

/** A table's entries are 20 bytes each, so none is read before it is asked for. */
async function readTable(file: Window, reader: PdfReader, offset: number): Promise<Section | null> {
  const subsections: Subsection[] = [];
  let at = offset;
  for (;;) {
    const head = latin1((await file.at(at, SUBSECTION_LOOK)).bytes.subarray(0, SUBSECTION_LOOK));
    const line = /^[\s\0]*(?:(\d{1,10})[ \t]+(\d{1,10})[ \t]*(?:\r\n|\r|\n|(?=\d{10} ))|trailer)/.exec(head);
    if (line === null || subsections.length === MOST_SUBSECTIONS) return null;
    at += line[0].length;
    if (line[1] === undefined) break;
    const [first, count] = [Number(line[1]), Number(line[2])];
    subsections.push({ first, count, offset: at });
    at += count * ENTRY;
    if (file.size !== null && at > file.size) return null;
  }
  const trailer = await reader.valueAt(at);
  if (trailer?.value.kind !== 'dictionary') return null;
  const find = async (number: number): Promise<Place | null> => {
    const home = subsections.find(({ first, count }) => number >= first && number < first + count);
    if (home === undefined) return null;
    const entry = (await file.at(home.offset + (number - home.first) * ENTRY, ENTRY)).latin1(0, ENTRY) ?? '';
    const [, place, use] = /^(\d{10}) \d{5} ([nf])/.exec(entry) ?? [];
    if (place === undefined) return null;
    return use === 'f' ? { kind: 'free' } : { kind: 'file', offset: Number(place) };
  };
  return { trailer: trailer.value, find };
}

async function readStream(reader: PdfReader, offset: number): Promise<Section | null> {
  const stream = await reader.streamAt(offset);
  if (stream === null || stream.length > LARGEST_STORED) return null;
  const { dictionary } = stream;
  const stored = await reader.bytesOf(stream);
  if (stored === null) return null;
  const opened = stream.filter === null ? stored : stream.filter === 'FlateDecode' ? inflated(stored) : null;
  const table = opened === null ? null : unpredict(opened, dictionary);
  const widths = dictionary.entries.get('W');
  if (table === null || widths?.kind !== 'array') return null;
  const [type = 0, second = 0, third = 0] = widths.items.map((item) => (item.kind === 'number' ? item.value : -1));
  const entry = type + second + third;
  if (![type, second, third].every((width) => Number.isInteger(width) && width >= 0 && width <= 8) || entry === 0)
    return null;
  const ranges = indexOf(dictionary);
  const view = new ByteView(table);
  const find = async (number: number): Promise<Place | null> => {
    let before = 0;
    for (const [first, count] of ranges) {
      if (number >= first && number < first + count)
        return placeAt(view, (before + number - first) * entry, [type, second, third]);
      before += count;
    }
    return null;
  };
  return { trailer: dictionary, find };
}

function placeAt(view: ByteView, at: number, [type, second, third]: readonly [number, number, number]): Place | null {
  if (!view.has(at, type + second + third)) return null;
  // Without a type field every object is one in the file.
  const kind = type === 0 ? 1 : wide(view, at, type);
  const [a, b] = [wide(view, at + type, second), wide(view, at + type + second, third)];
  if (kind === 0) return { kind: 'free' };
  return kind === 1 ? { kind: 'file', offset: a } : kind === 2 ? { kind: 'stream', stream: a, index: b } : null;
}

function wide(view: ByteView, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = Math.min(value * 256 + (view.u8(at + i) ?? 0), Number.MAX_SAFE_INTEGER);
  return value;
}

function indexOf(dictionary: PdfDictionary): readonly (readonly [first: number, count: number])[] {
  const index = dictionary.entries.get('Index');
  if (index?.kind !== 'array') return [[0, readNumber(dictionary, 'Size') ?? 0]];
  const numbers = index.items.map((item) => (item.kind === 'number' ? item.value : 0));
  const ranges: (readonly [number, number])[] = [];
  for (let i = 0; i + 1 < numbers.length && ranges.length < MOST_SUBSECTIONS; i += 2)
    ranges.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  return ranges;
}

function inflated(stored: Uint8Array): Uint8Array | null {
  const opened = inflate(stored, 'zlib', LARGEST_OPENED);
  return opened.kind === 'found' ? opened.value : null;
}

const ENTRY = 20;
const SUBSECTION_LOOK = 64;
/** A file saved thousands of times has as many. */
const MOST_SUBSECTIONS = 4096;
const LARGEST_STORED = 8 * 1024 * 1024;
/** Two million objects of eight bytes each. */
const LARGEST_OPENED = 16 * 1024 * 1024;
