import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Picture } from './sign.ts';

/** Raster formats the samples come in. */
export type RasterFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff';

export interface Drawing {
  /** File name without ending in `tests/fixtures/scenes`. */
  readonly scene: string;
  readonly format: RasterFormat | 'svg';
  /** Pixels; the scenes are 1600 × 1000. SVG ignores it. */
  readonly width?: number;
  /** Share of the scene kept, as left, top, width, height from 0 to 1. */
  readonly crop?: readonly [number, number, number, number];
  /** Mirrored, so that one scene serves as two pictures. */
  readonly mirrored?: boolean;
  /** Degrees the colors turn by, for the same reason. */
  readonly hue?: number;
  /** An XMP packet to put in the file. */
  readonly xmp?: string;
}

const SCENES = new URL('../../tests/fixtures/scenes/', import.meta.url);
const SCENE = { width: 1600, height: 1000 };

/** Draws one of the project's own scenes as a file of the format, without any metadata but `xmp`. */
export async function draw(drawing: Drawing): Promise<Picture> {
  const svg = await readFile(new URL(`${drawing.scene}.svg`, SCENES));
  if (drawing.format === 'svg') return { bytes: svg, mime: 'image/svg+xml' };
  const [left, top, width, height] = drawing.crop ?? [0, 0, 1, 1];
  const picture = sharp(svg)
    .extract({
      left: Math.round(left * SCENE.width),
      top: Math.round(top * SCENE.height),
      width: Math.round(width * SCENE.width),
      height: Math.round(height * SCENE.height),
    })
    .flop(drawing.mirrored ?? false)
    .modulate({ hue: drawing.hue ?? 0 })
    .resize(drawing.width ?? 800);
  if (drawing.xmp !== undefined) picture.withXmp(drawing.xmp);
  const bytes = await picture.toFormat(drawing.format, OPTIONS[drawing.format]).toBuffer();
  return { bytes, mime: `image/${drawing.format}` };
}

const OPTIONS = {
  jpeg: { quality: 84, progressive: false },
  png: { palette: true, colors: 160 },
  webp: { quality: 82 },
  gif: { colors: 96, effort: 1 },
  avif: { quality: 60, effort: 1 },
  tiff: { compression: 'lzw' },
} as const;
