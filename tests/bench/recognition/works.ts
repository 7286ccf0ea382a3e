import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Raster } from '../../../lib/model/raster.ts';
import { readRaster } from '../../support/read-raster.ts';
import packages from '../watermarks/photographs.json' with { type: 'json' };
import { fetchPicturePackages } from './picture-packages.ts';
import { GRAPHIC_PACKAGES, PHOTOGRAPH_PACKAGES, strangersOf, tilesOf, type Stranger } from './strangers.ts';
import further from './works.json' with { type: 'json' };

/** A picture to register. */
export interface Work {
  readonly name: string;
  readonly share: Share;
  read(): Promise<Raster>;
}

/**
 * Whether the rules and bars of recognition were set by looking at the package: at `tuning` always, at `held-out` never.
 * Those of `seen` are not tuned on either, but the gate that tells graphics was set with them in view.
 */
export type Share = (typeof SHARES)[number];
export const SHARES = ['tuning', 'seen', 'held-out'] as const;

export interface Pictures {
  readonly works: readonly Work[];
  readonly strangers: readonly Stranger[];
}

/** Whole packages fall to one share: pictures of one hand or one camera are kin. Of photographs.json, these tune. */
const TUNING = [
  'kphotoalbum',
  'lxqt-themes',
  'mate-backgrounds',
  'opencv-doc',
  'palapeli-data',
  'qtdeclarative5-examples',
];

const LONGEST = 1200;
const LEAST_SIDE = 480;

/** Works of all shares; pictures of other packages, and parts of works, to be searched among the other works. */
export async function preparePictures(): Promise<Pictures> {
  const listed: [Share, string, readonly string[]][] = [
    ...Object.entries(packages).map(([name, files]): [Share, string, string[]] => [
      TUNING.includes(name) ? 'tuning' : 'seen',
      name,
      files,
    ]),
    ...SHARES.flatMap((share) =>
      Object.entries(further[share]).map(([name, files]): [Share, string, string[]] => [share, name, files]),
    ),
  ];
  const names = new Set([...listed.map(([, name]) => name), ...PHOTOGRAPH_PACKAGES, ...GRAPHIC_PACKAGES]);
  const folders = await fetchPicturePackages([...names]);
  const works: Work[] = [];
  const tiles: Stranger[] = [];
  for (const [share, name, files] of listed) {
    const folder = folders.get(name);
    for (const path of folder === undefined ? [] : files) {
      const file = join(folder ?? '', path);
      if (!existsSync(file)) continue;
      const size = await sharp(file).metadata();
      if (Math.max(size.width, size.height) < LEAST_SIDE) continue;
      tiles.push(...tilesOf(file, size));
      works.push({ name: file, share, read: () => readReduced(file) });
    }
  }
  return { works, strangers: [...tiles, ...(await strangersOf(folders))] };
}

async function readReduced(file: string): Promise<Raster> {
  const picture = sharp(file).resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true });
  return readRaster(await picture.flatten().toColorspace('srgb').png({ compressionLevel: 0 }).toBuffer());
}
