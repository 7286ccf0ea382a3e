import type { Dirent } from 'node:fs';
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

async function listPath(name: string, location: string, depth = 0): Promise<readonly Target[]> {
  const itself: readonly Target[] = [{ name, location, kind: 'file' }];
  const isFolder = await stat(location).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return itself;
  const entries = depth > DEEPEST_FOLDER ? null : await readdir(location, { withFileTypes: true }).catch(() => null);
  // A folder that cannot be read is one line of the answer; what stands beside it is still looked at.
  if (entries === null) return itself;
  const listed = entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || isMedium(entry)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry): Promise<readonly Target[]> => {
      const child: Target = {
        name: `${name.replace(/[/\\]+$/, '')}/${entry.name}`,
        location: resolve(location, entry.name),
        kind: 'file',
      };
      // A link is a file of its own; following one into a folder could go round in circles.
      return entry.isDirectory() ? listPath(child.name, child.location, depth + 1) : Promise.resolve([child]);
    });
  return (await Promise.all(listed)).flat();
}

function isMedium(entry: Dirent): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && !NOT_MEDIA.has(extname(entry.name).toLowerCase());
}

const DEEPEST_FOLDER = 64;
