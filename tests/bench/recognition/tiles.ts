import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import sharp from 'sharp';
import { ROOT } from '../../../scripts/tools.ts';
import { packFingerprint } from '../../../lib/recognition/fingerprint-bytes.ts';
import { lumaOf, reduceTo, type LumaPlane } from '../../../lib/recognition/luma.ts';
import { type Anchors, packPlace } from '../../../lib/recognition/regional/anchors.ts';
import { type BlobPoint, blobPoints } from '../../../lib/recognition/regional/blob-points.ts';
import { describePoint } from '../../../lib/recognition/regional/describe-points.ts';
import { WORK_SIDE } from '../../../lib/recognition/regional/choose-anchors.ts';
import { isGraphic } from '../../../lib/recognition/regional/graphics-gate.ts';
import { type ScaleSpace, scaleSpaceOf } from '../../../lib/recognition/regional/scale-space.ts';
import { packSigns, WORDS } from '../../../lib/recognition/regional/sign-descriptor.ts';
import { thumbnailOf } from '../../../lib/recognition/regional/thumbnail.ts';
import { encodeThumbnail } from '../../../lib/recognition/regional/thumbnail-codec.ts';
import { wholeFingerprintOf } from '../../../lib/recognition/whole.ts';
import type { Raster } from '../../../lib/model/raster.ts';

/** Longer side that photographs are brought to, and side of their tiles, in pixels. */
const LONGEST = 2048;
const SIDE = 96;
/** As the product chooses them. */
const ANCHORS = 32;
/** Fewer would make the index smaller than one of photographs. */
const FEWEST_ANCHORS = 24;
const LIMITS = { leastStrength: 0.3, leastSigma: 1.3, mostSigma: 8 };
const PHOTOGRAPHS = join(ROOT, '.cache', 'photographs');
const FOLDER = join(ROOT, '.cache', 'recognition');
/** Another name whenever fingerprints or thumbnails become others. */
const FORMAT = 'tiles-2';
const MOST_PIXELS = 26e6;

/**
 * A file of so many works, made once: square tiles of the photographs that are there, none overlapping another. Hashes,
 * descriptors, places and thumbnails are as registration makes them. For the sake of time a photograph's points are
 * sought once, for all its tiles, and which of a tile's become its anchors is not tried in simulated copies.
 * Each work is the length of its fingerprint and of its thumbnail (two bytes each, the lowest first), then both.
 *
 * The file holds fewer works where there are too few photographs.
 */
export async function prepareTiles(works: number): Promise<Tiles> {
  const file = join(FOLDER, `${FORMAT}-${works}.bin`);
  const list = join(FOLDER, `${FORMAT}-${works}.json`);
  if (existsSync(file) && existsSync(list)) return { file, sizes: new Set(JSON.parse(await readFile(list, 'utf8'))) };
  await mkdir(FOLDER, { recursive: true });
  const out = createWriteStream(`${file}.part`);
  let made = 0;
  const sizes = new Set<number>();
  for (const photograph of await photographs()) {
    if (made >= works) break;
    sizes.add(photograph.size);
    const raster = await readPhotograph(photograph.file);
    if (raster === null) continue;
    for (const tile of tilesOf(lumaOf(raster))) {
      if (made >= works) break;
      if (!out.write(workOf(tile))) await once(out, 'drain');
      made++;
    }
    process.stderr.write(`Tiles: ${made} of ${works}\r`);
  }
  process.stderr.write('\n');
  out.end();
  await once(out, 'close');
  await rename(`${file}.part`, file);
  await writeFile(list, JSON.stringify([...sizes]));
  return { file, sizes };
}

interface Tiles {
  readonly file: string;
  /** Bytes of each photograph that tiles were cut from: the same one comes in several packages. */
  readonly sizes: ReadonlySet<number>;
}

/** The largest first: most tiles for the time it takes to read them. */
async function photographs(): Promise<readonly { readonly file: string; readonly size: number }[]> {
  const entries = await readdir(PHOTOGRAPHS, { recursive: true, withFileTypes: true });
  const sized = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp)$/i.test(entry.name))
      .filter(({ parentPath }) => !parentPath.includes('pictures-'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map(async (file) => ({ file, size: (await stat(file)).size })),
  );
  const seen = new Set<number>();
  const distinct = sized.filter(({ size }) => size > 100_000 && !seen.has(size) && seen.add(size) !== undefined);
  return distinct.toSorted((one, other) => other.size - one.size);
}

async function readPhotograph(file: string): Promise<Raster | null> {
  try {
    const { width, height } = await sharp(file).metadata();
    if (width * height > MOST_PIXELS || Math.min(width, height) < 4 * SIDE) return null;
    const picture = sharp(file).resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await picture.flatten().toColorspace('srgb').ensureAlpha().raw().toBuffer(WITH_INFO);
    const raster = { width: info.width, height: info.height, rgba: data };
    return isGraphic(reduceTo(lumaOf(raster), WORK_SIDE)) ? null : raster;
  } catch {
    return null;
  }
}

const WITH_INFO = { resolveWithObject: true } as const;

interface Tile {
  readonly luma: LumaPlane;
  readonly anchors: Anchors;
}

function* tilesOf(luma: LumaPlane): Generator<Tile> {
  const space = scaleSpaceOf(luma);
  const columns = Math.floor(luma.width / SIDE);
  const rows = Math.floor(luma.height / SIDE);
  const points = Map.groupBy(blobPoints(space, LIMITS), ({ x, y }) => {
    const [column, row] = [Math.floor(x / SIDE), Math.floor(y / SIDE)];
    return column < columns && row < rows ? row * columns + column : -1;
  });
  for (const [place, inside] of points) {
    if (place < 0 || inside.length < FEWEST_ANCHORS) continue;
    const [left, top] = [(place % columns) * SIDE, Math.floor(place / columns) * SIDE];
    const pixels = new Float32Array(SIDE * SIDE);
    for (let row = 0; row < SIDE; row++) {
      const from = (top + row) * luma.width + left;
      pixels.set(luma.pixels.subarray(from, from + SIDE), row * SIDE);
    }
    yield { luma: { width: SIDE, height: SIDE, pixels }, anchors: anchorsOf(space, inside, left, top) };
  }
}

function workOf({ luma, anchors }: Tile): Buffer {
  const { hash, quality } = wholeFingerprintOf(luma);
  const fingerprint = packFingerprint({ hash, quality, isGraphic: false, anchors });
  const thumbnail = encodeThumbnail(thumbnailOf(luma));
  const head = Buffer.alloc(4);
  head.writeUInt16LE(fingerprint.length, 0);
  head.writeUInt16LE(thumbnail.length, 2);
  return Buffer.concat([head, fingerprint, thumbnail]);
}

function anchorsOf(space: ScaleSpace, inside: readonly BlobPoint[], left: number, top: number): Anchors {
  const chosen = inside.toSorted((one, other) => other.strength - one.strength).slice(0, ANCHORS);
  const descriptors = new Uint32Array(chosen.length * WORDS);
  const places = new Uint32Array(chosen.length);
  for (const [index, point] of chosen.entries()) {
    packSigns(describePoint(space, point).coefficients, descriptors, index * WORDS);
    places[index] = packPlace({ x: (point.x - left) / SIDE, y: (point.y - top) / SIDE, sigma: point.sigma / SIDE });
  }
  return { count: chosen.length, descriptors, places };
}
