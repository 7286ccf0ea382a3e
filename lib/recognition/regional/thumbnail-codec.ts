import { type Blocks, CLASSES, MOST_LEVEL, readBlocks, writeBlocks } from './code-blocks.ts';
import { AREA, BLOCK, takeBack, transform } from './cosine-transform.ts';
import { CALM, localDeviation } from './local-contrast.ts';
import { type Thumbnail, THUMBNAIL_SIDE } from './thumbnail.ts';

/**
 * Thumbnails as they are kept. Pictures are compared in local contrast, so what is worth a byte differs from what an
 * eye would see: a faint vein in an even wall counts as much as a strong edge. Steps are therefore as coarse as the
 * brightness around varies, where formats for the eye wipe what is faint first.
 *
 * Bytes: version, width, height, grade, then `writeBlocks`.
 */
const VERSION = 1;
/** Of a thumbnail at most. */
export const THUMBNAIL_BYTES = 1_000;

const HEAD = 4;
const GRADES = 128;
/** Steps of brightness between levels of even blocks: of the finest grade, and grades that double it. */
const FINEST = 0.1;
const PER_DOUBLE = 16;
/** By how many octaves a step grows with an octave of variation. */
const GROWTH = 0.75;
/** Levels are rounded down somewhat: bits saved there buy finer steps everywhere. More where nothing is near. */
const ROUNDING = 0.42;
const ALONE = 0.27;
/** What is in a step is nearer to zero than its middle. */
const SHRINK = 0.03;

/** The finest rendering that takes no more than `THUMBNAIL_BYTES`. @throws RangeError for one of another size */
export function encodeThumbnail({ width, height, pixels }: Thumbnail): Uint8Array<ArrayBuffer> {
  if (!isSize(width) || !isSize(height) || pixels.length !== width * height) throw new RangeError('No thumbnail');
  const picture = coefficientsOf({ width, height, pixels });
  let [finest, coarsest] = [0, GRADES - 1];
  let best = writeBlocks(quantized(picture, coarsest));
  while (finest < coarsest) {
    const grade = (finest + coarsest) >> 1;
    const bytes = writeBlocks(quantized(picture, grade));
    if (HEAD + bytes.length > THUMBNAIL_BYTES) finest = grade + 1;
    else [coarsest, best] = [grade, bytes];
  }
  const encoded = new Uint8Array(HEAD + best.length);
  encoded.set([VERSION, width, height, coarsest]);
  encoded.set(best, HEAD);
  return encoded;
}

/** The thumbnail that `encodeThumbnail` was given, nearly; `null` where these are not its bytes. */
export function decodeThumbnail(bytes: Uint8Array): Thumbnail | null {
  const [version, width = 0, height = 0, grade = GRADES] = bytes;
  if (version !== VERSION || !isSize(width) || !isSize(height) || grade >= GRADES) return null;
  const across = Math.ceil(width / BLOCK);
  const blocks = readBlocks(bytes.subarray(HEAD), across, Math.ceil(height / BLOCK));
  const pixels = new Uint8ClampedArray(width * height);
  const means = new Float64Array(blocks.classes.length);
  const block = new Float64Array(AREA);
  for (let at = 0; at < means.length; at++) {
    const step = stepOf(grade, blocks.classes[at] ?? 0);
    for (let index = 0; index < AREA; index++) block[index] = valueOf(blocks.levels[at * AREA + index] ?? 0) * step;
    block[0] = means[at] = (block[0] ?? 0) + expectedMean(means, at, across);
    takeBack(block);
    const [left, top] = [(at % across) * BLOCK, Math.floor(at / across) * BLOCK];
    for (let y = top; y < Math.min(top + BLOCK, height); y++)
      for (let x = left; x < Math.min(left + BLOCK, width); x++)
        pixels[y * width + x] = block[(y - top) * BLOCK + x - left] ?? 0;
  }
  return { width, height, pixels: new Uint8Array(pixels.buffer) };
}

function isSize(length: number): boolean {
  return Number.isInteger(length) && length >= 1 && length <= THUMBNAIL_SIDE;
}

function stepOf(grade: number, ofClass: number): number {
  return FINEST * 2 ** (grade / PER_DOUBLE + GROWTH * ofClass);
}

function valueOf(level: number): number {
  return level - Math.sign(level) * SHRINK;
}

/** The first coefficient of a block is eight times its mean, which is like that of its neighbors. */
function expectedMean(means: Float64Array, at: number, across: number): number {
  const left = at % across > 0 ? means[at - 1] : undefined;
  const above = at >= across ? means[at - across] : undefined;
  return left === undefined || above === undefined ? (left ?? above ?? 128 * BLOCK) : (left + above) / 2;
}

interface Coefficients extends Pick<Blocks, 'across' | 'down' | 'classes'> {
  /** `AREA` a block, row-major. */
  readonly values: Float64Array;
}

/** The blocks of a thumbnail, what is missing at its edges filled with the pixels there. */
function coefficientsOf({ width, height, pixels }: Thumbnail): Coefficients {
  const [across, down] = [Math.ceil(width / BLOCK), Math.ceil(height / BLOCK)];
  const deviations = localDeviation(Float32Array.from(pixels), width, height);
  const values = new Float64Array(across * down * AREA);
  const classes = new Uint8Array(across * down);
  for (let at = 0; at < classes.length; at++) {
    const [left, top] = [(at % across) * BLOCK, Math.floor(at / across) * BLOCK];
    const block = values.subarray(at * AREA, (at + 1) * AREA);
    let varies = 0;
    for (let index = 0; index < AREA; index++) {
      const x = Math.min(width - 1, left + (index % BLOCK));
      const from = Math.min(height - 1, top + Math.floor(index / BLOCK)) * width + x;
      block[index] = pixels[from] ?? 0;
      varies += Math.log2((deviations[from] ?? 0) / CALM) / AREA;
    }
    classes[at] = Math.max(0, Math.min(CLASSES - 1, Math.round(varies)));
    transform(block);
  }
  return { across, down, classes, values };
}

function quantized({ across, down, classes, values }: Coefficients, grade: number): Blocks {
  const levels = new Int16Array(values.length);
  const means = new Float64Array(classes.length);
  for (let at = 0; at < classes.length; at++) {
    const step = stepOf(grade, classes[at] ?? 0);
    const first = at * AREA;
    const expected = expectedMean(means, at, across);
    levels[first] = levelOf(((values[first] ?? 0) - expected) / step, 0.5);
    means[at] = expected + valueOf(levels[first] ?? 0) * step;
    for (let index = 1; index < AREA; index++) {
      const isAlone =
        (index % BLOCK === 0 || levels[first + index - 1] === 0) &&
        (index < BLOCK || levels[first + index - BLOCK] === 0);
      levels[first + index] = levelOf((values[first + index] ?? 0) / step, isAlone ? ALONE : ROUNDING);
    }
  }
  return { across, down, classes, levels };
}

/** @param rounding what is added before digits are cut off: half a step and less */
function levelOf(steps: number, rounding: number): number {
  return Math.sign(steps) * Math.min(MOST_LEVEL, Math.floor(Math.abs(steps) + rounding));
}
