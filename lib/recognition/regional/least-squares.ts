import { memoryOf, type SimdModule, startModule } from '../simd-module.ts';
import simd from './least-squares.json' with { type: 'json' };
import type { Pose } from './pose.ts';

/** Two pictures of local contrast to be laid on each other: the fixed one, and the one that moves over it. */
export interface Pair {
  readonly width: number;
  readonly height: number;
  readonly fixed: Float32Array;
  readonly movingWidth: number;
  readonly movingHeight: number;
  readonly moving: Float32Array;
  /** 1 where the moving one shows something. */
  readonly isSeen: Uint8Array;
}

/** Freedom of the pose: 6 without perspective, 8 with. */
export type Freedom = 6 | 8;

export const FREEDOMS = 8;

/** What the residuals of a step add up to. */
export interface StepSums {
  /** Pixels that were seen and have a slope. */
  readonly seen: number;
  /** Of `FREEDOMS` rows. */
  readonly hessian: Float64Array;
  readonly slope: Float64Array;
}

/** What least-squares.wat exports; places are in bytes. */
interface LeastSquaresModule extends SimdModule {
  sumRows(
    fixed: number,
    slopesX: number,
    slopesY: number,
    across: number,
    width: number,
    height: number,
    moving: number,
    seen: number,
    movingWidth: number,
    movingHeight: number,
    pose: number,
    isTilted: number,
    sums: number,
  ): number;
}

/**
 * How a pixel changes with each freedom: its slope across by a monomial of its coordinates u and v, and its slope down
 * by another. So all that is summed over pixels are products of two slopes, or of a slope and a residual, by u^p v^q;
 * and along a row v is the same: 13 sums a pixel (21 with perspective) in place of 27 (44).
 */
const DESCENTS: readonly { readonly sign: 1 | -1; readonly x: Monomial | null; readonly y: Monomial | null }[] = [
  { sign: 1, x: [1, 0], y: null },
  { sign: 1, x: [0, 1], y: null },
  { sign: 1, x: [0, 0], y: null },
  { sign: 1, x: null, y: [1, 0] },
  { sign: 1, x: null, y: [0, 1] },
  { sign: 1, x: null, y: [0, 0] },
  { sign: -1, x: [2, 0], y: [1, 1] },
  { sign: -1, x: [1, 1], y: [0, 2] },
];
type Monomial = readonly [p: number, q: number];

/** Powers of a coordinate in products of two monomials, and in one. */
const POWERS = 5;
const SLOPE_POWERS = 3;
/** Families of sums: slopes across squared, across by down, down squared; residuals by slopes across, by slopes down. */
const FAMILIES = [POWERS, POWERS, POWERS, SLOPE_POWERS, SLOPE_POWERS];
const SUMS = FAMILIES.reduce((sum, powers) => sum + powers, 0);
const LANES = 4;
const POSE = 9;
/** Samples behind the last plane, as four are read at once. */
const BEHIND = 4;

let started: LeastSquaresModule | null = null;

/**
 * Sums for steps of least squares by which `moving` comes to lie on `fixed`, in WebAssembly: more than half of a search
 * was spent on them. What it returns holds for one pair, until it is called for another.
 */
export function leastSquaresOf(pair: Pair, freedom: Freedom): (pose: Pose) => StepSums {
  const { width, height, fixed, movingWidth, movingHeight, moving, isSeen } = pair;
  const module = (started ??= startModule<LeastSquaresModule>(simd));
  const rows = Math.max(0, height - 2);
  // In samples.
  const posePlace = rows * SUMS * LANES;
  const across = posePlace + POSE;
  const slopesX = across + width + BEHIND;
  const slopesY = slopesX + fixed.length;
  const fixedPlace = slopesY + fixed.length;
  const movingPlace = fixedPlace + fixed.length;
  const seenPlace = movingPlace + moving.length + BEHIND;
  const memory = memoryOf(module, seenPlace + isSeen.length + BEHIND);
  const half = Math.max(width, height) / 2;
  for (let column = 0; column < width; column++) memory[across + column] = (column - (width - 1) / 2) / half;
  memory.fill(0, across + width, slopesX);
  putSlopes(memory, slopesX, slopesY, pair);
  memory.set(fixed, fixedPlace);
  memory.set(moving, movingPlace);
  memory.fill(0, movingPlace + moving.length, seenPlace);
  const seenBits = new Int32Array(memory.buffer, seenPlace * 4, isSeen.length);
  for (let at = 0; at < isSeen.length; at++) seenBits[at] = -(isSeen[at] ?? 0);
  const isTilted = freedom === FREEDOMS ? 1 : 0;
  return (pose) => {
    memory.set(pose, posePlace);
    const seen = module.sumRows(
      ...([fixedPlace * 4, slopesX * 4, slopesY * 4, across * 4, width, height] as const),
      ...([movingPlace * 4, seenPlace * 4, movingWidth, movingHeight, posePlace * 4, isTilted, 0] as const),
    );
    return { seen, ...solvable(momentsOf(memory, rows, height, half)) };
  };
}

/** Half the differences across and down; none along the edges. */
function putSlopes(memory: Float32Array, slopesX: number, slopesY: number, { fixed, width, height }: Pair): void {
  memory.fill(0, slopesX, slopesX + 2 * fixed.length);
  for (let row = 1; row < height - 1; row++)
    for (let column = 1, at = row * width + 1; column < width - 1; column++, at++) {
      memory[slopesX + at] = ((fixed[at + 1] ?? 0) - (fixed[at - 1] ?? 0)) / 2;
      memory[slopesY + at] = ((fixed[at + width] ?? 0) - (fixed[at - width] ?? 0)) / 2;
    }
}

/** Of each family the sums by u^p v^q, at `(family * POWERS + p) * POWERS + q`. */
function momentsOf(memory: Float32Array, rows: number, height: number, half: number): Float64Array {
  const moments = new Float64Array(FAMILIES.length * POWERS * POWERS);
  for (let row = 0, from = 0; row < rows; row++) {
    const v = (row + 1 - (height - 1) / 2) / half;
    for (let index = 0; index < SUMS; index++, from += LANES) {
      let sum = (memory[from] ?? 0) + (memory[from + 1] ?? 0) + (memory[from + 2] ?? 0) + (memory[from + 3] ?? 0);
      const end = ENDS[index] ?? 0;
      for (let to = STARTS[index] ?? 0; to < end; to++, sum *= v) moments[to] = (moments[to] ?? 0) + sum;
    }
  }
  return moments;
}

/** For each sum of a row, where its moments start and end. */
const PLACES = FAMILIES.flatMap((powers, family) =>
  Array.from({ length: powers }, (_, p) => ({ start: (family * POWERS + p) * POWERS, count: powers - p })),
);
const STARTS = Uint8Array.from(PLACES, ({ start }) => start);
const ENDS = Uint8Array.from(PLACES, ({ start, count }) => start + count);

function solvable(moments: Float64Array): Pick<StepSums, 'hessian' | 'slope'> {
  const moment = (family: number, one: Monomial | null, other: Monomial | null): number =>
    one === null || other === null
      ? 0
      : (moments[(family * POWERS + one[0] + other[0]) * POWERS + one[1] + other[1]] ?? 0);
  const hessian = new Float64Array(FREEDOMS * FREEDOMS);
  const slope = new Float64Array(FREEDOMS);
  for (const [row, one] of DESCENTS.entries()) {
    slope[row] = one.sign * (moment(3, one.x, UNIT) + moment(4, one.y, UNIT));
    for (const [column, other] of DESCENTS.entries())
      hessian[row * FREEDOMS + column] =
        one.sign *
        other.sign *
        (moment(0, one.x, other.x) + moment(1, one.x, other.y) + moment(1, one.y, other.x) + moment(2, one.y, other.y));
  }
  return { hessian, slope };
}

const UNIT: Monomial = [0, 0];
