import type { LumaPlane } from '../luma.ts';
import { NO_ANCHORS, packPlace, type Anchors } from './anchors.ts';
import { balancePoints } from './balance-points.ts';
import { blobPoints, REGION, type BlobPoint } from './blob-points.ts';
import { describePoint, type DescribedPoint } from './describe-points.ts';
import { scaleSpaceOf } from './scale-space.ts';
import { distanceBetween, packSigns, WORDS } from './sign-descriptor.ts';
import { SIMULATIONS, simulate } from './simulate-copy.ts';

/** Anchors of a work, where the picture has as many. */
export const ANCHORS = 32;

/** Longer side at which anchors are looked for: the least of them are still seen in a copy a quarter as large. */
export const WORK_SIDE = 256;
const STRENGTH = 1;
/** Where few spots stand out, fainter ones do. */
const FAINT = 0.3;
const FEW = 48;
const LEAST_SIGMA = 1.8;
const MOST_SIGMA = 15;
/** More than this many are not tried in the copies. */
const CANDIDATES = 220;

/** A point found again in a copy is the same within this part of its size, this part of an octave, these bits. */
const SAME_PLACE = 1;
const SAME_SIZE = 0.3;
const SAME_BITS = 30;
/** What an anchor counts for less with every one already chosen in its cell. */
const CROWDING = 0.45;
const CELLS = 4;

/**
 * The regions of a work that copies of it are recognized by, the steadiest first: found again in simulated copies.
 * @param plane reduced to `WORK_SIDE`
 */
export function chooseAnchors(plane: LumaPlane): Anchors {
  const space = scaleSpaceOf(plane);
  const limits = { leastSigma: LEAST_SIGMA, mostSigma: MOST_SIGMA };
  const strong = blobPoints(space, { ...limits, leastStrength: STRENGTH });
  const found = strong.length < FEW ? blobPoints(space, { ...limits, leastStrength: FAINT }) : strong;
  if (found.length === 0) return NO_ANCHORS;
  const points = balancePoints(found, plane.width, plane.height, CANDIDATES).map((point) =>
    describePoint(space, point),
  );
  const chosen = spread(points, steadinessOf(points, plane), plane);
  const longest = Math.max(plane.width, plane.height);
  const descriptors = new Uint32Array(chosen.length * WORDS);
  const places = new Uint32Array(chosen.length);
  for (const [index, point] of chosen.entries()) {
    packSigns(point.coefficients, descriptors, index * WORDS);
    places[index] = packPlace({
      x: (point.x + 0.5) / longest,
      y: (point.y + 0.5) / longest,
      sigma: point.sigma / longest,
    });
  }
  return { count: chosen.length, descriptors, places };
}

/** For each point, in how many of the copies it was found again, a little more for fewer wrong bits. */
function steadinessOf(points: readonly DescribedPoint[], plane: LumaPlane): Float32Array {
  const scores = new Float32Array(points.length);
  const own = new Uint32Array(WORDS);
  const other = new Uint32Array(WORDS);
  for (const simulation of SIMULATIONS) {
    const { copy, toCopy, scale } = simulate(plane, simulation);
    const space = scaleSpaceOf(copy);
    const limits = { leastStrength: FAINT, leastSigma: 1.6, mostSigma: MOST_SIGMA * 2 };
    const cells = bySpot(blobPoints(space, limits));
    for (const [index, point] of points.entries()) {
      packSigns(point.coefficients, own, 0);
      const [x, y] = toCopy(point.x, point.y);
      const sigma = point.sigma * scale;
      let best = 0;
      for (const candidate of near(cells, x, y)) {
        if (Math.hypot(candidate.x - x, candidate.y - y) > SAME_PLACE * sigma) continue;
        if (Math.abs(Math.log2(candidate.sigma / sigma)) > SAME_SIZE) continue;
        packSigns(describePoint(space, candidate).coefficients, other, 0);
        const distance = distanceBetween(own, 0, other, 0);
        if (distance < SAME_BITS) best = Math.max(best, 1 + (SAME_BITS - distance) / SAME_BITS);
      }
      scores[index] = (scores[index] ?? 0) + best;
    }
  }
  return scores;
}

/** Cells of pixels wide enough that a point's double is in its own or in a neighboring one. */
const SPOT = REGION * 6;

function bySpot(points: readonly BlobPoint[]): ReadonlyMap<number, readonly BlobPoint[]> {
  const cells = new Map<number, BlobPoint[]>();
  for (const point of points) {
    const cell = Math.floor(point.y / SPOT) * 1024 + Math.floor(point.x / SPOT);
    const others = cells.get(cell);
    if (others === undefined) cells.set(cell, [point]);
    else others.push(point);
  }
  return cells;
}

function* near(cells: ReadonlyMap<number, readonly BlobPoint[]>, x: number, y: number): Generator<BlobPoint> {
  const column = Math.floor(x / SPOT);
  const row = Math.floor(y / SPOT);
  for (let down = row - 1; down <= row + 1; down++)
    for (let across = column - 1; across <= column + 1; across++) yield* cells.get(down * 1024 + across) ?? [];
}

/** The steadiest first, but not all in one corner. */
function spread(
  points: readonly DescribedPoint[],
  scores: Float32Array,
  { width, height }: LumaPlane,
): readonly DescribedPoint[] {
  const crowds = new Uint8Array(CELLS * CELLS);
  const cells = points.map(
    ({ x, y }) =>
      Math.min(CELLS - 1, Math.floor((y / height) * CELLS)) * CELLS +
      Math.min(CELLS - 1, Math.floor((x / width) * CELLS)),
  );
  const left = new Set(points.keys());
  const chosen: DescribedPoint[] = [];
  while (chosen.length < ANCHORS && left.size > 0) {
    let best = -1;
    let most = -Infinity;
    for (const index of left) {
      const score = (scores[index] ?? 0) - CROWDING * 2 * (crowds[cells[index] ?? 0] ?? 0);
      if (score > most) [best, most] = [index, score];
    }
    left.delete(best);
    const point = points[best];
    if (point === undefined) break;
    chosen.push(point);
    const cell = cells[best] ?? 0;
    crowds[cell] = (crowds[cell] ?? 0) + 1;
  }
  return chosen;
}
