import type { Label } from './label.ts';
import type { Overlay } from './overlay.ts';
import { intersect } from './placement.ts';

export interface CoverWatch {
  watch(badge: Element): void;
  unwatch(badge: Element): void;
  /** The page has come to rest: something may have been laid over the badges. */
  look(): void;
}

/** Milliseconds from what happened to the look, and so the least between two: never in the midst of loading. */
const INTERVAL_MS = 1_000;
/** Milliseconds after which the browser tells that a badge is not to be seen; appearing takes less. */
const DELAY_MS = 500;

/** Intersection Observer v2 (W3C draft, §3.3): Chromium has it; elsewhere `isVisible` stays away. */
interface SightInit extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}
type SightEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

/**
 * Looks whether badges that stand can be seen, once a second at most and only after something happened.
 * @param shown the labels that ought to be seen.
 */
export function watchCover(overlay: Overlay, shown: () => readonly Label[], signal: AbortSignal): CoverWatch {
  const unseen = new Set<Element>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const check = (): void => {
    timer = null;
    // A browser says of a page in the background that nothing of it is to be seen, which is not the page's doing.
    if (document.hidden) return;
    const badges = shown().map(({ badge: { button } }) => ({ button, box: button.getBoundingClientRect() }));
    // What is ours may lie on a badge.
    const isAlone = overlay.root.querySelector('.card-place, .outline') === null;
    for (const { button, box } of badges) {
      const isFree = badges.every((other) => other.button === button || intersect(other.box, box) === null);
      const isSeen = !(isAlone && isFree && isWhole(box) && unseen.has(button));
      overlay.checkCover({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, isSeen);
    }
  };
  const look = (): void => {
    if (!signal.aborted) timer ??= setTimeout(check, INTERVAL_MS);
  };
  const sight = new IntersectionObserver(
    (entries: readonly SightEntry[]) => {
      for (const { target, isIntersecting, isVisible } of entries) {
        if (isIntersecting && isVisible === false) unseen.add(target);
        else unseen.delete(target);
      }
      if (unseen.size > 0) look();
    },
    { trackVisibility: true, delay: DELAY_MS } as SightInit,
  );
  signal.addEventListener('abort', () => {
    if (timer !== null) clearTimeout(timer);
    sight.disconnect();
  });
  return {
    watch: (badge) => sight.observe(badge),
    unwatch(badge) {
      sight.unobserve(badge);
      unseen.delete(badge);
    },
    look,
  };
}

function isWhole({ left, top, right, bottom }: DOMRect): boolean {
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}
