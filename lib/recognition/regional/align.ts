import { FREEDOMS, type Freedom, leastSquaresOf, type Pair, type StepSums } from './least-squares.ts';
import { afterPose, inversePose, type Pose } from './pose.ts';

/** From pixels of the fixed picture to pixels of the moving one, and how alike they are there: -1 to 1. */
export interface Alignment {
  readonly pose: Pose;
  readonly likeness: number;
}

/** Less than this many hundredths of a pixel is no movement. */
const STILL = 0.01;
const LEAST_SEEN = 40;

/**
 * Lays one picture on the other by steps of least squares (inverse composition, Baker and Matthews 2004), places that
 * differ much counting less: what is printed over a picture does not move it.
 */
export function align(pair: Pair, start: Pose, freedom: Freedom, steps: number): Alignment {
  const { width, height } = pair;
  const sumsOf = leastSquaresOf(pair, freedom);
  let pose = start;
  for (let step = 0; step < steps; step++) {
    const move = solveStep(sumsOf(pose), freedom);
    if (move === null) break;
    const back = inversePose(moveToPose(move, width, height));
    if (back === null) break;
    pose = afterPose(pose, back);
    if (farthestOf(move, width) < STILL) break;
  }
  return { pose, likeness: likenessOf(pair, pose) };
}

/** Cholesky, on the upper half of the Hessian; `null` where too little is seen to tell. */
function solveStep({ seen, hessian, slope }: StepSums, freedom: Freedom): Float64Array | null {
  if (seen < LEAST_SEEN) return null;
  const factor = new Float64Array(FREEDOMS * FREEDOMS);
  const answer = new Float64Array(FREEDOMS);
  for (let row = 0; row < freedom; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = hessian[column * FREEDOMS + row] ?? 0;
      for (let index = 0; index < column; index++)
        sum -= (factor[row * FREEDOMS + index] ?? 0) * (factor[column * FREEDOMS + index] ?? 0);
      if (row === column) {
        if (sum < 1e-9) return null;
        factor[row * FREEDOMS + row] = Math.sqrt(sum);
      } else factor[row * FREEDOMS + column] = sum / (factor[column * FREEDOMS + column] ?? 1);
    }
  }
  for (let row = 0; row < freedom; row++) {
    let sum = slope[row] ?? 0;
    for (let index = 0; index < row; index++) sum -= (factor[row * FREEDOMS + index] ?? 0) * (answer[index] ?? 0);
    answer[row] = sum / (factor[row * FREEDOMS + row] ?? 1);
  }
  for (let row = freedom - 1; row >= 0; row--) {
    let sum = answer[row] ?? 0;
    for (let index = row + 1; index < freedom; index++)
      sum -= (factor[index * FREEDOMS + row] ?? 0) * (answer[index] ?? 0);
    answer[row] = sum / (factor[row * FREEDOMS + row] ?? 1);
  }
  return answer;
}

/** The step as a map of the fixed picture's pixels: its coordinates there count from the middle, in half sides. */
function moveToPose(move: Float64Array, width: number, height: number): Pose {
  const half = Math.max(width, height) / 2;
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0] = move;
  const inner = Float64Array.of(
    1 + m0 / half,
    m1 / half,
    m2 / half,
    m3 / half,
    1 + m4 / half,
    m5 / half,
    m6 / half,
    m7 / half,
    1,
  );
  const toInner = Float64Array.of(1 / half, 0, -(width - 1) / 2 / half, 0, 1 / half, -(height - 1) / 2 / half, 0, 0, 1);
  const toOuter = Float64Array.of(half, 0, (width - 1) / 2, 0, half, (height - 1) / 2, 0, 0, 1);
  return afterPose(toOuter, afterPose(inner, toInner));
}

function farthestOf(move: Float64Array, width: number): number {
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0] = move.map(Math.abs);
  return width === 0 ? 0 : m0 + m1 + m2 + m3 + m4 + m5 + m6 + m7;
}

/** The correlation of both over all that is seen. */
function likenessOf({ width, height, fixed, movingWidth, movingHeight, moving, isSeen }: Pair, pose: Pose): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = pose;
  let both = 0;
  let ones = 0;
  let others = 0;
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at++) {
      const depth = g * column + h * row + i;
      const x = Math.round((a * column + b * row + c) / depth);
      const y = Math.round((d * column + e * row + f) / depth);
      if (!(x >= 0 && y >= 0 && x < movingWidth && y < movingHeight)) continue;
      const from = y * movingWidth + x;
      if (isSeen[from] === 0) continue;
      const one = fixed[at] ?? 0;
      const other = moving[from] ?? 0;
      both += one * other;
      ones += one * one;
      others += other * other;
    }
  return ones > 0 && others > 0 ? both / Math.sqrt(ones * others) : 0;
}
