import { afterPose, inversePose, type Pose } from './pose.ts';

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

/** From pixels of the fixed picture to pixels of the moving one, and how alike they are there: -1 to 1. */
export interface Alignment {
  readonly pose: Pose;
  readonly likeness: number;
}

/** Freedom of the pose: 6 without perspective, 8 with. */
export type Freedom = 6 | 8;

const FREEDOMS = 8;
/** Less than this many hundredths of a pixel is no movement. */
const STILL = 0.01;
const LEAST_SEEN = 40;

const gradientX = new Float32Array(128 * 128);
const gradientY = new Float32Array(128 * 128);

/**
 * Lays one picture on the other by steps of least squares (inverse composition, Baker and Matthews 2004), places that
 * differ much counting less: what is printed over a picture does not move it. Sides of at most 128 pixels.
 */
export function align(pair: Pair, start: Pose, freedom: Freedom, steps: number): Alignment {
  const { width, height, fixed } = pair;
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at++) {
      const isInside = row > 0 && column > 0 && row < height - 1 && column < width - 1;
      gradientX[at] = isInside ? ((fixed[at + 1] ?? 0) - (fixed[at - 1] ?? 0)) / 2 : 0;
      gradientY[at] = isInside ? ((fixed[at + width] ?? 0) - (fixed[at - width] ?? 0)) / 2 : 0;
    }
  let pose = start;
  for (let step = 0; step < steps; step++) {
    const move = solveStep(pair, pose, freedom);
    if (move === null) break;
    const back = inversePose(moveToPose(move, width, height));
    if (back === null) break;
    pose = afterPose(pose, back);
    if (farthestOf(move, width) < STILL) break;
  }
  return { pose, likeness: likenessOf(pair, pose) };
}

/** The upper half of the normal equations' matrix, and their right side. */
const hessian = new Float64Array(FREEDOMS * FREEDOMS);
const slope = new Float64Array(FREEDOMS);

/**
 * One step of least squares. What a place says of each freedom is a product of its slope and of powers of its
 * coordinates: in a row, with one coordinate the same throughout, 17 sums stand for all 44 numbers of the equations.
 */
function solveStep(pair: Pair, pose: Pose, freedom: Freedom): Float64Array | null {
  const { width, height, fixed, movingWidth, movingHeight, moving, isSeen } = pair;
  hessian.fill(0);
  slope.fill(0);
  const half = Math.max(width, height) / 2;
  const middle = (width - 1) / 2;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = pose;
  const lastX = movingWidth - 1;
  const lastY = movingHeight - 1;
  let seen = 0;
  for (let row = 1; row < height - 1; row++) {
    let [xx0, xx1, xx2, xx3, xx4] = [0, 0, 0, 0, 0];
    let [xy0, xy1, xy2, xy3] = [0, 0, 0, 0];
    let [yy0, yy1, yy2] = [0, 0, 0];
    let [x0, x1, x2] = [0, 0, 0];
    let [y0, y1] = [0, 0];
    for (let column = 1, at = row * width + 1; column < width - 1; column++, at++) {
      const gx = gradientX[at] ?? 0;
      const gy = gradientY[at] ?? 0;
      // Places without slope say nothing of where they belong.
      if (gx * gx + gy * gy < 1e-3) continue;
      const depth = g * column + h * row + i;
      const x = (a * column + b * row + c) / depth;
      const y = (d * column + e * row + f) / depth;
      if (!(x >= 0 && y >= 0 && x < lastX && y < lastY)) continue;
      const from = (y | 0) * movingWidth + (x | 0);
      if (isSeen[from] === 0) continue;
      const fx = x - (x | 0);
      const fy = y - (y | 0);
      const upper = (moving[from] ?? 0) * (1 - fx) + (moving[from + 1] ?? 0) * fx;
      const lower = (moving[from + movingWidth] ?? 0) * (1 - fx) + (moving[from + movingWidth + 1] ?? 0) * fx;
      const residual = upper * (1 - fy) + lower * fy - (fixed[at] ?? 0);
      const trust = 1 / (1 + residual * residual);
      const weight = trust * trust;
      const u = (column - middle) / half;
      const wx = weight * gx;
      const wy = weight * gy;
      const rx = wx * residual;
      const ry = wy * residual;
      const xx = wx * gx;
      const xy = wx * gy;
      const yy = wy * gy;
      const uu = u * u;
      const uuu = uu * u;
      xx0 += xx;
      xx1 += xx * u;
      xx2 += xx * uu;
      xx3 += xx * uuu;
      xx4 += xx * uu * uu;
      xy0 += xy;
      xy1 += xy * u;
      xy2 += xy * uu;
      xy3 += xy * uuu;
      yy0 += yy;
      yy1 += yy * u;
      yy2 += yy * uu;
      x0 += rx;
      x1 += rx * u;
      x2 += rx * uu;
      y0 += ry;
      y1 += ry * u;
      seen++;
    }
    const v = (row - (height - 1) / 2) / half;
    add(slope, 0, [x1, v * x0, x0, y1, v * y0, y0, -x2 - v * y1, -v * (x1 + v * y0)]);
    const [pull0, pull1, pull2] = [xx1 + v * xy0, xx2 + v * xy1, xx3 + v * xy2];
    const [lift0, lift1, lift2] = [xy1 + v * yy0, xy2 + v * yy1, xy3 + v * yy2];
    add(hessian, 0, [xx2, v * xx1, xx1, xy2, v * xy1, xy1, -pull2, -v * pull1]);
    add(hessian, 9, [v * v * xx0, v * xx0, v * xy1, v * v * xy0, v * xy0, -v * pull1, -v * v * pull0]);
    add(hessian, 18, [xx0, xy1, v * xy0, xy0, -pull1, -v * pull0]);
    add(hessian, 27, [yy2, v * yy1, yy1, -lift2, -v * lift1]);
    add(hessian, 36, [v * v * yy0, v * yy0, -v * lift1, -v * v * lift0]);
    add(hessian, 45, [yy0, -lift1, -v * lift0]);
    add(hessian, 54, [xx4 + v * (2 * xy3 + v * yy2), v * (xx3 + v * (2 * xy2 + v * yy1))]);
    add(hessian, 63, [v * v * (xx2 + v * (2 * xy1 + v * yy0))]);
  }
  return seen < LEAST_SEEN ? null : solveSymmetric(freedom);
}

function add(sums: Float64Array, at: number, more: readonly number[]): void {
  for (let index = 0; index < more.length; index++) sums[at + index] = (sums[at + index] ?? 0) + (more[index] ?? 0);
}

/** Cholesky, on the upper half of the Hessian. */
function solveSymmetric(freedom: Freedom): Float64Array | null {
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
