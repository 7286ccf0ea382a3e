import { isDrawnOver, isFaded } from './drawn-over.ts';
import type { Point } from './placement.ts';

export interface GuardedOverlay {
  readonly host: HTMLElement;
  /** The element the host belongs in. */
  home(): Element;
  /** Gives the host its own style back and takes foreign attributes off. */
  dress(): void;
  /** `false`: it is on its way out, and nobody's business any more. */
  isWanted(): boolean;
  /** The page did it again after the overlay was put back. */
  onDisturbed(): void;
}

export interface OverlayGuard {
  /** Runs a change of our own that is not to be mistaken for the page's. */
  quietly(change: () => void): void;
  /**
   * Looks whether the overlay is on top at a point of the viewport where it shows something.
   * @param isSeen `false` where the browser itself says that what is shown there is not to be seen.
   */
  checkCover(point: Point, isSeen: boolean): void;
}

/**
 * Notices removal, restyling and covering of the overlay. The first time it is put back; the second time it is
 * reported and left alone: a page that wants it gone wins, but not in silence, and there is no fight.
 */
export function guardOverlay(overlay: GuardedOverlay, signal: AbortSignal): OverlayGuard {
  const { host } = overlay;
  let wasPutBack = false;
  let isGivenUp = false;
  /** In the top layer when the overlay was raised, and so below it. */
  const below = new WeakSet<EventTarget>();
  const onToggle = ({ target }: Event): void => void (target !== null && below.delete(target));
  document.addEventListener('toggle', onToggle, { capture: true, passive: true, signal });

  const observer = new MutationObserver((records) => {
    // Also when the overlay of a newer Whence is put beside it.
    if (!overlay.isWanted()) return;
    const isAway = !host.isConnected || host.parentNode !== overlay.home();
    if (isAway || records.some(({ target }) => target === host)) disturbed(putBack);
  });
  signal.addEventListener('abort', () => observer.disconnect());

  const quietly = (change: () => void): void => {
    observer.disconnect();
    change();
    if (isGivenUp || signal.aborted) return;
    observer.observe(host, { attributes: true });
    observer.observe(document, { childList: true });
    observer.observe(overlay.home(), { childList: true });
  };
  const disturbed = (remedy: () => void): void => {
    if (isGivenUp) return;
    isGivenUp = wasPutBack;
    wasPutBack = true;
    if (isGivenUp) overlay.onDisturbed();
    quietly(isGivenUp ? () => {} : remedy);
  };
  const putBack = (): void => {
    overlay.home().append(host);
    overlay.dress();
  };
  /** The top layer is above every z-index; a modal dialog or full screen of the page's may be there by right. */
  const raise = (): void => {
    for (const popover of document.querySelectorAll(':popover-open')) below.add(popover);
    host.popover = 'manual';
    host.showPopover();
  };
  return {
    quietly,
    checkCover(point, isSeen) {
      if (isGivenUp || !host.isConnected) return;
      const top = document.elementFromPoint(point.x, point.y);
      if (top === null) return;
      const isOnTop = top === host && isSeen && !isFaded(host) && !isDrawnOver(point, host, below);
      if (!isOnTop && (top === host || top.closest(':modal, :fullscreen') === null)) disturbed(raise);
    },
  };
}
