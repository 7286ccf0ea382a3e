import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Raster } from '../../../lib/model/raster.ts';
import { readRaster } from '../../support/read-raster.ts';
import { fetchPackages } from '../watermarks/photographs.ts';
import packages from '../watermarks/photographs.json' with { type: 'json' };

/** A photograph to register. */
export interface Work {
  readonly name: string;
  /** Whether the rules and bars of recognition were set by looking at it. */
  readonly share: 'tuning' | 'held-out';
  read(): Promise<Raster>;
}

/** A picture that is no work and holds none. */
export interface Stranger {
  readonly name: string;
  readonly kind: 'photograph' | 'graphic';
  read(): Promise<Raster | null>;
}

export interface Pictures {
  readonly works: readonly Work[];
  readonly strangers: readonly Stranger[];
}

/** Whole packages fall to one share or the other: pictures of one hand or one camera are kin. */
const TUNING = ['kphotoalbum', 'lxqt-themes', 'mate-backgrounds', 'palapeli-data', 'qtdeclarative5-examples'];
const HELD_OUT = [
  'lomiri-wallpapers-16.04',
  'lomiri-wallpapers-20.04',
  'plasma-workspace-wallpapers',
  'python3-skimage',
  'python3-sklearn',
  'libjxl-testdata',
];
/** None of its photographs is a work. */
const STRANGERS = ['opencv-doc', 'stellarium-data', 'ukui-wallpapers', 'gnome-backgrounds', 'visp-images-data'];

const LONGEST = 1200;
const LEAST_SIDE = 640;
const MOST_STRANGER_PIXELS = 16e6;

/** Works of both shares and pictures of other packages. */
export async function preparePictures(): Promise<Pictures> {
  const folders = await fetchPackages([...TUNING, ...HELD_OUT, ...STRANGERS]);
  const works: Work[] = [];
  for (const [name, files] of Object.entries(packages)) {
    if (STRANGERS.includes(name)) continue;
    const folder = folders.get(name);
    if (folder === undefined) continue;
    const share = TUNING.includes(name) ? 'tuning' : 'held-out';
    for (const file of files)
      if (existsSync(join(folder, file))) works.push(...(await workOf(join(folder, file), share)));
  }
  return { works, strangers: await strangersOf(folders) };
}

async function workOf(file: string, share: Work['share']): Promise<readonly Work[]> {
  const { width, height } = await sharp(file).metadata();
  if (Math.max(width, height) < LEAST_SIDE) return [];
  return [{ name: file, share, read: () => readReduced(file) }];
}

async function strangersOf(folders: ReadonlyMap<string, string>): Promise<readonly Stranger[]> {
  const photographs = new Set(
    Object.entries(packages).flatMap(([name, files]) => files.map((file) => join(folders.get(name) ?? '', file))),
  );
  const strangers: Stranger[] = [];
  for (const name of STRANGERS) {
    const folder = folders.get(name);
    if (folder === undefined) continue;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.toSorted())
      strangers.push({
        name: file,
        kind: photographs.has(file) ? 'photograph' : 'graphic',
        read: () => readStranger(file),
      });
  }
  return strangers;
}

async function readStranger(file: string): Promise<Raster | null> {
  try {
    const { width, height } = await sharp(file).metadata();
    if (Math.min(width, height) < 96 || width * height > MOST_STRANGER_PIXELS) return null;
    return await readReduced(file);
  } catch {
    return null;
  }
}

async function readReduced(file: string): Promise<Raster> {
  const picture = sharp(file).resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true });
  return readRaster(await picture.flatten().toColorspace('srgb').png({ compressionLevel: 0 }).toBuffer());
}
