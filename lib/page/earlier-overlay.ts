import { browser } from 'wxt/browser';

/**
 * Takes away what an earlier copy of Whence still shows here. After an update its scripts live on in a world of their
 * own (Chromium), where they notice when they are touched, or are dead at once (Firefox) and leave their labels behind.
 */
export function removeEarlierOverlay(): void {
  for (const child of document.documentElement?.children ?? [])
    if (child instanceof HTMLDivElement && isOverlay(closedRootOf(child))) child.remove();
}

/** As `overlay.ts` builds it. A page that builds the same loses its own. */
function isOverlay(root: ShadowRoot | null): boolean {
  return root?.querySelector('.layer.page + .layer.fixed') != null;
}

/** Only content scripts may look into closed roots: Firefox lets them ask the element, Chromium and Safari the browser. */
function closedRootOf(
  element: HTMLElement & { readonly openOrClosedShadowRoot?: ShadowRoot | null },
): ShadowRoot | null {
  try {
    const { dom } = browser as { dom?: { openOrClosedShadowRoot(of: HTMLElement): ShadowRoot | null } };
    return element.openOrClosedShadowRoot ?? dom?.openOrClosedShadowRoot(element) ?? null;
  } catch {
    return null;
  }
}
