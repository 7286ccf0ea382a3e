import type { Label } from './label.ts';

/** Where among labels in reading order one for this element belongs. */
export function placeInOrder(element: Element, labels: readonly Label[]): number {
  // By halves: comparing the places of two siblings takes as long as there are siblings.
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = labels[middle];
    if (other !== undefined && precedes(element, other.spot.element)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Puts a label's badge into a layer, before those of the labels that follow it. */
export function insertInOrder(label: Label, layer: HTMLElement, labels: readonly Label[]): void {
  const following = labels.slice(labels.indexOf(label) + 1).find(({ badge }) => badge.button.parentElement === layer);
  layer.insertBefore(label.badge.button, following?.badge.button ?? null);
}

/** Reading order; a picture in a shadow tree stands where its host does. */
function precedes(a: Element, b: Element): boolean {
  const isOneTree = a.getRootNode() === b.getRootNode();
  const [first, second] = isOneTree ? [a, b] : [outermost(a), outermost(b)];
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function outermost(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermost(root.host) : element;
}
