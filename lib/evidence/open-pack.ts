import { inflate } from '../bytes/inflate.ts';
import { memorySource, Unreadable } from '../bytes/source.ts';
import { Window } from '../bytes/window.ts';
import { entryRange, readZipDirectory, type ZipEntry } from '../containers/zip-directory.ts';
import type { Unanswered } from '../model/outcome.ts';
import { MAX_ORIGINAL_BYTES } from './evidence.ts';

/** What a pack may come to at most, packed or unpacked: an original, and room for all the rest of it. */
export const MAX_PACK_BYTES = MAX_ORIGINAL_BYTES + 96 * 1024 * 1024;
/** A pack has some ten files, and two for each trust list. */
const MAX_FILES = 128;

/** Files by name; or what is wrong with the archive, and with which of its files. */
export type OpenedPack =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly name: string };

export type Refusal =
  | 'no-zip'
  | 'too-many-files'
  | 'too-large'
  | 'bad-name'
  | 'same-name-twice'
  | 'two-names'
  | 'overlapping'
  | 'unreadable-file';

/**
 * Opens an archive that may be anybody's: nothing is written to disk, no more than `MAX_PACK_BYTES` come out, and what
 * two programs could read in two ways is refused.
 */
export async function openPack(zip: Uint8Array): Promise<OpenedPack> {
  if (zip.length > MAX_PACK_BYTES) return refused('too-large');
  const file = new Window(memorySource(zip));
  const entries = await listed(file);
  if (typeof entries === 'string') return refused('no-zip');
  if (entries.length > MAX_FILES) return refused('too-many-files');
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let end = 0;
  let left = MAX_PACK_BYTES;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const { name } = entry;
    if (!isPlainName(name)) return refused('bad-name', name);
    if (files.has(name)) return refused('same-name-twice', name);
    if (entry.offset < end) return refused('overlapping', name);
    const range = await entryRange(file, entry).catch(() => null);
    if (range === null) return refused('unreadable-file', name);
    // Its own header may call it otherwise, and some programs go by that.
    if (localName(zip, entry.offset) !== name) return refused('two-names', name);
    end = range.offset + range.length;
    const bytes = bytesOf(zip, entry, range.offset, left);
    if (typeof bytes === 'string') return refused(bytes, name);
    left -= bytes.length;
    files.set(name, bytes);
  }
  return { kind: 'files', files };
}

function refused(why: Refusal, name = ''): OpenedPack {
  return { kind: 'refused', why, name };
}

async function listed(file: Window): Promise<readonly ZipEntry[] | Unanswered> {
  try {
    return await readZipDirectory(file);
  } catch (error) {
    if (error instanceof Unreadable) return error.why;
    throw error;
  }
}

function bytesOf(
  zip: Uint8Array,
  { method, isEncrypted, length }: ZipEntry,
  start: number,
  left: number,
): Uint8Array<ArrayBuffer> | 'too-large' | 'unreadable-file' {
  const stored = zip.subarray(start, start + length);
  if (isEncrypted || stored.length < length) return 'unreadable-file';
  if (method === STORED) return length > left ? 'too-large' : Uint8Array.from(stored);
  // A pack is made without, but somebody may have packed its folder again.
  if (method !== DEFLATED) return 'unreadable-file';
  const opened = inflate(stored, 'deflate', left);
  if (opened.kind === 'found') return Uint8Array.from(opened.value);
  return opened.kind === 'unanswered' && opened.why === 'too-large' ? 'too-large' : 'unreadable-file';
}

/** A name, or one folder and a name: no way up, no root, no drive, nothing hidden, nothing that shows as another name. */
function isPlainName(name: string): boolean {
  return /^(?:[A-Za-z0-9][\w-]{0,63}\/)?[A-Za-z0-9][\w.-]{0,99}$/.test(name) && !name.includes('..');
}

function localName(zip: Uint8Array, offset: number): string {
  const length = (zip[offset + NAME_LENGTH] ?? 0) + (zip[offset + NAME_LENGTH + 1] ?? 0) * 256;
  return String.fromCharCode(...zip.subarray(offset + LOCAL_HEADER, offset + LOCAL_HEADER + Math.min(length, LONGEST)));
}

const STORED = 0;
const DEFLATED = 8;
/** Offsets in a local header (APPNOTE §4.3.7). */
const NAME_LENGTH = 26;
const LOCAL_HEADER = 30;
/** Longer names are refused before they are compared. */
const LONGEST = 256;
