import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { align } from '../../../lib/recognition/regional/align.ts';
import { FREEDOMS, type Freedom, leastSquaresOf, type Pair } from '../../../lib/recognition/regional/least-squares.ts';
import { affinePose, type Pose } from '../../../lib/recognition/regional/pose.ts';
import { compileWat } from '../../../scripts/compile-wat.ts';

function planeOf(width: number, height: number, seed: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return Math.sin(x / 2.3 + seed) + Math.cos(y / 3.1 - seed) + Math.sin((x + y) / 4.7 + seed * 2);
  });
}

/** The same sums in the same order, one at a time. */
function plainSums(
  { width, height, fixed, movingWidth, movingHeight, moving, isSeen }: Pair,
  freedom: Freedom,
  pose: Pose,
) {
  const hessian = new Float64Array(FREEDOMS * FREEDOMS);
  const slope = new Float64Array(FREEDOMS);
  const half = Math.max(width, height) / 2;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = pose;
  const of = (plane: Float32Array, at: number) => plane[at] ?? 0;
  let seen = 0;
  for (let row = 1; row < height - 1; row++)
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      const gx = Math.fround((of(fixed, at + 1) - of(fixed, at - 1)) / 2);
      const gy = Math.fround((of(fixed, at + width) - of(fixed, at - width)) / 2);
      if (gx * gx + gy * gy < 1e-3) continue;
      const depth = g * column + h * row + i;
      const [x, y] = [(a * column + b * row + c) / depth, (d * column + e * row + f) / depth];
      if (!(x >= 0 && y >= 0 && x < movingWidth - 1 && y < movingHeight - 1)) continue;
      const from = Math.floor(y) * movingWidth + Math.floor(x);
      if (isSeen[from] === 0) continue;
      const [fx, fy] = [x - Math.floor(x), y - Math.floor(y)];
      const upper = of(moving, from) * (1 - fx) + of(moving, from + 1) * fx;
      const lower = of(moving, from + movingWidth) * (1 - fx) + of(moving, from + movingWidth + 1) * fx;
      const residual = upper * (1 - fy) + lower * fy - of(fixed, at);
      const trust = 1 / (1 + residual * residual);
      const [u, v] = [(column - (width - 1) / 2) / half, (row - (height - 1) / 2) / half];
      const pull = gx * u + gy * v;
      const descent = [gx * u, gx * v, gx, gy * u, gy * v, gy, -pull * u, -pull * v];
      for (let one = 0; one < freedom; one++) {
        const weighted = trust * trust * (descent[one] ?? 0);
        slope[one] = (slope[one] ?? 0) + weighted * residual;
        for (let other = one; other < freedom; other++)
          hessian[one * FREEDOMS + other] = (hessian[one * FREEDOMS + other] ?? 0) + weighted * (descent[other] ?? 0);
      }
      seen++;
    }
  return { seen, hessian, slope };
}

/** Of the largest sum: rows are added up in single precision. */
const CLOSE = 1e-5;

const side = fc.integer({ min: 1, max: 30 });
/** So that no pixel comes to lie on an edge, of which single precision might see the other side. */
const lean = fc.integer({ min: -200, max: 200 }).map((thousandths) => (thousandths + 0.37) / 1000);

it('adds up what sums made one at a time in double precision do, for any pair and pose', () => {
  let most = 0;
  fc.assert(
    fc.property(
      ...([
        side,
        side,
        side,
        side,
        fc.constantFrom<Freedom>(6, 8),
        fc.array(lean, { minLength: 8, maxLength: 8 }),
      ] as const),
      (
        width,
        height,
        movingWidth,
        movingHeight,
        freedom,
        [p0 = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0, p7 = 0],
      ) => {
        const pair: Pair = {
          ...{ width, height, fixed: planeOf(width, height, 1) },
          ...{ movingWidth, movingHeight, moving: planeOf(movingWidth, movingHeight, 1.2) },
          // The lower right corner is not seen.
          isSeen: Uint8Array.from({ length: movingWidth * movingHeight }, (_, at) =>
            at % movingWidth > movingWidth * 0.7 && at > movingWidth * movingHeight * 0.6 ? 0 : 1,
          ),
        };
        const pose = Float64Array.of(1 + p0, p1, p2 * 10, p3, 1 + p4, p5 * 10, p6 / 10, p7 / 10, 1);
        const told = leastSquaresOf(pair, freedom)(pose);
        const plain = plainSums(pair, freedom, pose);
        most = Math.max(most, plain.seen);
        // A pixel may come to lie on the other side of an edge.
        expect(Math.abs(told.seen - plain.seen)).toBeLessThanOrEqual(2);
        if (told.seen !== plain.seen) return;
        const scale = Math.max(1, ...plain.hessian.map(Math.abs), ...plain.slope.map(Math.abs));
        for (let row = 0; row < freedom; row++) {
          expect(Math.abs((told.slope[row] ?? NaN) - (plain.slope[row] ?? 0))).toBeLessThan(scale * CLOSE);
          for (let column = row; column < freedom; column++) {
            const at = row * FREEDOMS + column;
            expect(Math.abs((told.hessian[at] ?? NaN) - (plain.hessian[at] ?? 0))).toBeLessThan(scale * CLOSE);
          }
        }
      },
    ),
  );
  expect(most).toBeGreaterThan(200);
});

it('takes poses of no numbers and of numbers too large as not seen', () => {
  const plane = planeOf(20, 20, 1);
  const pair: Pair = {
    width: 20,
    height: 20,
    fixed: plane,
    movingWidth: 20,
    movingHeight: 20,
    moving: plane,
    isSeen: new Uint8Array(400).fill(1),
  };
  const sumsOf = leastSquaresOf(pair, 8);
  for (const value of [Number.NaN, Infinity, -Infinity, 1e300])
    expect(sumsOf(affinePose(1, 0, value, 0, 1, 0)).seen).toBe(0);
});

it('leads a picture back onto itself', () => {
  const [width, height] = [60, 44];
  const fixed = planeOf(width, height, 3);
  const pair: Pair = {
    width,
    height,
    fixed,
    movingWidth: width,
    movingHeight: height,
    moving: fixed,
    isSeen: new Uint8Array(width * height).fill(1),
  };
  const { pose, likeness } = align(pair, affinePose(1.01, 0, 0.8, 0, 0.99, -0.6), 6, 30);
  expect(pose[2]).toBeCloseTo(0, 1);
  expect(pose[5]).toBeCloseTo(0, 1);
  expect(likeness).toBeGreaterThan(0.99);
});

it('runs the code that its text compiles to', async () => {
  const place = new URL('../../../lib/recognition/regional/', import.meta.url);
  const committed = await readFile(new URL('least-squares.json', place), 'utf8');
  expect(committed).toBe(await compileWat(new URL('least-squares.wat', place)));
});
