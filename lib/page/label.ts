import type { Corner } from '../model/badge-look.ts';
import type { Report } from '../model/report.ts';
import type { Badge } from './badge.ts';
import type { Box, Length, Point } from './placement.ts';
import type { Spot } from './spot.ts';
import type { Surroundings } from './visible-box.ts';

/** A badge on its picture, with what was last found out about its place. */
export interface Label {
  readonly spot: Spot;
  readonly report: Report;
  readonly badge: Badge;
  /** The layout around it may have changed: its surroundings are read anew, and any corner may be taken. */
  isStale: boolean;
  /** The element's box when it was last measured, in the viewport. */
  box: Box | null;
  surroundings: Surroundings | null;
  /** What was free when last looked; kept while it stays free. */
  kept: Pick<Plan, 'corner' | 'share'> | null;
  /** `null` while there is no place for it. */
  plan: Plan | null;
}

/** Where and how long a badge stands, in the viewport's pixels. */
export interface Plan extends Point {
  readonly length: Length;
  readonly corner: Corner;
  /** How far it was moved in from the corner, as a share of the picture's sides. */
  readonly share: number;
  /** Tested against what lies on the picture; not possible outside the viewport. */
  readonly isTested: boolean;
  readonly isFixed: boolean;
}
