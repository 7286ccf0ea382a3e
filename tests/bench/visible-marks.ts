import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Raster } from '../../lib/model/raster.ts';
import { hasDalleBar } from '../../lib/watermarks/dalle-bar.ts';
import { hasGeminiSparkle } from '../../lib/watermarks/gemini-sparkle.ts';
import { paintDalleBar, paintSparkle } from '../support/paint-marks.ts';
import { figure, type Figure } from './figure.ts';

/** Crops tried of unmarked pictures, for a bound of 1 in 10,000 at 95 % where none is called: three times as many. */
const CROPS = 30_000;
/** Crops a visit to a picture; there are fewer pictures than crops. */
const CROPS_A_VISIT = 8;
const SMALLEST = 256;
const LARGEST = 1400;

/**
 * How often the visible marks are made out where they were painted, and where they were not, over crops of the
 * pictures in `folders`. The crops are the same in every run.
 */
export async function visibleMarkFigures(folders: readonly string[], crops = CROPS): Promise<readonly Figure[]> {
  const random = steadyRandom(20_261_122);
  const calls = { sparkle: 0, bar: 0, tried: 0 };
  const hits = { sparkle: 0, bar: 0, tried: 0 };
  const pictures = folders.flatMap(picturesIn);
  while (pictures.length > 0 && calls.tried < crops) {
    const before = calls.tried;
    for (const path of pictures) {
      if (calls.tried >= crops) break;
      const picture = await open(path);
      if (picture === null) continue;
      for (let count = 0; count < CROPS_A_VISIT; count++) {
        const crop = cropOf(picture, random);
        calls.tried++;
        if (hasGeminiSparkle(crop)) {
          calls.sparkle++;
          process.stderr.write(`a star that is none: ${path} ${crop.width} × ${crop.height}\n`);
        }
        if (hasDalleBar(crop)) calls.bar++;
        if (count > 0 || hits.tried >= crops / 20) continue;
        hits.tried++;
        if (hasGeminiSparkle(await compressed(paintSparkle(crop, 48)))) hits.sparkle++;
        if (hasDalleBar(await compressed(paintDalleBar(crop)))) hits.bar++;
      }
    }
    if (calls.tried === before) break;
  }
  const share = (name: string, of: string, count: number, tried: number) =>
    figure({ name, in: 'node', of, unit: 'percent', runs: tried === 0 ? [] : [(count / tried) * 100] });
  return [
    share('called in unmarked crops', 'Gemini star', calls.sparkle, calls.tried),
    share('called in unmarked crops', 'DALL·E 2 bar', calls.bar, calls.tried),
    share('made out, JPEG 85', 'Gemini star', hits.sparkle, hits.tried),
    share('made out, JPEG 85', 'DALL·E 2 bar', hits.bar, hits.tried),
    figure({ name: 'unmarked crops', in: 'node', of: null, unit: 'files', runs: [calls.tried] }),
  ];
}

function picturesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function open(path: string): Promise<Raster | null> {
  try {
    return await rasterOf(sharp(path, { limitInputPixels: 50_000_000 }));
  } catch {
    return null;
  }
}

async function compressed({ width, height, rgba }: Raster): Promise<Raster> {
  const jpeg = sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 85 });
  return (await rasterOf(sharp(await jpeg.toBuffer()))) ?? { width, height, rgba };
}

/** `null` of a picture too small for a crop. */
async function rasterOf(picture: Sharp): Promise<Raster | null> {
  const { data, info } = await picture.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return width < SMALLEST || height < SMALLEST || channels !== 4 ? null : { width, height, rgba: new Uint8Array(data) };
}

function cropOf({ width, height, rgba }: Raster, random: () => number): Raster {
  const side = (most: number) => SMALLEST + Math.floor(random() * (Math.min(most, LARGEST) - SMALLEST));
  const crop = { width: side(width), height: side(height) };
  const left = Math.floor(random() * (width - crop.width));
  const top = Math.floor(random() * (height - crop.height));
  const pixels = new Uint8Array(crop.width * crop.height * 4);
  for (let y = 0; y < crop.height; y++) {
    const from = ((top + y) * width + left) * 4;
    pixels.set(rgba.subarray(from, from + crop.width * 4), y * crop.width * 4);
  }
  return { ...crop, rgba: pixels };
}

function steadyRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
}
