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
  /** Looks whether the overlay is on top at a point of the viewport where it shows something. */
  checkCover(point: Point): void;
}

/**
 * Notices removal, restyling and covering of the overlay. The first time it is put back; the second time it is
 * reported and left alone: a page that wants it gone wins, but not in silence, and there is no fight.
 */
export function guardOverlay(overlay: GuardedOverlay, signal: AbortSignal): OverlayGuard {
  const { host } = overlay;
  let wasPutBack = false;
  let isGivenUp = false;

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
    host.popover = 'manual';
    host.showPopover();
  };
  return {
    quietly,
    checkCover({ x, y }) {
      if (isGivenUp || !host.isConnected) return;
      const top = document.elementFromPoint(x, y);
      if (top === null || top === host || top.closest(':modal, :fullscreen') !== null) return;
      disturbed(raise);
    },
  };
}
