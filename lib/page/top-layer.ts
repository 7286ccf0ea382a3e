/**
 * Of the dialogs and popovers that hold labeled pictures, the one the overlay has to live in so that the labels are
 * seen and can be used: everything outside a modal dialog is inert and below it. `null`: the page itself.
 */
export function topLayerHome(raised: Iterable<Element | null>): Element | null {
  let home: Element | null = null;
  for (const element of raised) if (element !== null && (home === null || element.matches(':modal'))) home = element;
  return home;
}
