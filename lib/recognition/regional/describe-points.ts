import { REGION, type BlobPoint } from './blob-points.ts';
import type { ScaleSpace } from './scale-space.ts';
import { coefficientsOf } from './sign-descriptor.ts';

/** A point with the coefficients of the upright square around it. */
export interface DescribedPoint extends BlobPoint {
  readonly coefficients: Float32Array;
}

/** Describes a point. */
export function describePoint(space: ScaleSpace, point: BlobPoint): DescribedPoint {
  const half = REGION * point.sigma;
  const region = { x: point.x, y: point.y, ax: half, ay: 0, bx: 0, by: half };
  return { ...point, coefficients: coefficientsOf(space, region) };
}
