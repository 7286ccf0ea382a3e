/** How a thumbnail and the picture laid on it compare, block by block. */
export interface BlockScore {
  /** The sum over blocks with structure of how alike they are: strangers stay below 4. */
  readonly score: number;
  /** Blocks that are alike, blocks that are not, of those with structure that are seen. */
  readonly alike: number;
  readonly unlike: number;
  /** The correlation over everything that is seen: -1 to 1. */
  readonly likeness: number;
  /** The share of the thumbnail that is seen: 0 to 1. */
  readonly seen: number;
}

const BLOCK = 8;
const LEAST_SEEN = 0.8;
/** The least eigenvalue of the structure tensor of a block with structure in two directions: lone edges have none. */
const LEAST_STRUCTURE = 0.03;
/** A correlation that speaks neither for a work nor against it, and the most that a block may say for and against. */
const INDIFFERENT = 0.3;
const MOST_FOR = 0.6;
const MOST_AGAINST = -0.3;
const ALIKE = 0.5;
const UNLIKE = 0.2;

/** Compares two pictures of local contrast of the same size where `isSeen`. */
export function scoreBlocks(
  fixed: Float32Array,
  moving: Float32Array,
  isSeen: Uint8Array,
  width: number,
  height: number,
): BlockScore {
  const total = { score: 0, alike: 0, unlike: 0 };
  for (let top = 0; top + BLOCK <= height; top += BLOCK)
    for (let left = 0; left + BLOCK <= width; left += BLOCK) {
      const block = compareBlock(fixed, moving, isSeen, width, top * width + left);
      if (block.seen < LEAST_SEEN * BLOCK * BLOCK || block.structure < LEAST_STRUCTURE) continue;
      total.score += Math.max(MOST_AGAINST, Math.min(MOST_FOR, block.correlation - INDIFFERENT));
      if (block.correlation > ALIKE) total.alike++;
      if (block.correlation < UNLIKE) total.unlike++;
    }
  const whole = correlate(fixed, moving, isSeen);
  return { ...total, likeness: whole.correlation, seen: whole.seen / Math.max(1, fixed.length) };
}

function compareBlock(fixed: Float32Array, moving: Float32Array, isSeen: Uint8Array, width: number, corner: number) {
  let seen = 0;
  let ones = 0;
  let others = 0;
  let oneSquares = 0;
  let otherSquares = 0;
  let both = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let row = 0; row < BLOCK; row++)
    for (let column = 0; column < BLOCK; column++) {
      const at = corner + row * width + column;
      if (isSeen[at] === 0) continue;
      const one = fixed[at] ?? 0;
      const other = moving[at] ?? 0;
      seen++;
      ones += one;
      others += other;
      oneSquares += one * one;
      otherSquares += other * other;
      both += one * other;
      if (row === BLOCK - 1 || column === BLOCK - 1) continue;
      const gx = (fixed[at + 1] ?? 0) - one;
      const gy = (fixed[at + width] ?? 0) - one;
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
    }
  const pixels = (BLOCK - 1) ** 2;
  const structure = (xx + yy - Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2 / pixels;
  const power = (oneSquares - (ones * ones) / seen) * (otherSquares - (others * others) / seen);
  const correlation = power > 1e-6 ? (both - (ones * others) / seen) / Math.sqrt(power) : 0;
  return { seen, structure, correlation };
}

function correlate(fixed: Float32Array, moving: Float32Array, isSeen: Uint8Array) {
  let seen = 0;
  let ones = 0;
  let others = 0;
  let both = 0;
  for (let at = 0; at < fixed.length; at++) {
    if (isSeen[at] === 0) continue;
    const one = fixed[at] ?? 0;
    const other = moving[at] ?? 0;
    seen++;
    ones += one * one;
    others += other * other;
    both += one * other;
  }
  return { seen, correlation: ones > 0 && others > 0 ? both / Math.sqrt(ones * others) : 0 };
}
