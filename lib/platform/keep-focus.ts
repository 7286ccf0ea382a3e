/**
 * Keeps the place of who goes by keyboard: a button that goes away when it is pressed, or is switched off, would take
 * the focus with it, and Tab would start at the top of the page again (Firefox) or say nothing of where it is. What the
 * element stood in gets the focus instead (https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/).
 */
export function keepFocus(page: Document): void {
  /** What had the focus last, and all that it stood in, from the inside out. */
  let place: readonly Element[] = [];
  page.addEventListener('focusin', ({ target }) => (place = target instanceof Element ? placeOf(target) : []));
  new MutationObserver(() => {
    const [last] = place;
    if (last === undefined || hasFocus(page) || isUsable(last)) return;
    const left = place.find((each) => each !== last && isUsable(each));
    if (left instanceof HTMLElement) lend(left);
  }).observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden'] });
}

function placeOf(element: Element): readonly Element[] {
  const place: Element[] = [];
  for (let each: Element | null = element; each !== null && each.parentElement !== null; each = each.parentElement)
    if (each.localName !== 'body') place.push(each);
  return place;
}

function hasFocus({ activeElement, body }: Document): boolean {
  return activeElement !== null && activeElement !== body && isUsable(activeElement);
}

function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled') && element.closest('[hidden]') === null;
}

/** Focuses what mostly cannot have the focus, until it is left. Nothing can be done with it, so it is not outlined. */
function lend(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.dataset['lent'] = '';
    element.addEventListener('blur', () => takeBack(element), { once: true });
  }
  element.focus({ preventScroll: true });
}

function takeBack(element: HTMLElement): void {
  element.removeAttribute('tabindex');
  delete element.dataset['lent'];
}
