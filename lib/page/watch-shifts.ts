import { type Box, isSameBox } from './placement.ts';

/** An element at rest and the box it rests in, in the viewport. */
export interface Resting {
  readonly element: Element;
  readonly box: Box;
}

export interface Shifts {
  /** Watches exactly these elements, each in its box; those already watched in the same box just go on. */
  watch(resting: Iterable<Resting>): void;
  /** Stops watching those that no longer rest where they did, so that a movement already known is not told. */
  drop(resting: Iterable<Resting>): void;
}

interface Shift {
  readonly box: Box;
  readonly observer: IntersectionObserver | null;
}

/** Tells when an element at rest moves for whatever reason, style rules and scripted animations included. */
export function watchShifts(onShift: (element: Element) => void, signal: AbortSignal): Shifts {
  const shifts = new Map<Element, Shift>();

  const end = (element: Element): void => {
    shifts.get(element)?.observer?.disconnect();
    shifts.delete(element);
  };
  const drop = (resting: Iterable<Resting>): void => {
    const boxes = new Map([...resting].map(({ element, box }) => [element, box]));
    for (const [element, { box }] of shifts) {
      const now = boxes.get(element);
      if (now === undefined || !isSameBox(box, now)) end(element);
    }
  };
  signal.addEventListener('abort', () => [...shifts.keys()].forEach(end));
  return {
    drop,
    watch(resting) {
      const all = [...resting];
      drop(all);
      for (const { element, box } of all) {
        if (shifts.has(element)) continue;
        const tell = (): void => {
          end(element);
          onShift(element);
        };
        shifts.set(element, { box, observer: watchShift(element, box, tell) });
      }
    },
  };
}

/** An observer whose root is cut down to the element's own box sees any step out of it. Calls once. */
function watchShift(element: Element, box: Box, onShift: () => void): IntersectionObserver | null {
  const right = innerWidth - box.x - box.width;
  const bottom = innerHeight - box.y - box.height;
  if (box.width === 0 || box.height === 0 || box.y + box.height <= 0 || box.y >= innerHeight) return null;
  const rootMargin = [box.y, right, bottom, box.x].map((side) => `${-Math.floor(side)}px`).join(' ');
  let first: number | null = null;
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry === undefined) return;
      if (first === null) first = entry.intersectionRatio;
      else if (entry.intersectionRatio !== first) onShift();
    },
    { root: document, rootMargin, threshold: SHIFT_THRESHOLDS },
  );
  observer.observe(element);
  return observer;
}

/** Fine where a box is whole, so that a step of a few pixels counts; coarse below. */
const SHIFT_THRESHOLDS = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 1];
