import { ByteView } from '../bytes/byte-view.ts';
import type { ByteOrder } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';

/** How a TIFF file counts: byte order, and 32-bit or (BigTIFF) 64-bit offsets. */
export interface Layout {
  readonly order: ByteOrder;
  readonly isBig: boolean;
  /** Offset of the first directory. */
  readonly first: number;
}

/** One tag of a directory; its value may lie in the entry itself or anywhere in the file. */
export interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value lies in the file, and its bytes. */
  readonly offset: number;
  readonly length: number;
}

export interface Directory {
  readonly entries: readonly Entry[];
  /** Offset of the next directory of the chain, 0 for none. */
  readonly next: number;
  /** Offset behind this directory's own table. */
  readonly end: number;
}

/** `null` when `head` is no TIFF header. */
export function layoutOf(head: Uint8Array): Layout | null {
  const mark = new ByteView(head).latin1(0, 2);
  if (mark !== 'II' && mark !== 'MM') return null;
  const order = mark === 'II' ? 'little' : 'big';
  const view = new ByteView(head, order);
  const version = view.u16(2);
  const isBig = version === BIG && view.u16(4) === 8 && view.u16(6) === 0;
  if (version !== CLASSIC && !isBig) return null;
  const first = isBig ? view.u64(8) : view.u32(4);
  return first === undefined ? null : { order, isBig, first };
}

/** The directory at `offset`; entries of unknown types are left out, as TIFF 6.0 §2 asks. */
export async function readDirectory(
  file: Window,
  offset: number,
  { order, isBig }: Layout,
): Promise<Directory | 'truncated' | 'malformed' | 'too-large'> {
  const { countSize, entrySize, wordSize } = isBig ? BIG_SIZES : CLASSIC_SIZES;
  if (offset < HEADER) return 'malformed';
  const start = await file.at(offset, countSize, order);
  const count = isBig ? start.u64(0) : start.u16(0);
  if (count === undefined) return 'truncated';
  if (count === 0) return 'malformed';
  if (count > MOST_ENTRIES) return 'too-large';

  const table = await file.at(offset, countSize + count * entrySize + wordSize, order);
  const word = (at: number) => (isBig ? table.u64(at) : table.u32(at));
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    const at = countSize + i * entrySize;
    const [tag, type, values, pointer] = [table.u16(at), table.u16(at + 2), word(at + 4), word(at + 4 + wordSize)];
    if (tag === undefined || type === undefined || values === undefined || pointer === undefined) return 'truncated';
    const size = TYPE_SIZES[type];
    if (size === undefined) continue;
    const length = values * size;
    entries.push({
      tag,
      type,
      count: values,
      length,
      offset: length <= wordSize ? offset + at + 4 + wordSize : pointer,
    });
  }
  const next = word(countSize + count * entrySize);
  return next === undefined ? 'truncated' : { entries, next, end: offset + countSize + count * entrySize + wordSize };
}

/** Up to `most` whole numbers of an entry: a size, or the offsets of other directories. */
export async function readNumbers(file: Window, entry: Entry, { order }: Layout, most: number): Promise<number[]> {
  const size = TYPE_SIZES[entry.type] ?? 0;
  const count = Math.min(entry.count, most);
  if (count === 0 || !NUMBER_TYPES.has(entry.type)) return [];
  const view = await file.at(entry.offset, count * size, order);
  const numbers: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = i * size;
    const number = size === 2 ? view.u16(at) : size === 4 ? view.u32(at) : view.u64(at);
    if (number !== undefined) numbers.push(number);
  }
  return numbers;
}

const CLASSIC = 42;
const BIG = 43;
const CLASSIC_SIZES = { countSize: 2, entrySize: 12, wordSize: 4 };
const BIG_SIZES = { countSize: 8, entrySize: 20, wordSize: 8 };
/** Bytes of the shorter of the two headers; no directory begins inside it. */
const HEADER = 8;
/** Bytes a value, by type number (TIFF 6.0 §2, BigTIFF: 16 to 18). */
const TYPE_SIZES: readonly (number | undefined)[] = [
  undefined,
  1,
  1,
  2,
  4,
  8,
  1,
  1,
  2,
  4,
  8,
  4,
  8,
  4,
  undefined,
  undefined,
  8,
  8,
  8,
];
/** SHORT, LONG, IFD, LONG8, IFD8. */
const NUMBER_TYPES = new Set([3, 4, 13, 16, 18]);
/** The fullest raw files have some 200. */
const MOST_ENTRIES = 1024;
