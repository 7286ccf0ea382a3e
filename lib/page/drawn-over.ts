import type { Point } from './placement.ts';
import { covers, isUnhittable } from './probe-corner.ts';
import { parentOf } from './visible-box.ts';

/** Fainter than this and a label is not read any more. */
const LEAST_OPACITY = 0.5;
/** Elements looked at in all; a page that hides a cover among more is not stopped by looking at more. */
const MAX_LAYERS = 500;
/** The greatest there is, which the overlay has. */
const TOPMOST = '2147483647';

/** Whether the element that holds the overlay makes all in it faint. The top layer escapes that. */
export function isFaded(host: HTMLElement): boolean {
  const home = host.parentElement;
  if (home === null || host.matches(':popover-open')) return false;
  const { opacity, filter } = getComputedStyle(home);
  return Number(opacity) < LEAST_OPACITY || /opacity|blur|url/.test(filter);
}

/**
 * Whether something is drawn at a point over the overlay that lets clicks through, so that no hit test tells of it.
 * Above the overlay there is only what is in the top layer and what comes later in the document, as high as it.
 * @param below what is known to lie lower, though in the top layer.
 */
export function isDrawnOver(point: Point, host: HTMLElement, below: WeakSet<EventTarget>): boolean {
  let left = MAX_LAYERS;
  for (const above of elementsAbove(host, below)) {
    const inside = document.createTreeWalker(above, NodeFilter.SHOW_ELEMENT);
    for (let at: Node | null = above; at !== null && left-- > 0; at = inside.nextNode())
      if (at instanceof Element && isDrawnAt(point, at, host) && isHigh(at)) return true;
  }
  return false;
}

function* elementsAbove(host: HTMLElement, below: WeakSet<EventTarget>): Iterable<Element> {
  for (const popover of document.querySelectorAll(':popover-open'))
    if (!popover.contains(host) && !below.has(popover)) yield popover;
  if (host.matches(':popover-open')) return;
  for (let next = host.nextElementSibling; next !== null; next = next.nextElementSibling) yield next;
}

function isDrawnAt(point: Point, layer: Element, host: Element): boolean {
  const { left, right, top, bottom } = layer.getBoundingClientRect();
  const isThere = point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
  return isThere && isUnhittable(layer) && covers(layer, point, host);
}

/** In the top layer, or in the outermost stack of its own with the greatest z-index. */
function isHigh(layer: Element): boolean {
  let level = 'auto';
  for (let at: Element | null = layer; at !== null; at = parentOf(at)) {
    if (at.matches(':popover-open')) return true;
    const { zIndex } = getComputedStyle(at);
    if (zIndex !== 'auto') level = zIndex;
  }
  return level === TOPMOST;
}
