import { differencesOf } from './extrema.ts';
import { FIRST_SIGMA, SCALES, type Octave, type ScaleSpace } from './scale-space.ts';

/** A spot lighter or darker than what is around it, in pixels of the plane. */
export interface BlobPoint {
  readonly x: number;
  readonly y: number;
  /** Its size: the blur that suits it best. */
  readonly sigma: number;
  /** How far it stands out, in steps of brightness. */
  readonly strength: number;
}

export interface BlobLimits {
  readonly leastStrength: number;
  readonly leastSigma: number;
  readonly mostSigma: number;
}

/** Half the side of the region that is described around a point, in its sigmas. */
export const REGION = 6;
/** Largest tr²/det of the Hessian: more is an edge, which has no place along itself. */
const LARGEST_EDGE_RATIO = 14;
const MOST_STEPS = 4;

/** The extrema of the differences of Gaussians whose region lies within the picture, refined to parts of a pixel. */
export function blobPoints(space: ScaleSpace, limits: BlobLimits): readonly BlobPoint[] {
  const points: BlobPoint[] = [];
  for (const octave of space.octaves) {
    const least = FIRST_SIGMA * octave.step;
    if (least > limits.mostSigma * 1.1 || least * 2.6 < limits.leastSigma) continue;
    searchOctave(octave, space, limits, points);
  }
  return points;
}

function searchOctave(octave: Octave, { plane }: ScaleSpace, limits: BlobLimits, points: BlobPoint[]): void {
  const { width, height, step } = octave;
  const { layers, extremaOf } = differencesOf(octave.levels, width, height);
  const bar = limits.leastStrength * 0.8;
  for (let layer = 1; layer <= SCALES; layer++) {
    // The region of a point nearer to the edge would leave the picture.
    const border = Math.max(1, Math.floor(REGION * FIRST_SIGMA * 2 ** ((layer - 0.6) / SCALES)));
    for (const at of extremaOf(layer, border, bar)) {
      const point = refine(layers, octave, layer, at % width, Math.floor(at / width));
      if (point === null || point.strength < limits.leastStrength) continue;
      const reach = REGION * point.sigma * step;
      const x = point.x * step;
      const y = point.y * step;
      const sigma = point.sigma * step;
      if (sigma < limits.leastSigma || sigma > limits.mostSigma) continue;
      if (x < reach || y < reach || x > plane.width - 1 - reach || y > plane.height - 1 - reach) continue;
      points.push({ x, y, sigma, strength: point.strength });
    }
  }
}

/** The summit of the quadric through the neighbors (Brown and Lowe 2002), unless it is an edge's. */
function refine(
  layers: readonly Float32Array[],
  { width, height }: Octave,
  layer: number,
  column: number,
  row: number,
): BlobPoint | null {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const values = layers[layer];
    const below = layers[layer - 1];
    const above = layers[layer + 1];
    if (values === undefined || below === undefined || above === undefined) return null;
    const at = row * width + column;
    const v = values[at] ?? 0;
    const left = values[at - 1] ?? 0;
    const right = values[at + 1] ?? 0;
    const up = values[at - width] ?? 0;
    const down = values[at + width] ?? 0;
    const finer = below[at] ?? 0;
    const coarser = above[at] ?? 0;
    const dx = (right - left) / 2;
    const dy = (down - up) / 2;
    const ds = (coarser - finer) / 2;
    const xx = right + left - 2 * v;
    const yy = down + up - 2 * v;
    const ss = coarser + finer - 2 * v;
    const xy = cross(values, at, width, 1);
    const xs = ((above[at + 1] ?? 0) - (above[at - 1] ?? 0) - (below[at + 1] ?? 0) + (below[at - 1] ?? 0)) / 4;
    const ys =
      ((above[at + width] ?? 0) - (above[at - width] ?? 0) - (below[at + width] ?? 0) + (below[at - width] ?? 0)) / 4;
    const c1 = yy * ss - ys * ys;
    const c2 = xs * ys - xy * ss;
    const c3 = xy * ys - xs * yy;
    const determinant = xx * c1 + xy * c2 + xs * c3;
    if (determinant === 0) return null;
    const ox = -(c1 * dx + c2 * dy + c3 * ds) / determinant;
    const oy = -(c2 * dx + (xx * ss - xs * xs) * dy + (xy * xs - xx * ys) * ds) / determinant;
    const os = -(c3 * dx + (xy * xs - xx * ys) * dy + (xx * yy - xy * xy) * ds) / determinant;
    if (Math.abs(ox) <= 0.6 && Math.abs(oy) <= 0.6 && Math.abs(os) <= 0.6) {
      const edge = xx * yy - xy * xy;
      if (edge <= 0 || (xx + yy) ** 2 >= LARGEST_EDGE_RATIO * edge) return null;
      const strength = Math.abs(v + (dx * ox + dy * oy + ds * os) / 2);
      return { x: column + ox, y: row + oy, sigma: FIRST_SIGMA * 2 ** ((layer + os) / SCALES), strength };
    }
    column += stepOf(ox);
    row += stepOf(oy);
    layer += stepOf(os);
    if (column < 1 || row < 1 || column >= width - 1 || row >= height - 1) return null;
  }
  return null;
}

function stepOf(offset: number): number {
  return offset > 0.6 ? 1 : offset < -0.6 ? -1 : 0;
}

function cross(values: Float32Array, at: number, width: number, reach: number): number {
  return (
    ((values[at + width + reach] ?? 0) -
      (values[at + width - reach] ?? 0) -
      (values[at - width + reach] ?? 0) +
      (values[at - width - reach] ?? 0)) /
    4
  );
}
