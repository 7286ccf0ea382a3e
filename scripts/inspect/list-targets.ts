import { readdir, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';

/** One thing to inspect: its name as the person gave it, and where it is. */
export interface Target {
  readonly name: string;
  readonly location: string;
  readonly kind: 'file' | 'address';
}

/** What stands beside media in a folder and is none; a file named outright is always inspected. */
const NOT_MEDIA = new Set(['.md', '.json', '.txt', '.pem', '.html']);

/**
 * Files, addresses and the files of folders, in the order given, each folder sorted by name.
 * Hidden files are left out. A path that does not exist or may not be read stays in the list.
 * @param base folder that relative paths start from.
 */
export async function listTargets(given: readonly string[], base: string): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const name of given) {
    if (/^https?:\/\//i.test(name)) targets.push({ name, location: name, kind: 'address' });
    else targets.push(...(await listPath(name, resolve(base, name))));
  }
  return targets;
}

async function listPath(name: string, location: string): Promise<readonly Target[]> {
  const isFolder = await stat(location).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [{ name, location, kind: 'file' }];
  const entries = await readdir(location, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [{ name, location, kind: 'file' }];
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => resolve(entry.parentPath, entry.name).slice(location.length + 1))
    .filter((path) => !NOT_MEDIA.has(extname(path).toLowerCase()) && !/(^|[/\\])\./.test(path))
    .toSorted()
    .map((path) => ({
      name: `${name.replace(/[/\\]+$/, '')}/${path}`,
      location: resolve(location, path),
      kind: 'file',
    }));
}
