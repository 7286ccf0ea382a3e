import { holds } from './visible-box.ts';
import { type Resting, watchShifts } from './watch-shifts.ts';

export interface MovementTracker {
  /** Something may have moved: measure in the next frame, and go on while things move. */
  touch(): void;
  /** There is something new to place, which can wait for more of its kind. */
  touchSoon(): void;
  /** The layout may have changed anywhere; can wait for more of its kind. */
  touchLayout(): void;
  /** Listens for scrolling, loads, transitions and animations inside a document or shadow root. */
  addRoot(root: Document | ShadowRoot): void;
}

export interface Movement {
  /** Measures everything, and places what moved or was said to have changed. Answers whether anything moved. */
  update(): boolean;
  /** Something was scrolled: also what stands still may lie under something else now. */
  scrolled(): void;
  /** Sizes, clipping and what covers what may have changed anywhere. */
  invalidate(): void;
  /** One element shows something else or stands elsewhere than before. */
  changed(element: Element): void;
  /** Everything has come to rest. */
  settle(): void;
  /** Elements whose movement matters, as last measured. */
  followed(): Iterable<Resting>;
}

/** Frames without movement after which a page is taken to be at rest. */
const STILL_FRAMES = 2;
/** An eased transition starts so slowly that its first frames look still. */
const STILL_FRAMES_EASING = 12;
/** Least milliseconds between two looks at the layout of a page that keeps changing, as it does while it loads. */
const BATCH_MS = 100;

/** Of one element, which shows something else from then on. */
const LOAD_EVENTS = ['load', 'loadedmetadata', 'emptied', 'error'];
const LAYOUT_EVENTS = [
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
  let batch: ReturnType<typeof setTimeout> | null = null;
  let lastBatch = Number.NEGATIVE_INFINITY;
  let hasNewLayout = false;

  const run = (): void => {
    frame = 0;
    const hasMoved = movement.update();
    shifts.drop(movement.followed());
    framesLeft = hasMoved ? Math.max(framesLeft - 1, STILL_FRAMES) : framesLeft - 1;
    if (framesLeft > 0) frame = requestAnimationFrame(run);
    else rest();
  };
  const touchFor = (frames: number): void => {
    if (signal.aborted) return;
    framesLeft = Math.max(framesLeft, frames);
    if (frame === 0) frame = requestAnimationFrame(run);
  };
  const touch = (): void => touchFor(1);
  const runBatch = (): void => {
    batch = null;
    lastBatch = performance.now();
    if (hasNewLayout) movement.invalidate();
    hasNewLayout = false;
    touch();
  };
  const touchSoon = (): void => {
    if (batch !== null || signal.aborted) return;
    const wait = lastBatch + BATCH_MS - performance.now();
    if (wait > 0) batch = setTimeout(runBatch, wait);
    else runBatch();
  };
  const touchLayout = (): void => {
    hasNewLayout = true;
    touchSoon();
  };
  const onShift = (element: Element): void => {
    movement.changed(element);
    touch();
  };
  const shifts = watchShifts(onShift, signal);
  const rest = (): void => {
    shifts.watch(movement.followed());
    movement.settle();
  };
  const onView = (): void => {
    movement.scrolled();
    touch();
  };
  const onResize = (): void => {
    // They reckon from the edges of the viewport.
    shifts.drop([]);
    touchLayout();
  };
  const onLoad = ({ target }: Event): void => {
    if (target instanceof HTMLLinkElement || target instanceof HTMLStyleElement) return touchLayout();
    if (target instanceof Element) movement.changed(target);
    touchSoon();
  };
  const onMotion = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    for (const { element } of movement.followed()) if (holds(target, element)) return touchFor(STILL_FRAMES_EASING);
  };

  const listen = { capture: true, passive: true, signal };
  const sizes = new ResizeObserver(touchLayout);
  for (const box of [document.documentElement, document.body]) if (box instanceof Element) sizes.observe(box);
  for (const type of ['resize', 'pageshow']) addEventListener(type, onResize, listen);
  visualViewport?.addEventListener('resize', onView, listen);
  document.addEventListener('fullscreenchange', onResize, listen);
  document.fonts?.addEventListener('loadingdone', touchLayout, listen);
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    if (batch !== null) clearTimeout(batch);
    sizes.disconnect();
  });
  return {
    touch,
    touchSoon,
    touchLayout,
    addRoot(root) {
      root.addEventListener('scroll', onView, listen);
      for (const type of LOAD_EVENTS) root.addEventListener(type, onLoad, listen);
      for (const type of LAYOUT_EVENTS) root.addEventListener(type, touchLayout, listen);
      for (const type of MOTION_EVENTS) root.addEventListener(type, onMotion, listen);
    },
  };
}
