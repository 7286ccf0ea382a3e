import type { LumaPlane } from './luma.ts';

/** Blocks along either side of what PDQ looks at. */
export const BLOCKS = 64;

/**
 * The softening and sampling of PDQ along the rows: two passes of a box of a 128th of the width, rounded down after
 * adding 127 (what there is of it at the borders), then 64 samples a row. The result lies on its side, one row for each
 * sample, so that the same again is done along the columns and sets it upright.
 *
 * The published code softens rows and columns in turns and samples in the end. As neither touches the other's axis the
 * order makes no difference, and seven eighths of the work on the columns is spared.
 */
export function softBlocks({ width, height, pixels }: LumaPlane, isReversed: boolean): LumaPlane {
  const size = Math.trunc((width + WINDOW_DIVISOR - 1) / WINDOW_DIVISOR);
  const sampled = new Float32Array(BLOCKS * height);
  const line = new Float64Array(width);
  const soft = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    for (let column = 0; column < width; column++)
      line[column] = pixels[start + (isReversed ? width - 1 - column : column)] ?? 0;
    box(line, soft, size);
    box(soft, line, size);
    for (let block = 0; block < BLOCKS; block++)
      sampled[block * height + row] = line[Math.trunc(((block + 0.5) * width) / BLOCKS)] ?? 0;
  }
  return { width: height, height: BLOCKS, pixels: sampled };
}

const WINDOW_DIVISOR = 128;

/** The mean of `size` samples, one more of them before than after for odd sizes above 1, as published. */
function box(from: Float64Array, to: Float64Array, size: number): void {
  const reach = Math.trunc((size + 2) / 2) - 1;
  let sum = 0;
  let held = 0;
  for (let next = 0; next < from.length + reach; next++) {
    if (next < from.length) {
      sum += from[next] ?? 0;
      held++;
    }
    if (next >= size) {
      sum -= from[next - size] ?? 0;
      held--;
    }
    if (next >= reach) to[next - reach] = sum / held;
  }
}
