import { TURNS } from './sign-descriptor.ts';

/**
 * Where a work is in a plane: a 3×3 matrix, row by row, from places in parts of the work's longer side to pixels of
 * the plane (homogeneous).
 */
export type Pose = Float64Array;

/** A pose without perspective. */
export function affinePose(xx: number, xy: number, x: number, yx: number, yy: number, y: number): Pose {
  return Float64Array.of(xx, xy, x, yx, yy, y, 0, 0, 1);
}

/** The pose of a work under a variant, without leaning: `scale` pixels for its longer side, one place known. */
export function uprightPose(
  variant: number,
  scale: number,
  from: readonly [number, number],
  to: readonly [number, number],
): Pose {
  const { isTransposed = false, fx = 1, fy = 1 } = TURNS[variant] ?? {};
  const [xx, xy, yx, yy] = isTransposed ? [0, fx * scale, fy * scale, 0] : [fx * scale, 0, 0, fy * scale];
  return affinePose(xx, xy, to[0] - xx * from[0] - xy * from[1], yx, yy, to[1] - yx * from[0] - yy * from[1]);
}

/** Where a place of the work is in the plane. */
export function throughPose(pose: Pose, x: number, y: number): readonly [number, number] {
  const depth = at(pose, 6) * x + at(pose, 7) * y + at(pose, 8);
  return [
    (at(pose, 0) * x + at(pose, 1) * y + at(pose, 2)) / depth,
    (at(pose, 3) * x + at(pose, 4) * y + at(pose, 5)) / depth,
  ];
}

/** `second` after `first`. */
export function afterPose(second: Pose, first: Pose): Pose {
  const product = new Float64Array(9);
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++)
      for (let index = 0; index < 3; index++)
        product[row * 3 + column] =
          at(product, row * 3 + column) + at(second, row * 3 + index) * at(first, index * 3 + column);
  return product;
}

/** The way back; `null` where the pose flattens the work to a line. */
export function inversePose(pose: Pose): Pose | null {
  const [a, b, c, d, e, f, g, h, i] = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => at(pose, index)) as Nine;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) return null;
  return Float64Array.of(
    (e * i - f * h) / determinant,
    (c * h - b * i) / determinant,
    (b * f - c * e) / determinant,
    (f * g - d * i) / determinant,
    (a * i - c * g) / determinant,
    (c * d - a * f) / determinant,
    (d * h - e * g) / determinant,
    (b * g - a * h) / determinant,
    (a * e - b * d) / determinant,
  );
}

type Nine = [number, number, number, number, number, number, number, number, number];

/** How a pose stretches about a place of the work: the two columns of its derivative. */
export interface LocalAxes {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** The derivative of the pose there. */
export function localAxes(pose: Pose, x: number, y: number): LocalAxes {
  const depth = at(pose, 6) * x + at(pose, 7) * y + at(pose, 8);
  const [px, py] = throughPose(pose, x, y);
  return {
    ax: (at(pose, 0) - px * at(pose, 6)) / depth,
    ay: (at(pose, 3) - py * at(pose, 6)) / depth,
    bx: (at(pose, 1) - px * at(pose, 7)) / depth,
    by: (at(pose, 4) - py * at(pose, 7)) / depth,
  };
}

/** Longer by shorter axis of the ellipse that a circle becomes; infinite where it becomes a line. */
export function anisotropyOf({ ax, ay, bx, by }: LocalAxes): number {
  const squares = ax * ax + ay * ay + bx * bx + by * by;
  const determinant = Math.abs(ax * by - ay * bx);
  const root = Math.sqrt(Math.max(0, squares * squares - 4 * determinant * determinant));
  const least = squares - root;
  return least <= 0 ? Infinity : Math.sqrt((squares + root) / least);
}

function at(pose: Pose, index: number): number {
  return pose[index] ?? 0;
}
