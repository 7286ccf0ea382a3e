import { holds } from './visible-box.ts';

export interface MovementTracker {
  /** Something may have moved: measure in the next frame, and go on while things move. */
  touch(): void;
  /** The same, and the layout may have changed too. */
  touchLayout(): void;
  /** Listens for scrolling, transitions and animations inside a document or shadow root. */
  addRoot(root: Document | ShadowRoot): void;
}

export interface Movement {
  /** Measures and places everything. Answers whether anything moved since the last time. */
  update(): boolean;
  /** Not only the view moved: sizes, clipping and what covers what may have changed. */
  invalidate(): void;
  /** Everything has come to rest. */
  settle(): void;
  /** Elements whose movement matters. */
  followed(): Iterable<Element>;
}

/** Frames without movement after which a page is taken to be at rest. */
const STILL_FRAMES = 2;
/** An eased transition starts so slowly that its first frames look still. */
const STILL_FRAMES_EASING = 12;

const LAYOUT_EVENTS = [
  'load',
  'toggle',
  'input',
  'play',
  'pause',
  'ended',
  'transitionend',
  'animationend',
  'transitioncancel',
];
const MOTION_EVENTS = ['transitionrun', 'transitionstart', 'animationstart', 'animationiteration'];

/**
 * Decides when to measure: in one frame after something that can move a box, then frame by frame only while
 * boxes really move. At rest there is no frame and no timer; observers wake it up.
 */
export function trackMovement(movement: Movement, signal: AbortSignal): MovementTracker {
  let framesLeft = 0;
  let frame = 0;
  let shifts: IntersectionObserver[] = [];

  const run = (): void => {
    frame = 0;
    const hasMoved = movement.update();
    framesLeft = hasMoved ? Math.max(framesLeft - 1, STILL_FRAMES) : framesLeft - 1;
    if (framesLeft > 0) frame = requestAnimationFrame(run);
    else rest();
  };
  const touchFor = (frames: number): void => {
    if (signal.aborted) return;
    framesLeft = Math.max(framesLeft, frames);
    if (frame !== 0) return;
    disarm();
    frame = requestAnimationFrame(run);
  };
  const touch = (): void => touchFor(1);
  const touchLayout = (): void => {
    movement.invalidate();
    touch();
  };
  const rest = (): void => {
    disarm();
    for (const element of movement.followed()) {
      const shift = watchShift(element, touchLayout);
      if (shift !== null) shifts.push(shift);
    }
    movement.settle();
  };
  const disarm = (): void => {
    for (const shift of shifts) shift.disconnect();
    shifts = [];
  };
  const onMotion = (event: Event): void => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    for (const element of movement.followed()) if (holds(target, element)) return touchFor(STILL_FRAMES_EASING);
  };

  const listen = { capture: true, passive: true, signal };
  const sizes = new ResizeObserver(touchLayout);
  for (const box of [document.documentElement, document.body]) if (box instanceof Element) sizes.observe(box);
  for (const type of ['resize', 'pageshow']) addEventListener(type, touchLayout, listen);
  visualViewport?.addEventListener('resize', touch, listen);
  document.addEventListener('fullscreenchange', touchLayout, listen);
  document.fonts?.addEventListener('loadingdone', touchLayout, listen);
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    disarm();
  });
  return {
    touch,
    touchLayout,
    addRoot(root) {
      root.addEventListener('scroll', touch, listen);
      for (const type of LAYOUT_EVENTS) root.addEventListener(type, touchLayout, listen);
      for (const type of MOTION_EVENTS) root.addEventListener(type, onMotion, listen);
    },
  };
}

/**
 * Calls once when an element at rest moves for whatever reason, style rules and scripted animations included:
 * an observer whose root is cut down to the element's own box sees any step out of it.
 */
function watchShift(element: Element, onShift: () => void): IntersectionObserver | null {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0 || box.bottom <= 0 || box.top >= innerHeight) return null;
  const sides = [box.top, innerWidth - box.right, innerHeight - box.bottom, box.left];
  const rootMargin = sides.map((side) => `${-Math.floor(side)}px`).join(' ');
  let first: number | null = null;
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry === undefined) return;
      if (first === null) first = entry.intersectionRatio;
      else if (entry.intersectionRatio !== first) {
        observer.disconnect();
        onShift();
      }
    },
    { root: document, rootMargin, threshold: SHIFT_THRESHOLDS },
  );
  observer.observe(element);
  return observer;
}

/** Fine where a box is whole, so that a step of a few pixels counts; coarse below. */
const SHIFT_THRESHOLDS = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 1];
