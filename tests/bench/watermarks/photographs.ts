import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { ROOT } from '../../../scripts/tools.ts';
import packages from './photographs.json' with { type: 'json' };

/** A picture for marking, cut from a photograph. */
export interface Picture {
  readonly name: string;
  /** PNG, at least as large as generators' pictures where the photograph allows. */
  readonly file: string;
  /** Cut from one of the third of the photographs that nothing was chosen or weighed on. */
  readonly isHeldOut: boolean;
}

export interface Photographs {
  readonly pictures: readonly Picture[];
  /** Photographs the pictures are cut from. */
  readonly photographs: number;
  /** What else is in the packages: screenshots, drawings, diagrams, icons, textures. */
  readonly others: readonly string[];
}

const FOLDER = join(ROOT, '.cache', 'photographs');
/** The largest pictures that are marked are 1360×768 and 1024×1024. */
const COVERS = { width: 1360, height: 1024 };
const LEAST_SIDE = 256;

/** The photographs of some Debian packages, fetched and cut the first time: about 400 MB and a few minutes. */
export async function preparePhotographs(): Promise<Photographs> {
  await fetchPackages(Object.keys(packages));
  const known = Object.entries(packages).flatMap(([name, files]) => files.map((file) => join(FOLDER, name, file)));
  const present = known.filter((file) => existsSync(file));
  if (present.length === 0) {
    throw new Error(
      'There are no photographs to measure with: they come from Debian packages, by `apt-get download`, ' +
        `and need a connection the first time. Unpack the packages named in ${fileURLToPath(import.meta.url)}on ` +
        `into ${FOLDER} to do without.`,
    );
  }
  const cut = join(FOLDER, `pictures-${(await fingerprint(present)).slice(0, 12)}`);
  if (!existsSync(cut)) await cutAll(present, cut);
  const pictures = (await readdir(cut)).toSorted().map((name) => ({
    name,
    file: join(cut, name),
    isHeldOut: name.startsWith('held-out'),
  }));
  return { pictures, photographs: present.length, others: await othersBeside(new Set(known)) };
}

/** Fetches the Debian packages that are not there yet; answers where each one that is there lies. */
export async function fetchPackages(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await mkdir(FOLDER, { recursive: true });
  const isThere = (name: string): boolean => existsSync(join(FOLDER, name));
  for (const name of names) if (!isThere(name)) await unpack(name);
  const lost = names.filter((name) => !isThere(name));
  if (lost.length > 0) process.stderr.write(`Without the photographs of ${lost.join(', ')}.\n`);
  return new Map(names.filter(isThere).map((name) => [name, join(FOLDER, name)]));
}

async function unpack(name: string): Promise<void> {
  const draft = join(FOLDER, `.${name}.${process.pid}`);
  await mkdir(draft, { recursive: true });
  process.stderr.write(`Fetching ${name}.\n`);
  const isFetched = spawnSync('apt-get', ['download', '-q', name], { cwd: draft, stdio: 'ignore' }).status === 0;
  const archive = isFetched ? (await readdir(draft)).find((file) => file.endsWith('.deb')) : undefined;
  const isUnpacked =
    archive !== undefined && spawnSync('dpkg-deb', ['-x', archive, '.'], { cwd: draft, stdio: 'ignore' }).status === 0;
  if (!isUnpacked) return rm(draft, { recursive: true });
  await rm(join(draft, archive));
  await rename(draft, join(FOLDER, name));
}

/** Changes with the photographs at hand and with the way they are cut. */
async function fingerprint(files: readonly string[]): Promise<string> {
  const code = await readFile(fileURLToPath(import.meta.url));
  return createHash('sha256').update(code).update(files.join('\n')).digest('hex');
}

async function cutAll(files: readonly string[], folder: string): Promise<void> {
  process.stderr.write(`Cutting ${files.length} photographs.\n`);
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  for (const [index, file] of files.entries()) {
    const hash = createHash('sha256').update(basename(file)).digest('hex');
    const share = BigInt(`0x${hash}`) % 3n === 0n ? 'held-out' : 'tuning';
    await cut(file, join(draft, `${share}-${String(index).padStart(3, '0')}`));
  }
  await rename(draft, folder);
}

/** Large photographs make two or four pictures that share no pixel. */
async function cut(file: string, stem: string): Promise<void> {
  const { data, info } = await sharp(file, { ignoreIcc: true })
    .flatten()
    .toColorspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const across = info.width >= 1600 && info.width > info.height ? 2 : 1;
  const down = info.width >= 2400 && info.height >= 1600 ? 2 : 1;
  const width = Math.floor(info.width / across);
  const height = Math.floor(info.height / down);
  if (width < LEAST_SIDE || height < LEAST_SIDE) return;
  const scale = Math.min(1, Math.max(COVERS.width / width, COVERS.height / height));
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++)
      await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
        .extract({ left: column * width, top: row * height, width, height })
        .resize(Math.round(width * scale), Math.round(height * scale))
        .png({ compressionLevel: 2 })
        .toFile(`${stem}-${row * across + column}.png`);
}

async function othersBeside(photographs: ReadonlySet<string>): Promise<readonly string[]> {
  const folders = Object.keys(packages).map((name) => join(FOLDER, name));
  const entries = await Promise.all(
    folders.filter(existsSync).map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  return entries
    .flat()
    .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !photographs.has(file))
    .toSorted();
}
