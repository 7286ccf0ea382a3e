/** A corner of a picture; where lines start follows the picture's own direction of writing. */
export type Corner = 'bottom-start' | 'top-start' | 'top-end' | 'bottom-end';

/** `small`: the short words of a label at most. Its accessible name says everything all the same. */
export type BadgeSize = 'normal' | 'small';

/** How labels stand on pictures, as the person chose. */
export interface BadgeLook {
  /** The corner to take where it is free. */
  readonly corner: Corner;
  readonly size: BadgeSize;
}

/** How they stand on one site. */
export interface SiteBadges extends BadgeLook {
  /** Host name as `URL` writes it, without a port. */
  readonly host: string;
}
