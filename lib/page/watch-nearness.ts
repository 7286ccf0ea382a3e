export interface Nearness {
  watch(element: Element): void;
  unwatch(element: Element): void;
}

export interface NearnessListener {
  onView(element: Element, isInView: boolean): void;
  onNear(element: Element, isNear: boolean): void;
  /** A batch of the above is complete. */
  onBatch(): void;
  /** The element's box changed its size while near. */
  onResize(element: Element): void;
}

/** One screen ahead in reading direction and half a screen aside: far enough to answer before it is seen. */
const AHEAD = '100% 50%';

/** Tells, without measuring anything itself, which elements are in view, near it, and change their size there. */
export function watchNearness(listener: NearnessListener, signal: AbortSignal): Nearness {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) listener.onResize(target);
  });
  // The view is observed first: observers report in the order they were made, and who is in view goes first.
  const view = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) listener.onView(target, isIntersecting);
    listener.onBatch();
  });
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) sizes.observe(target);
        else sizes.unobserve(target);
        listener.onNear(target, isIntersecting);
      }
      listener.onBatch();
    },
    { root: document, rootMargin: AHEAD },
  );
  const observers = [view, near, sizes];
  signal.addEventListener('abort', () => observers.forEach((observer) => observer.disconnect()));
  return {
    watch: (element) => observers.slice(0, 2).forEach((observer) => observer.observe(element)),
    unwatch: (element) => observers.forEach((observer) => observer.unobserve(element)),
  };
}
