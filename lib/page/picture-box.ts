import type { Box } from './placement.ts';

/**
 * The box in which an element's picture is painted, in the viewport: without the bands `object-fit` leaves.
 * @param box the element's own.
 */
export function pictureBox(element: Element, box: Box = element.getBoundingClientRect()): Box {
  if (!(element instanceof HTMLImageElement) || element.naturalWidth === 0) return box;
  const { objectFit, objectPosition } = getComputedStyle(element);
  if (objectFit !== 'contain' && objectFit !== 'scale-down') return box;
  return fitted(box, element.naturalWidth, element.naturalHeight, objectFit === 'scale-down', objectPosition);
}

/** A picture of natural size fitted into a box as CSS Images 3 §5.5 says; `position` is the computed `object-position`. */
export function fitted(box: Box, width: number, height: number, neverLarger: boolean, position: string): Box {
  const fit = Math.min(box.width / width, box.height / height);
  const scale = neverLarger ? Math.min(1, fit) : fit;
  const [across, down] = position.split(' ').map(shareOf);
  const size = { width: width * scale, height: height * scale };
  return {
    x: box.x + (box.width - size.width) * (across ?? MIDDLE),
    y: box.y + (box.height - size.height) * (down ?? MIDDLE),
    ...size,
  };
}

const MIDDLE = 0.5;

/** Offsets in pixels are rare and small; the middle stands for them. */
function shareOf(offset: string): number {
  return offset.endsWith('%') ? Number.parseFloat(offset) / 100 : MIDDLE;
}
