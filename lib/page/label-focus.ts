import type { Label } from './label.ts';
import type { Overlay } from './overlay.ts';

export interface LabelFocus {
  moveTo(label: Label): void;
  /** To the next label in reading order, after the last to the first. */
  next(): void;
}

/** Keyboard way through the labels. Escape on a label goes back to where the person came from. */
export function createLabelFocus(overlay: Overlay, labels: () => readonly Label[]): LabelFocus {
  let cameFrom: HTMLElement | null = null;

  const goBack = (button: HTMLButtonElement): void => {
    button.blur();
    if (cameFrom?.isConnected === true) cameFrom.focus({ preventScroll: true });
    cameFrom = null;
  };
  const moveTo = ({ badge: { button }, spot }: Label): void => {
    if (button.hidden) return;
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== overlay.host) cameFrom = active;
    if (!spot.isInView) spot.element.scrollIntoView({ block: 'center', behavior: 'instant' });
    // A command is not a key press to the page, so the browser would draw no ring by itself.
    button.classList.add('focus');
    button.addEventListener('blur', () => button.classList.remove('focus'), { once: true });
    button.focus({ preventScroll: true });
  };
  overlay.root.addEventListener('keydown', (event) => {
    const button = overlay.root.activeElement;
    const isOnLabel = labels().some(({ badge }) => badge.button === button);
    if (event instanceof KeyboardEvent && event.key === 'Escape' && button instanceof HTMLButtonElement && isOnLabel)
      goBack(button);
  });
  return {
    moveTo,
    next() {
      const reachable = labels().filter(({ badge }) => !badge.button.hidden);
      const at = reachable.findIndex(({ badge }) => badge.button === overlay.root.activeElement);
      const next = reachable[at + 1] ?? reachable[0];
      if (next !== undefined) moveTo(next);
    },
  };
}
