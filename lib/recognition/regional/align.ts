import { addRow, clearEquations, type Freedom, ROW_SUMS, solveEquations } from './normal-equations.ts';
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

/** A step of least squares; `null` where too little is seen, or what is seen does not tell where it belongs. */
function solveStep(pair: Pair, pose: Pose, freedom: Freedom): Float64Array | null {
  const { width, height } = pair;
  clearEquations();
  const half = Math.max(width, height) / 2;
  let seen = 0;
  for (let row = 1; row < height - 1; row++) {
    seen += sumRow(pair, pose, row, half);
    addRow(rowSums, (row - (height - 1) / 2) / half);
  }
  return seen < LEAST_SEEN ? null : solveEquations(freedom);
}

const rowSums = new Float64Array(ROW_SUMS);

/** Leaves the sums over a row in `rowSums`, a function of its own as engines make short ones fast. @returns places that are seen */
function sumRow(
  { width, fixed, movingWidth, movingHeight, moving, isSeen }: Pair,
  pose: Pose,
  row: number,
  half: number,
): number {
  const middle = (width - 1) / 2;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = pose;
  const lastX = movingWidth - 1;
  const lastY = movingHeight - 1;
  let seen = 0;
  let xx0 = 0;
  let xx1 = 0;
  let xx2 = 0;
  let xx3 = 0;
  let xx4 = 0;
  let xy0 = 0;
  let xy1 = 0;
  let xy2 = 0;
  let xy3 = 0;
  let yy0 = 0;
  let yy1 = 0;
  let yy2 = 0;
  let x0 = 0;
  let x1 = 0;
  let x2 = 0;
  let y0 = 0;
  let y1 = 0;
  for (let column = 1, at = row * width + 1; column < width - 1; column++, at++) {
    const gx = gradientX[at] ?? 0;
    const gy = gradientY[at] ?? 0;
    // Places without slope say nothing of where they belong.
    if (gx * gx + gy * gy < 1e-3) continue;
    const near = 1 / (g * column + h * row + i);
    const x = (a * column + b * row + c) * near;
    const y = (d * column + e * row + f) * near;
    if (!(x >= 0 && y >= 0 && x < lastX && y < lastY)) continue;
    const left = x | 0;
    const top = y | 0;
    const from = top * movingWidth + left;
    if (isSeen[from] === 0) continue;
    const fx = x - left;
    const upperLeft = moving[from] ?? 0;
    const lowerLeft = moving[from + movingWidth] ?? 0;
    const upper = upperLeft + ((moving[from + 1] ?? 0) - upperLeft) * fx;
    const lower = lowerLeft + ((moving[from + movingWidth + 1] ?? 0) - lowerLeft) * fx;
    const residual = upper + (lower - upper) * (y - top) - (fixed[at] ?? 0);
    const trust = 1 / (1 + residual * residual);
    const u = (column - middle) / half;
    const wx = trust * trust * gx;
    const wy = trust * trust * gy;
    let xx = wx * gx;
    let xy = wx * gy;
    let yy = wy * gy;
    let rx = wx * residual;
    let ry = wy * residual;
    seen++;
    xx0 += xx;
    xy0 += xy;
    yy0 += yy;
    x0 += rx;
    y0 += ry;
    xx1 += xx *= u;
    xy1 += xy *= u;
    yy1 += yy *= u;
    x1 += rx *= u;
    y1 += ry *= u;
    xx2 += xx *= u;
    xy2 += xy *= u;
    yy2 += yy *= u;
    x2 += rx *= u;
    xx3 += xx *= u;
    xy3 += xy *= u;
    xx4 += xx *= u;
  }
  rowSums[0] = xx0;
  rowSums[1] = xx1;
  rowSums[2] = xx2;
  rowSums[3] = xx3;
  rowSums[4] = xx4;
  rowSums[5] = xy0;
  rowSums[6] = xy1;
  rowSums[7] = xy2;
  rowSums[8] = xy3;
  rowSums[9] = yy0;
  rowSums[10] = yy1;
  rowSums[11] = yy2;
  rowSums[12] = x0;
  rowSums[13] = x1;
  rowSums[14] = x2;
  rowSums[15] = y0;
  rowSums[16] = y1;
  return seen;
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
