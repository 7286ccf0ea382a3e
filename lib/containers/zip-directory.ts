import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Unanswered } from '../model/outcome.ts';

/** An entry of a ZIP archive, as its central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored; 8: DEFLATE. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Bytes as stored. */
  readonly length: number;
  /** Offset of its local header. */
  readonly offset: number;
}

/** Lists an archive from its end (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3). */
export async function readZipDirectory(file: Window): Promise<readonly ZipEntry[] | Unanswered> {
  // A server that never says where the file ends leaves no end to look from.
  if (file.size === null) return 'unsupported';
  const place = await findDirectory(file, file.size);
  if (typeof place === 'string') return place;
  if (place.length > LARGEST_DIRECTORY) return 'too-large';
  const view = (await file.at(place.offset, place.length, 'little')).from(0, place.length);
  if (view.length < place.length) return 'truncated';
  const entries: ZipEntry[] = [];
  for (let at = 0; at < view.length;) {
    const [flags, method, stored, local] = [view.u16(at + 8), view.u16(at + 10), view.u32(at + 20), view.u32(at + 42)];
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [
      view.u16(at + 28),
      view.u16(at + 30),
      view.u16(at + 32),
    ];
    const name = view.latin1(at + ENTRY, nameLength);
    if (!view.startsWith('PK\x01\x02', at) || flags === undefined || method === undefined) return 'malformed';
    if (stored === undefined || local === undefined || name === undefined) return 'malformed';
    const extra = view.from(at + ENTRY + nameLength, extraLength);
    const [length, offset] = resolveLong(extra, view.u32(at + 24) === LONG, stored, local);
    entries.push({ name, method, isEncrypted: (flags & 1) !== 0, length, offset });
    if (entries.length > MOST_ENTRIES) return 'too-large';
    at += ENTRY + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Where an entry's bytes lie, behind its local header; `null`: there is none. */
export async function entryRange(file: Window, { offset, length }: ZipEntry): Promise<ByteRange | null> {
  const local = await file.at(offset, LOCAL, 'little');
  const [nameLength, extraLength] = [local.u16(26), local.u16(28)];
  if (!local.startsWith('PK\x03\x04') || nameLength === undefined || extraLength === undefined) return null;
  return { offset: offset + LOCAL + nameLength + extraLength, length };
}

/** The record at the end stands before a comment of up to 64 KiB, which is mostly empty. */
async function findDirectory(file: Window, size: number): Promise<ByteRange | Unanswered> {
  for (const length of [Math.min(FIRST_LOOK, size), Math.min(END + LONGEST_COMMENT, size)]) {
    const start = size - length;
    const tail = await file.at(start, length, 'little');
    for (let at = length - END; at >= 0; at--) {
      if (!tail.startsWith('PK\x05\x06', at) || at + END + (tail.u16(at + 20) ?? 0) !== length) continue;
      const [listed, offset] = [tail.u32(at + 12) ?? 0, tail.u32(at + 16) ?? 0];
      return offset === LONG || listed === LONG ? longDirectory(file, start + at) : { offset, length: listed };
    }
  }
  return 'truncated';
}

/** ZIP64 (§4.3.14): a locator right before the record leads to one with 64-bit numbers. */
async function longDirectory(file: Window, end: number): Promise<ByteRange | Unanswered> {
  const locator = await file.at(Math.max(end - LOCATOR, 0), LOCATOR, 'little');
  const at = locator.u64(8);
  if (!locator.startsWith('PK\x06\x07') || at === undefined) return 'malformed';
  const record = await file.at(at, END_64, 'little');
  const [length, offset] = [record.u64(40), record.u64(48)];
  if (!record.startsWith('PK\x06\x06') || length === undefined || offset === undefined) return 'malformed';
  return { offset, length };
}

/** The ZIP64 extra field holds, in this order, those of the numbers that did not fit. */
function resolveLong(
  extra: { u16(at: number): number | undefined; u64(at: number): number | undefined },
  isOriginalLong: boolean,
  stored: number,
  local: number,
): [length: number, offset: number] {
  for (let at = 0; ;) {
    const [id, length] = [extra.u16(at), extra.u16(at + 2)];
    if (id === undefined || length === undefined) return [stored, local];
    if (id === ZIP64) {
      let next = at + 4 + (isOriginalLong ? 8 : 0);
      const long = stored === LONG ? (extra.u64(next) ?? stored) : stored;
      if (stored === LONG) next += 8;
      return [long, local === LONG ? (extra.u64(next) ?? local) : local];
    }
    at += 4 + length;
  }
}

const LONG = 0xffffffff;
const ZIP64 = 1;
const ENTRY = 46;
const LOCAL = 30;
const END = 22;
const END_64 = 56;
const LOCATOR = 20;
const LONGEST_COMMENT = 0xffff;
const FIRST_LOOK = 1024;
const LARGEST_DIRECTORY = 8 * 1024 * 1024;
const MOST_ENTRIES = 65_536;
