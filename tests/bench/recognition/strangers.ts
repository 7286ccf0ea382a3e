import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Raster } from '../../../lib/model/raster.ts';
import { readRaster } from '../../support/read-raster.ts';

/** A picture to be searched for works that it does not hold. */
export interface Stranger {
  readonly name: string;
  readonly kind: 'photograph' | 'graphic';
  /** The file it is, or is a part of: parts of one file are kin, and no strangers to a work of that name. */
  readonly source: string;
  /** `null`: too small or damaged. */
  read(): Promise<Raster | null>;
}

/** Photographs none of which is a work: most of the sky. */
export const PHOTOGRAPH_PACKAGES = ['stellarium-data', 'scratch', 'golang-github-rwcarlsen-goexif-dev'];
const PHOTOGRAPHS =
  /stellarium\/(nebulae|landscapes)\/.+\.(jpe?g|png|webp)$|scratch\/Media\/Backgrounds\/(Indoors|Nature|Outdoors|Sports)\/.+\.jpe?g$|goexif\/.+\.jpe?g$/i;

/** Drawings, icons, maps, textures, screens of programs and games. */
export const GRAPHIC_PACKAGES = [
  'debian-handbook',
  'games-thumbnails',
  'gimp-help-en',
  'gnome-backgrounds',
  'kodi-data',
  'kstars-data',
  'marble-data',
  'openclipart-png',
  'povray-examples',
  'supertuxkart-data',
  'tuxpaint-stamps-default',
  'ukui-wallpapers',
];
const GRAPHICS = /\.(jpe?g|png|webp)$/i;
/** Of one package, spread over all of its folders. */
const MOST_GRAPHICS = 1500;

const LEAST_SIDE = 96;
const MOST_PIXELS = 16e6;
const LONGEST = 800;
/** Parts of a photograph are at least this wide and high, in pixels. */
const TILE = 320;
const MOST_ACROSS = 5;
const MOST_DOWN = 4;

/** Pictures of the packages of which no work is. */
export async function strangersOf(folders: ReadonlyMap<string, string>): Promise<readonly Stranger[]> {
  const strangers: Stranger[] = [];
  for (const name of PHOTOGRAPH_PACKAGES)
    for (const file of await filesOf(folders.get(name), PHOTOGRAPHS)) {
      strangers.push(...tilesOf(file, await sizeOf(file)));
    }
  for (const name of GRAPHIC_PACKAGES) {
    const files = await filesOf(folders.get(name), GRAPHICS);
    const every = Math.max(1, files.length / MOST_GRAPHICS);
    const some = files.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
    strangers.push(...some.map((file) => strangerOf(file, 'graphic')));
  }
  return strangers;
}

/** Parts of a photograph that share no pixel; the whole where it is too small to have two. */
export function tilesOf(file: string, { width, height }: Size): readonly Stranger[] {
  const columns = Math.min(MOST_ACROSS, Math.floor(width / TILE));
  const rows = Math.min(MOST_DOWN, Math.floor(height / TILE));
  if (columns * rows < 2) return [strangerOf(file, 'photograph')];
  const cut = { width: Math.floor(width / columns), height: Math.floor(height / rows) };
  return Array.from({ length: columns * rows }, (_, index) => {
    const left = (index % columns) * cut.width;
    const top = Math.floor(index / columns) * cut.height;
    const read = (): Promise<Raster | null> => readPart(file, { left, top, ...cut });
    return { name: `${file} from ${left}, ${top}`, kind: 'photograph', source: file, read };
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function strangerOf(file: string, kind: Stranger['kind']): Stranger {
  return { name: file, kind, source: file, read: () => readPart(file, null) };
}

async function filesOf(folder: string | undefined, pattern: RegExp): Promise<readonly string[]> {
  if (folder === undefined) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => pattern.test(file)).toSorted();
}

async function sizeOf(file: string): Promise<Size> {
  return sharp(file)
    .metadata()
    .catch(() => ({ width: 0, height: 0 }));
}

async function readPart(file: string, part: (Size & { left: number; top: number }) | null): Promise<Raster | null> {
  try {
    const { width, height } = await sizeOf(file);
    if (part === null && (Math.min(width, height) < LEAST_SIDE || width * height > MOST_PIXELS)) return null;
    const whole = sharp(file, { limitInputPixels: 3 * MOST_PIXELS });
    const picture = (part === null ? whole : whole.extract(part)).resize(LONGEST, LONGEST, {
      fit: 'inside',
      withoutEnlargement: true,
    });
    return await readRaster(
      await picture.flatten({ background: '#fff' }).toColorspace('srgb').png({ compressionLevel: 0 }).toBuffer(),
    );
  } catch {
    return null;
  }
}
