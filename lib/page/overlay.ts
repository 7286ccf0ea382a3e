import type { PageState } from '../messaging/protocol.ts';
import { type GuardedOverlay, type OverlayGuard, guardOverlay } from './guard-overlay.ts';
import type { PageView } from './page-port.ts';
import { pixelStyles } from './pixel-styles.ts';
import type { Point } from './placement.ts';

/** Where a layer's own zero lies in the viewport, and how large its pixel is there. */
export interface Origin extends Point {
  readonly scale: number;
}

export interface Overlay {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Scrolls with the document. */
  readonly page: HTMLElement;
  /** Stays with the viewport. */
  readonly fixed: HTMLElement;
  /** Invisible, for measuring texts. */
  readonly sizer: HTMLElement;
  originOf(layer: HTMLElement): Origin;
  /** Moves the overlay into a top-layer element that shows labeled pictures; `null` brings it home. */
  moveInto(home: Element | null): void;
  readonly isInDialog: boolean;
  setTheme(theme: PageState['theme']): void;
  addStyles(styles: readonly string[]): void;
  /** See `guard-overlay.ts`. */
  readonly checkCover: OverlayGuard['checkCover'];
}

/** Width of the ruler in `overlay.css`, in the overlay's own pixels. */
const RULER_PX = 100;
/** `popover` is set where the overlay had to be raised over something. */
const OWN_ATTRIBUTES = new Set(['style', 'lang', 'popover']);

/**
 * Adds the one element Whence puts into a page: unnamed, closed, out of the layout.
 * @returns `null` where the document cannot show one (an SVG file in its own tab).
 */
export function createOverlay(
  view: PageView,
  { isWanted, onDisturbed }: Pick<GuardedOverlay, 'isWanted' | 'onDisturbed'>,
  signal: AbortSignal,
): Overlay | null {
  if (!(document.documentElement instanceof HTMLElement)) return null;
  // Not a custom element: the page could have defined its name and would be told of it.
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  let theme: PageState['theme'] = 'system';
  let dialog: Element | null = null;
  const homeNow = (): Element => (dialog?.isConnected === true ? dialog : document.documentElement);

  const page = layer(view, 'layer page');
  const fixed = layer(view, 'layer fixed');
  const sizer = layer(view, 'sizer');
  root.append(page, fixed, sizer);
  applyStyles(root, view.styles);
  keepEventsInside(root, signal);

  const dress = (): void => {
    for (const name of host.getAttributeNames()) if (!OWN_ATTRIBUTES.has(name)) host.removeAttribute(name);
    host.lang = view.language;
    host.style.cssText = '';
    for (const [name, value] of hostStyle(theme)) host.style.setProperty(name, value, 'important');
  };
  dress();
  const guard = guardOverlay({ host, home: homeNow, dress, isWanted, onDisturbed }, signal);
  const place = (): void => guard.quietly(() => homeNow().append(host));
  place();
  signal.addEventListener('abort', () => host.remove());

  return {
    host,
    root,
    page,
    fixed,
    sizer,
    originOf(of) {
      const ruler = of.firstElementChild?.getBoundingClientRect();
      return { x: ruler?.x ?? 0, y: ruler?.y ?? 0, scale: (ruler?.width ?? 0) / RULER_PX || 1 };
    },
    moveInto(next) {
      if (next === dialog) return;
      dialog = next;
      place();
    },
    get isInDialog() {
      return homeNow() === dialog;
    },
    setTheme(next) {
      theme = next;
      guard.quietly(dress);
    },
    addStyles: (styles) => applyStyles(root, styles),
    checkCover: guard.checkCover,
  };
}

function layer(view: PageView, className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.dir = view.isRightToLeft ? 'rtl' : 'ltr';
  const ruler = document.createElement('div');
  ruler.className = 'ruler';
  element.append(ruler);
  return element;
}

/** Inline and important: the strongest there is, so that no rule of the page moves, hides or colors it. */
function hostStyle(theme: PageState['theme']): readonly [string, string][] {
  return [
    ['all', 'initial'],
    ['display', 'block'],
    ['position', 'absolute'],
    ['top', '0'],
    ['left', '0'],
    ['width', '0'],
    ['height', '0'],
    ['z-index', '2147483647'],
    ['pointer-events', 'none'],
    ['color-scheme', theme === 'system' ? 'light dark' : theme],
  ];
}

/** A constructed sheet is not subject to the page's CSP; where a content script may not adopt one, its own style element is not either. */
function applyStyles(root: ShadowRoot, styles: readonly string[]): void {
  const css = styles.map(pixelStyles).join('\n');
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}

/** What a person does on a label is not the page's to react to: no shortcuts, no outside-click logic, no readings. */
function keepEventsInside(root: ShadowRoot, signal: AbortSignal): void {
  const keys = ['keydown', 'keyup', 'keypress', 'focusin', 'focusout', 'contextmenu', 'wheel'];
  const pointer = ['click', 'auxclick', 'dblclick', 'pointerdown', 'pointerup', 'mousedown', 'mouseup'];
  for (const type of [...keys, ...pointer])
    root.addEventListener(type, (event) => event.stopPropagation(), { passive: true, signal });
  // Escape here is for a card or a label; by default it would close the page's own dialog as well.
  root.addEventListener(
    'keydown',
    (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') event.preventDefault();
    },
    { capture: true, signal },
  );
}
