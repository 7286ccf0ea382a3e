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

/** What least-squares.wat exports; places are in bytes. */
interface LeastSquaresModule extends SimdModule {
  sumStep(
    fixed: number,
    gradients: number,
    across: number,
    down: number,
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

/** What the residuals of a step add up to. */
export interface StepSums {
  /** Pixels that were seen and have a slope. */
  readonly seen: number;
  /** Of `FREEDOMS` rows, of which the upper half is filled. */
  readonly hessian: Float64Array;
  readonly slope: Float64Array;
}

let started: LeastSquaresModule | null = null;

const POSE = 9;
const HESSIAN = FREEDOMS * FREEDOMS;

/**
 * Sums for steps of least squares by which `moving` comes to lie on `fixed`, in WebAssembly: more than half of a search
 * is spent on them. What it returns holds for one pair, until it is called for another.
 */
export function leastSquaresOf(pair: Pair, freedom: Freedom): (pose: Pose) => StepSums {
  const { width, height, fixed, movingWidth, movingHeight, moving, isSeen } = pair;
  const module = (started ??= startModule<LeastSquaresModule>(simd));
  // In bytes, what takes eight of them first.
  const across = (HESSIAN + FREEDOMS + POSE) * 8;
  const down = across + width * 8;
  const gradients = down + height * 8;
  const fixedPlace = gradients + fixed.length * 8;
  const movingPlace = fixedPlace + fixed.length * 4;
  const seenPlace = movingPlace + moving.length * 4;
  const memory = memoryOf(module, Math.ceil((seenPlace + isSeen.length) / 4));
  const { buffer } = memory;
  memory.set(fixed, fixedPlace / 4);
  memory.set(moving, movingPlace / 4);
  new Uint8Array(buffer).set(isSeen, seenPlace);
  putGradients(memory.subarray(gradients / 4, fixedPlace / 4), fixed, width, height);
  const half = Math.max(width, height) / 2;
  const coordinates = new Float64Array(buffer, across, width + height);
  for (let column = 0; column < width; column++) coordinates[column] = (column - (width - 1) / 2) / half;
  for (let row = 0; row < height; row++) coordinates[width + row] = (row - (height - 1) / 2) / half;
  const hessian = new Float64Array(buffer, 0, HESSIAN);
  const slope = new Float64Array(buffer, HESSIAN * 8, FREEDOMS);
  const posePlace = (HESSIAN + FREEDOMS) * 8;
  const placed = new Float64Array(buffer, posePlace, POSE);
  return (pose) => {
    placed.set(pose);
    const seen = module.sumStep(
      ...([fixedPlace, gradients, across, down, width, height] as const),
      ...([movingPlace, seenPlace, movingWidth, movingHeight] as const),
      ...([posePlace, freedom === FREEDOMS ? 1 : 0, 0] as const),
    );
    return { seen, hessian, slope };
  };
}

/** Slopes across and down in turn; none along the edges. */
function putGradients(gradients: Float32Array, fixed: Float32Array, width: number, height: number): void {
  gradients.fill(0);
  for (let row = 1; row < height - 1; row++)
    for (let column = 1, at = row * width + 1; column < width - 1; column++, at++) {
      gradients[at * 2] = ((fixed[at + 1] ?? 0) - (fixed[at - 1] ?? 0)) / 2;
      gradients[at * 2 + 1] = ((fixed[at + width] ?? 0) - (fixed[at - width] ?? 0)) / 2;
    }
}
