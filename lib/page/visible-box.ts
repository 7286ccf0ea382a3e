import { type Box, intersect } from './placement.ts';

/** Ancestors looked through for clipping; deeper trees exist only to be deep. */
const MAX_ANCESTORS = 200;

/** An ancestor that cuts off what lies outside of it. */
export interface Clip {
  readonly element: Element;
  readonly clipsX: boolean;
  readonly clipsY: boolean;
}

/** What decides where an element's picture can be seen. Read once per layout change. */
export interface Surroundings {
  readonly clips: readonly Clip[];
  /** Inside something that stays with the viewport while the page scrolls. */
  readonly isFixed: boolean;
  readonly isRightToLeft: boolean;
  /** The dialog or popover in the top layer that it is in. */
  readonly raised: Element | null;
}

const TOP_LAYER = ':modal, :popover-open';

/** Looks through the ancestors of an element, across shadow roots. */
export function surroundingsOf(element: Element): Surroundings {
  const clips: Clip[] = [];
  const own = getComputedStyle(element);
  // Out-of-flow boxes are clipped only from their containing block upwards (CSS Overflow 3 §3).
  let position = own.position;
  let depth = 0;
  for (let at = parentOf(element); at !== null && depth < MAX_ANCESTORS; at = parentOf(at), depth++) {
    const style = getComputedStyle(at);
    const contains = containsOutOfFlow(style);
    if (position === 'fixed' && !contains) continue;
    if (position === 'absolute' && style.position === 'static' && !contains) continue;
    position = style.position === 'static' && contains ? 'relative' : style.position;
    if (isViewportScroller(at)) continue;
    const isPaintContained =
      style.contain.includes('paint') || style.contain === 'strict' || style.contain === 'content';
    const clipsX = isPaintContained || style.overflowX !== 'visible';
    const clipsY = isPaintContained || style.overflowY !== 'visible';
    if ((clipsX || clipsY) && style.display !== 'contents' && style.display !== 'inline')
      clips.push({ element: at, clipsX, clipsY });
  }
  return {
    clips,
    isFixed: position === 'fixed',
    isRightToLeft: own.direction === 'rtl',
    raised: raisedAncestor(element),
  };
}

/** The part of a box that the clipping ancestors leave visible, in the viewport's coordinates. */
export function clipBox(box: Box, clips: readonly Clip[]): Box | null {
  let visible: Box | null = box;
  for (const { element, clipsX, clipsY } of clips) {
    if (visible === null) return null;
    const edge = element.getBoundingClientRect();
    visible = intersect(visible, {
      x: clipsX ? edge.x : visible.x,
      width: clipsX ? edge.width : visible.width,
      y: clipsY ? edge.y : visible.y,
      height: clipsY ? edge.height : visible.height,
    });
  }
  return visible;
}

/** Whether an element is painted at all. */
export function isPainted(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
}

/** The parent in the flattened tree (CSS Scoping §3.4). */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  const parent = element.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/** Whether one element holds another in the flattened tree. */
export function holds(ancestor: Element, element: Element): boolean {
  let depth = 0;
  for (let at: Element | null = element; at !== null && depth < MAX_ANCESTORS; at = parentOf(at), depth++) {
    if (at === ancestor) return true;
  }
  return false;
}

function raisedAncestor(element: Element): Element | null {
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    if (at instanceof HTMLElement && at.matches(TOP_LAYER)) return at;
  }
  return null;
}

/** Overflow of the root, and of a body that lends it its own, belongs to the viewport (CSS Overflow 3 §3.3). */
function isViewportScroller(element: Element): boolean {
  if (element === document.documentElement) return true;
  return element === document.body && getComputedStyle(document.documentElement).overflow === 'visible';
}

function containsOutOfFlow(style: CSSStyleDeclaration): boolean {
  return (
    style.transform !== 'none' ||
    style.perspective !== 'none' ||
    style.filter !== 'none' ||
    /\b(paint|layout|strict|content)\b/.test(style.contain) ||
    /\b(transform|perspective|filter)\b/.test(style.willChange)
  );
}
