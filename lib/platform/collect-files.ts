import type { Brought } from './inspect-desk.ts';

/** Folders within folders; what lies deeper is left out and counted as one. */
const MAX_DEPTH = 24;

/** What was found in what a person dropped. */
export interface Collected {
  readonly brought: readonly Brought[];
  /** Files and folders that were not opened because there are too many, or they lie too deep: so many at least. */
  readonly leftOut: number;
}

/**
 * The files of dropped folders, folder by folder in the order the browser tells them, with the names of their folders.
 * A folder that cannot be opened is one unreadable file of that name: it may hold something.
 * @param limit files taken at most; the rest is left unopened.
 */
export async function collectFiles(roots: readonly FileSystemEntry[], limit: number): Promise<Collected> {
  const brought: Brought[] = [];
  let leftOut = 0;
  const open = roots.map((entry) => ({ entry, depth: 0 })).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { entry, depth } = next;
    const name = entry.fullPath.replace(/^\//, '') || entry.name;
    if (brought.length >= limit || depth > MAX_DEPTH) {
      leftOut += 1;
    } else if (isFolder(entry)) {
      const { found, end } = await entriesOf(entry, limit - brought.length);
      if (end === 'refused') brought.push({ file: null, name });
      if (end === 'enough') leftOut += 1;
      for (const each of found.toReversed()) open.push({ entry: each, depth: depth + 1 });
    } else if (isFile(entry)) {
      brought.push({ file: await fileOf(entry), name });
    }
  }
  return { brought, leftOut };
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

interface Inside {
  readonly found: readonly FileSystemEntry[];
  /** All of it was told; the browser would tell no more; or no more was asked for, as more than needed is there. */
  readonly end: 'whole' | 'refused' | 'enough';
}

/** The browser tells a folder in pieces, the last of which is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry, needed: number): Promise<Inside> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const piece = await new Promise<readonly FileSystemEntry[] | null>((resolve) =>
      reader.readEntries(resolve, () => resolve(null)),
    );
    if (piece === null) return { found, end: 'refused' };
    found.push(...piece);
    if (piece.length === 0) return { found, end: 'whole' };
    if (found.length > needed) return { found, end: 'enough' };
  }
}
