import type { Spot } from './spot.ts';

/** `Node.DOCUMENT_POSITION_PRECEDING` and its opposite (DOM §4.4). */
const PRECEDING = 2;
const FOLLOWING = 4;

/** Less than zero where `a` stands before `b` in the document; what is in a shadow root stands where its host does. */
export function compareSpots(a: Spot, b: Spot): number {
  const relation = placeOf(a.element).compareDocumentPosition(placeOf(b.element));
  return (relation & PRECEDING) - (relation & FOLLOWING);
}

function placeOf(element: Element): Element {
  let place = element;
  for (let root = place.getRootNode(); root instanceof ShadowRoot; root = place.getRootNode()) place = root.host;
  return place;
}
