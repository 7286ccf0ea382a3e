import { parentOf } from './visible-box.ts';

const TOP_LAYER = ':modal, :popover-open';

/**
 * The dialog or popover the overlay has to live in so that labels on its pictures are seen and can be used:
 * everything outside a modal dialog is inert and below it. `null`: the page itself.
 */
export function topLayerHome(pictures: readonly Element[]): Element | null {
  let home: Element | null = null;
  for (const picture of pictures) {
    const raised = raisedAncestor(picture);
    if (raised !== null && (home === null || raised.matches(':modal'))) home = raised;
  }
  return home;
}

function raisedAncestor(element: Element): Element | null {
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    if (at instanceof HTMLElement && at.matches(TOP_LAYER)) return at;
  }
  return null;
}
