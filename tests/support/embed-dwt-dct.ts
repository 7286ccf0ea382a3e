import type { Raster } from '../../lib/model/raster.ts';

/**
 * The encoder and decoder of invisible-watermark's `dwtDct`, to the bit, floating-point noise included: the inverse
 * transform is cut to whole numbers, so that a sum one part in 10¹⁶ too low makes another pixel.
 */
const SCALE = 36;
const SIDE = 4;
const HAAR = Math.SQRT1_2;
/** The reference marks nothing smaller. */
export const LEAST_PIXELS = 256 * 256;

/** The picture with `bits` written into it as the reference does; alpha is left as it is. */
export function embedDwtDct(raster: Raster, bits: ArrayLike<number>): Raster {
  if (raster.width * raster.height < LEAST_PIXELS) throw new Error('The reference leaves so small a picture alone.');
  const yuv = toYuv(raster);
  const bands = transform(yuv.u, raster.width, raster.height);
  const { low, columns, rows } = bands;
  eachBlock(columns, rows, (corner, number) => {
    const at = highest(low, corner, columns);
    const value = low[at] ?? 0;
    const quarter = (Math.floor(Math.abs(value) / SCALE) + 0.25 + 0.5 * (bits[number % bits.length] ?? 0)) * SCALE;
    low[at] = value >= 0 ? quarter : -quarter;
  });
  restore(bands, yuv.u, raster.width);
  return toRgb(raster, yuv);
}

/** What the reference reads: the majority of the bits of all blocks of a slot. */
export function voteDwtDct(raster: Raster, length: number): readonly number[] {
  const { low, columns, rows } = transform(toYuv(raster).u, raster.width, raster.height);
  const ones = new Uint32Array(length);
  const votes = new Uint32Array(length);
  eachBlock(columns, rows, (corner, number) => {
    const value = Math.abs(low[highest(low, corner, columns)] ?? 0);
    const slot = number % length;
    votes[slot] = (votes[slot] ?? 0) + 1;
    if (value % SCALE > 0.5 * SCALE) ones[slot] = (ones[slot] ?? 0) + 1;
  });
  return Array.from(ones, (count, slot) => ((count / (votes[slot] ?? 0)) * 255 > 127 ? 1 : 0));
}

interface Bands {
  readonly columns: number;
  readonly rows: number;
  readonly low: Float64Array;
  /** Detail across, down and in both. */
  readonly across: Float64Array;
  readonly down: Float64Array;
  readonly both: Float64Array;
}

/** One level of pywt's `dwt2(…, 'haar')` of the part whose sides are multiples of 4: down first, then across. */
function transform(values: Uint8Array, width: number, height: number): Bands {
  const columns = (width >> 2) * 2;
  const rows = (height >> 2) * 2;
  const make = (): Float64Array => new Float64Array(columns * rows);
  const bands = { columns, rows, low: make(), across: make(), down: make(), both: make() };
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) {
      const from = row * 2 * width + column * 2;
      const [a, b] = [values[from] ?? 0, values[from + 1] ?? 0];
      const [c, d] = [values[from + width] ?? 0, values[from + width + 1] ?? 0];
      const [left, right] = [HAAR * c + HAAR * a, HAAR * d + HAAR * b];
      const [leftDetail, rightDetail] = [-HAAR * c + HAAR * a, -HAAR * d + HAAR * b];
      bands.low[at] = HAAR * right + HAAR * left;
      bands.across[at] = -HAAR * right + HAAR * left;
      bands.down[at] = HAAR * rightDetail + HAAR * leftDetail;
      bands.both[at] = -HAAR * rightDetail + HAAR * leftDetail;
    }
  return bands;
}

/** pywt's `idwt2`, with the two details changed for each other as the reference does, cut to whole numbers. */
function restore({ columns, rows, low, across, down, both }: Bands, into: Uint8Array, width: number): void {
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) {
      const to = row * 2 * width + column * 2;
      const [l, h, v, d] = [low[at] ?? 0, down[at] ?? 0, across[at] ?? 0, both[at] ?? 0];
      const [left, right] = [HAAR * l + HAAR * h, HAAR * l - HAAR * h];
      const [leftDetail, rightDetail] = [HAAR * v + HAAR * d, HAAR * v - HAAR * d];
      into[to] = Math.trunc(HAAR * left + HAAR * leftDetail);
      into[to + 1] = Math.trunc(HAAR * right + HAAR * rightDetail);
      into[to + width] = Math.trunc(HAAR * left - HAAR * leftDetail);
      into[to + width + 1] = Math.trunc(HAAR * right - HAAR * rightDetail);
    }
}

function eachBlock(columns: number, rows: number, visit: (corner: number, number: number) => void): void {
  let number = 0;
  for (let row = 0; row + SIDE <= rows; row += SIDE)
    for (let column = 0; column + SIDE <= columns; column += SIDE) visit(row * columns + column, number++);
}

/** Index of the largest of the block's values by amount, its first one apart. */
function highest(low: Float64Array, corner: number, columns: number): number {
  let leader = corner + 1;
  for (let index = 2; index < SIDE * SIDE; index++) {
    const at = corner + (index >> 2) * columns + (index & 3);
    if (Math.abs(low[at] ?? 0) > Math.abs(low[leader] ?? 0)) leader = at;
  }
  return leader;
}

interface Yuv {
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** OpenCV's `COLOR_BGR2YUV` for 8 bits. */
function toYuv({ width, height, rgba }: Raster): Yuv {
  const make = (): Uint8ClampedArray => new Uint8ClampedArray(width * height);
  const [y, u, v] = [make(), make(), make()];
  for (let at = 0; at < y.length; at++) {
    const [r, g, b] = [rgba[at * 4] ?? 0, rgba[at * 4 + 1] ?? 0, rgba[at * 4 + 2] ?? 0];
    const luma = (4899 * r + 9617 * g + 1868 * b + 8192) >> 14;
    y[at] = luma;
    u[at] = ((b - luma) * 8061 + (128 << 14) + 8192) >> 14;
    v[at] = ((r - luma) * 14369 + (128 << 14) + 8192) >> 14;
  }
  return { y: new Uint8Array(y.buffer), u: new Uint8Array(u.buffer), v: new Uint8Array(v.buffer) };
}

/** OpenCV's `COLOR_YUV2BGR` for 8 bits. */
function toRgb({ width, height, rgba: before }: Raster, { y, u, v }: Yuv): Raster {
  const rgba = new Uint8ClampedArray(before);
  for (let at = 0; at < y.length; at++) {
    const luma = y[at] ?? 0;
    const [cb, cr] = [(u[at] ?? 0) - 128, (v[at] ?? 0) - 128];
    rgba[at * 4] = luma + ((cr * 18678 + 8192) >> 14);
    rgba[at * 4 + 1] = luma + ((cb * -6472 + cr * -9519 + 8192) >> 14);
    rgba[at * 4 + 2] = luma + ((cb * 33292 + 8192) >> 14);
  }
  return { width, height, rgba: new Uint8Array(rgba.buffer) };
}
