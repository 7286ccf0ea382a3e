import { isSheet, placeCard } from './card-place.ts';
import type { Label } from './label.ts';
import { moveTo } from './move-to.ts';
import type { CardView } from './card-kit.ts';
import type { Overlay } from './overlay.ts';

export interface CardHolder {
  /** Whose card is open, or will be as soon as it is here. */
  readonly openLabel: Label | null;
  /** One card at a time: opening another closes the first. Where no card can be had, the report opens instead. */
  open(label: Label): void;
  /** The person is about to open one. */
  prepare(): void;
  /** @param returnsFocus back to the badge; not when the person went elsewhere. */
  close(returnsFocus: boolean): void;
  /** Keeps the card at its badge; closes it when the badge left the view. */
  follow(): void;
  /** Lets the card choose its side again. */
  invalidate(): void;
}

export interface CardHost {
  readonly overlay: Overlay;
  readonly isRightToLeft: boolean;
  /** Sends for it the first time; `null` when it could not be brought. */
  view(): Promise<CardView | null>;
  mark(): string;
  openReport(label: Label): void;
}

interface OpenCard {
  readonly label: Label;
  readonly place: HTMLElement;
  readonly lifetime: AbortController;
  /** From the badge to the card; fixed while the page scrolls. */
  offset: { readonly x: number; readonly y: number } | null;
}

/** Holds the one open card: mounts it beside its badge, keeps the keyboard inside, and takes it away. */
export function createCardHolder(host: CardHost, signal: AbortSignal): CardHolder {
  const { overlay } = host;
  let current: OpenCard | null = null;
  let wanted: Label | null = null;

  const close = (returnsFocus: boolean): void => {
    wanted = null;
    if (current === null) return;
    const { label, lifetime } = current;
    current = null;
    label.badge.button.setAttribute('aria-expanded', 'false');
    if (returnsFocus) label.badge.button.focus({ preventScroll: true });
    lifetime.abort();
  };
  signal.addEventListener('abort', () => close(false));

  const open = async (label: Label): Promise<void> => {
    close(false);
    wanted = label;
    const view = await host.view().catch(() => null);
    // Meanwhile closed again, or another one was opened.
    if (wanted !== label || signal.aborted) return;
    wanted = null;
    if (view === null) host.openReport(label);
    else mount(label, view);
  };

  const mount = (label: Label, view: CardView): void => {
    const layer = label.badge.button.parentElement;
    if (layer === null) return;
    const lifetime = new AbortController();
    const place = document.createElement('div');
    place.className = 'card-place';
    layer.append(place);
    const unmount = view.mount(place, label.report, host.mark(), {
      close: () => close(true),
      openReport: () => host.openReport(label),
      title: label.badge.title,
      spot: label.spot,
    });
    lifetime.signal.addEventListener('abort', () => {
      unmount();
      place.remove();
    });
    current = { label, place, lifetime, offset: null };
    label.badge.button.setAttribute('aria-expanded', 'true');
    follow();
    place.querySelector<HTMLElement>('[role="dialog"]')?.focus({ preventScroll: true });
    // The card sees to its own keys; this is for when focus has gone back to the page.
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && event.target !== overlay.host) close(true);
      },
      { capture: true, signal: lifetime.signal },
    );
    window.addEventListener(
      'pointerdown',
      (event) => {
        if (event.target !== overlay.host) close(true);
      },
      { capture: true, passive: true, signal: lifetime.signal },
    );
  };

  const follow = (): void => {
    if (current === null) return;
    const { label, place } = current;
    const badge = label.badge.button.getBoundingClientRect();
    const viewport = { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
    const isGone = label.plan === null || badge.bottom < 0 || badge.top > viewport.height;
    if (isGone || badge.right < 0 || badge.left > viewport.width) return close(false);
    place.classList.toggle('sheet', isSheet(viewport));
    if (isSheet(viewport)) return void (place.style.cssText = '');
    if (current.offset === null) {
      place.style.maxHeight = '';
      const size = place.getBoundingClientRect();
      const away = label.plan?.corner.startsWith('top') === true ? 'above' : 'below';
      const { x, y, maxHeight } = placeCard(badge, size, viewport, away, host.isRightToLeft);
      place.style.maxHeight = `${maxHeight}px`;
      current.offset = { x: x - badge.x, y: y - badge.y };
    }
    const { x, y } = current.offset;
    moveTo(place, { x: badge.x + x, y: badge.y + y }, overlay.originOf(place.parentElement ?? overlay.page));
  };

  return {
    get openLabel() {
      return wanted ?? current?.label ?? null;
    },
    open: (label) => void open(label),
    prepare: () => void host.view().catch(() => null),
    close,
    follow,
    invalidate() {
      if (current !== null) current.offset = null;
    },
  };
}
