import type { Origin } from './overlay.ts';
import type { Point } from './placement.ts';

/** Puts an element of the overlay at a point of the viewport. */
export function moveTo(element: HTMLElement, { x, y }: Point, origin: Origin): void {
  const left = snap((x - origin.x) / origin.scale);
  const top = snap((y - origin.y) / origin.scale);
  const place = `translate(${left}px, ${top}px)`;
  if (element.style.transform !== place) element.style.transform = place;
}

/** Whole device pixels keep text sharp. */
function snap(length: number): number {
  return Math.round(length * devicePixelRatio) / devicePixelRatio;
}
