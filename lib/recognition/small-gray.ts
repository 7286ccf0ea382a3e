import type { Raster } from '../model/raster.ts';

/** Pixels along either side of what the ISCC Image-Code looks at. */
export const GRAY_SIDE = 32;

/**
 * The picture as ISO 24138 has it prepared: turned for showing, on white, without a border of the color of its first
 * pixel, gray, and 32 by 32 by bicubic interpolation. Row-major, 8 bits a pixel; to the bit as Pillow makes it, which
 * the reference SDK takes, so that codes made elsewhere agree. All 0 for a picture without pixels.
 */
export function smallGray(raster: Raster): Uint8Array {
  const small = new Uint8Array(GRAY_SIDE * GRAY_SIDE);
  if (raster.width < 1 || raster.height < 1) return small;
  const shown = trimmed(raster);
  const across = tapsOf(shown.width);
  const down = tapsOf(shown.height);
  const narrow = new Uint8Array(GRAY_SIDE * shown.height);
  const line = new Uint8Array(shown.width);
  for (let row = 0; row < shown.height; row++) {
    for (let column = 0, at = shown.start + row * shown.down; column < line.length; column++, at += shown.across)
      line[column] = grayAt(raster, at);
    for (let column = 0; column < GRAY_SIDE; column++)
      narrow[row * GRAY_SIDE + column] = sampleOf(line, 0, 1, across[column]);
  }
  for (let row = 0; row < GRAY_SIDE; row++)
    for (let column = 0; column < GRAY_SIDE; column++)
      small[row * GRAY_SIDE + column] = sampleOf(narrow, column, GRAY_SIDE, down[row]);
  return small;
}

/** Where the pixels of the picture as shown stand in the raster: pixel (x, y) at `start + x * across + y * down`. */
interface Shown {
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly across: number;
  readonly down: number;
}

function trimmed(raster: Raster): Shown {
  const { start, across, down, width, height } = shownPart(raster, 0, 0, raster.width, raster.height);
  const border = colorAt(raster, start);
  let [left, top, right, bottom] = [raster.width, -1, -1, -1];
  for (let y = 0; y < raster.height; y++) {
    const row = y * raster.width;
    for (let x = 0; x < left; x++) if (colorAt(raster, row + x) !== border) left = x;
    for (let x = raster.width - 1; x > right; x--) if (colorAt(raster, row + x) !== border) right = x;
    if (!hasOther(raster, row, left, right, border)) continue;
    if (top < 0) top = y;
    bottom = y;
  }
  if (top < 0) return { start, across, down, width, height };
  return shownPart(raster, left, top, right - left + 1, bottom - top + 1);
}

function hasOther(raster: Raster, row: number, left: number, right: number, border: number): boolean {
  for (let x = left; x <= right; x++) if (colorAt(raster, row + x) !== border) return true;
  return false;
}

function shownPart(
  { width: stride, orientation = 1 }: Raster,
  left: number,
  top: number,
  width: number,
  height: number,
): Shown {
  const isTurned = orientation >= 5;
  const isMirrored = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
  const isFlipped = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
  const start = (isFlipped ? top + height - 1 : top) * stride + (isMirrored ? left + width - 1 : left);
  const column = isMirrored ? -1 : 1;
  const row = isFlipped ? -stride : stride;
  return isTurned
    ? { width: height, height: width, start, across: row, down: column }
    : { width, height, start, across: column, down: row };
}

/** The sample on white, as Pillow pastes with a mask. */
function onWhite(sample: number, alpha: number): number {
  if (alpha === 255) return sample;
  const sum = sample * alpha + 255 * (255 - alpha) + 128;
  return ((sum >> 8) + sum) >> 8;
}

function colorAt({ rgba }: Raster, at: number): number {
  const alpha = rgba[at * 4 + 3] ?? 0;
  const red = onWhite(rgba[at * 4] ?? 0, alpha);
  const green = onWhite(rgba[at * 4 + 1] ?? 0, alpha);
  return (red << 16) | (green << 8) | onWhite(rgba[at * 4 + 2] ?? 0, alpha);
}

/** Pillow's whole-number weights of ITU-R BT.601. */
function grayAt({ rgba }: Raster, at: number): number {
  const alpha = rgba[at * 4 + 3] ?? 0;
  const red = onWhite(rgba[at * 4] ?? 0, alpha);
  const green = onWhite(rgba[at * 4 + 1] ?? 0, alpha);
  const blue = onWhite(rgba[at * 4 + 2] ?? 0, alpha);
  return (red * 19595 + green * 38470 + blue * 7471 + 32768) >> 16;
}

/** Which samples of a line, from `first` on, one sample of the shorter or longer line is made of. */
interface Taps {
  readonly first: number;
  readonly weights: Int32Array;
}

/** Pillow keeps weights as whole numbers of this many bits after the point. */
const PRECISION = 22;
const ONE = 2 ** PRECISION;

/** Pillow's bicubic filter (a = −0.5), as wide as the samples it makes where the picture shrinks. */
function tapsOf(length: number): readonly Taps[] {
  const step = length / GRAY_SIDE;
  const scale = Math.max(1, step);
  return Array.from({ length: GRAY_SIDE }, (_, index) => {
    const center = (index + 0.5) * step;
    const first = Math.max(0, Math.trunc(center - 2 * scale + 0.5));
    const end = Math.min(length, Math.trunc(center + 2 * scale + 0.5));
    const exact = Float64Array.from({ length: end - first }, (_tap, tap) =>
      bicubic((first + tap - center + 0.5) / scale),
    );
    const sum = exact.reduce((total, weight) => total + weight, 0);
    return { first, weights: Int32Array.from(exact, (weight) => roundAway((weight / sum) * ONE)) };
  });
}

function bicubic(at: number): number {
  const x = Math.abs(at);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}

function roundAway(value: number): number {
  return Math.trunc(value < 0 ? value - 0.5 : value + 0.5);
}

function sampleOf(from: Uint8Array, start: number, stride: number, taps: Taps | undefined): number {
  if (taps === undefined) return 0;
  let sum = ONE / 2;
  for (let tap = 0, at = start + taps.first * stride; tap < taps.weights.length; tap++, at += stride)
    sum += (from[at] ?? 0) * (taps.weights[tap] ?? 0);
  return Math.max(0, Math.min(255, Math.floor(sum / ONE)));
}
