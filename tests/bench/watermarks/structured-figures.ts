import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Raster } from '../../../lib/model/raster.ts';
import { detectDwtDct } from '../../../lib/watermarks/dwt-dct.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { readRaster, throughJpeg } from '../../support/read-raster.ts';
import { CHANNELS, DIRECTIONS, PATTERNS, structuredPicture } from '../../support/structured-pictures.ts';
import { figure, type Figure } from '../figure.ts';

const SHORTEST_PERIOD = 8;
const LONGEST_PERIOD = 384;
/** Rows of 96, 125 and 128 blocks: in step with payloads of 32 and 48 bits, out of step, in step with 32. */
const SIZES = [
  [768, 512],
  [1000, 600],
  [1024, 512],
] as const;
const LEAST_PIXELS = 256 * 256;
const MOST_PIXELS = 16e6;

/** Pictures that are nothing but structure: none may be said to carry a mark. */
export async function structuredFigures(
  others: readonly string[],
  step: number,
  searchedOf: number,
): Promise<readonly Figure[]> {
  return [
    countFigure('periods', structures(step), searchedOf),
    countFigure('pixel art and text', drawn(), 1),
    await otherFigure(others, searchedOf),
  ];
}

function countFigure(of: string, pictures: Iterable<Raster>, searchedOf: number): Figure {
  let count = 0;
  let searched = 0;
  let found = 0;
  for (const picture of pictures) {
    const isSearched = count++ % searchedOf === 0;
    if (isSearched) searched++;
    if (detectDwtDct(picture, { search: isSearched ? 'thorough' : 'aligned' }).kind === 'found') found++;
    if (count % 100 === 0) process.stderr.write(`Structured pictures, ${of}: ${count}\r`);
  }
  return marksFigure(`${of}: ${count}, ${searched} of them searched`, found);
}

function marksFigure(of: string, found: number): Figure {
  const target = { atMost: 0, unit: 'pictures' } as const;
  return figure({
    in: 'node',
    of,
    name: 'marks found in structured pictures',
    unit: 'pictures',
    runs: [found],
    target,
  });
}

function* structures(step: number): Generator<Raster> {
  for (let period = SHORTEST_PERIOD; period <= LONGEST_PERIOD; period += step)
    for (const [width, height] of SIZES)
      for (const pattern of PATTERNS)
        for (const direction of DIRECTIONS)
          for (const channel of CHANNELS)
            yield structuredPicture({ pattern, direction, channel, period }, width, height);
}

/** Cells of few colors in repeated tiles, at every scale at which pixel art and bitmap text are drawn. */
function* drawn(): Generator<Raster> {
  const next = randomFrom(3);
  for (const cell of [2, 3, 4, 6, 8, 12, 16])
    for (const tile of [4, 8, 12, 16, 32, 46, 48]) {
      const colors = Array.from({ length: 4 }, () => [next() * 256, next() * 256, next() * 256]);
      const cells = Array.from({ length: tile * tile }, () => Math.floor(next() * colors.length));
      yield paint(768, 512, (x, y) => {
        const column = Math.floor(x / cell) % tile;
        const row = Math.floor(y / cell) % tile;
        return colors[cells[row * tile + column] ?? 0] ?? [];
      });
    }
}

function paint(width: number, height: number, color: (x: number, y: number) => readonly number[]): Raster {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) rgba.set(color(at % width, Math.floor(at / width)), at * 4);
  return { width, height, rgba };
}

/** Screenshots, diagrams, drawings, maps and textures of the packages the photographs come from. */
async function otherFigure(files: readonly string[], searchedOf: number): Promise<Figure> {
  let count = 0;
  let searched = 0;
  const found: string[] = [];
  for (const file of files) {
    const picture = await readOther(file);
    if (picture === null) continue;
    const isSearched = count++ % searchedOf === 0;
    if (isSearched) searched++;
    const search = isSearched ? 'thorough' : 'aligned';
    for (const copy of [picture, await throughJpeg(picture, 85)])
      if (detectDwtDct(copy, { search }).kind === 'found') found.push(file);
    process.stderr.write(`Screenshots, drawings, diagrams: ${count}\r`);
  }
  process.stderr.write('\n');
  for (const file of found) process.stderr.write(`A mark in ${file}.\n`);
  return marksFigure(`screenshots, drawings, diagrams: ${count} twice, ${searched} of them searched`, found.length);
}

async function readOther(file: string): Promise<Raster | null> {
  try {
    const bytes = await readFile(file);
    const { width, height } = await sharp(bytes).metadata();
    if (width * height < LEAST_PIXELS || width * height > MOST_PIXELS) return null;
    return await readRaster(bytes);
  } catch {
    return null;
  }
}
