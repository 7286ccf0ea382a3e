import type { Report } from '../model/report.ts';
import type { Badge } from './badge.ts';
import type { Label, Plan } from './label.ts';
import type { Origin, Overlay } from './overlay.ts';
import { pictureBox } from './picture-box.ts';
import type { Point } from './placement.ts';
import { planBadge } from './plan-badge.ts';
import type { Spot } from './spot.ts';
import { createStepAside } from './step-aside.ts';
import { topLayerHome } from './top-layer.ts';

/** More badges than this in the viewport and all of them go tiny; back again well below, so that none flickers. */
const CROWD = 24;
const CROWD_ENDS = 20;
/** Up to this many labels are kept in place far from the viewport too, where Tab can reach them. */
const MAX_FAR = 200;

export interface Labels {
  readonly all: readonly Label[];
  labelOf(spot: Spot): Label | undefined;
  /** An element that shows several pictures has one label. */
  labelOn(element: Element): Label | undefined;
  add(spot: Spot, report: Report, badge: Badge): Label;
  remove(spot: Spot): void;
  /** Layout may have changed: corners, clipping and top layer are looked at again. */
  invalidate(): void;
  /** Places every badge. Answers whether any picture moved. */
  update(): boolean;
  /** After the last movement. */
  settle(): void;
}

/** The badges of a page, in the order of their pictures, each kept on its picture. */
export function createLabels(overlay: Overlay, signal: AbortSignal): Labels {
  const aside = createStepAside(signal);
  const labels: Label[] = [];
  const bySpot = new Map<Spot, Label>();
  const byElement = new Map<Element, Label>();
  let isStale = true;
  let isCrowded = false;
  let lastBoxes = '';

  const planned = (label: Label): Plan | null => {
    const isFar = !label.spot.isNear;
    if (isFar && labels.length > MAX_FAR) return null;
    if (isFar && !isStale && label.plan !== null) return label.plan;
    if (isStale) label.surroundings = null;
    return planBadge(label, overlay.host, isCrowded, isStale);
  };
  const write = (label: Label, plan: Plan | null, layers: Layers): void => {
    const { button } = label.badge;
    label.plan = plan;
    if (button.hidden !== (plan === null)) button.hidden = plan === null;
    if (plan === null) return;
    label.kept = plan.isTested ? plan : null;
    label.badge.setLength(plan.length);
    const { element, origin } = plan.isFixed || overlay.isInDialog ? layers.fixed : layers.page;
    if (button.parentElement !== element) insertInOrder(label, element, labels);
    moveTo(button, plan, origin);
    aside.update(label);
  };
  return {
    all: labels,
    labelOf: (spot) => bySpot.get(spot),
    labelOn: (element) => byElement.get(element),
    add(spot, report, badge) {
      const label: Label = { spot, report, badge, surroundings: null, kept: null, plan: null };
      labels.splice(placeInOrder(spot.element, labels), 0, label);
      bySpot.set(spot, label);
      byElement.set(spot.element, label);
      isStale = true;
      return label;
    },
    remove(spot) {
      const label = bySpot.get(spot);
      if (label === undefined) return;
      bySpot.delete(spot);
      byElement.delete(spot.element);
      labels.splice(labels.indexOf(label), 1);
      aside.forget(label);
      label.badge.button.remove();
    },
    invalidate: () => void (isStale = true),
    update() {
      if (isStale) overlay.moveInto(topLayerHome(labels.map(({ spot }) => spot.element)));
      overlay.page.hidden = overlay.fixed.hidden = document.fullscreenElement !== null;
      const inView = labels.filter(({ spot }) => spot.isInView).length;
      isCrowded = inView > (isCrowded ? CROWD_ENDS : CROWD);
      const plans = labels.map(planned);
      const boxes = labels
        .filter(({ spot }) => spot.isNear)
        .map(({ spot }) => boxKey(spot.element))
        .join();
      const layers = { page: measured(overlay.page, overlay), fixed: measured(overlay.fixed, overlay) };
      labels.forEach((label, index) => write(label, plans[index] ?? null, layers));
      const hasMoved = boxes !== lastBoxes;
      lastBoxes = boxes;
      return hasMoved;
    },
    settle() {
      isStale = false;
      for (const { badge, plan, spot } of labels) {
        if (plan?.isTested !== true || !spot.isInView || badge.button.classList.contains('aside')) continue;
        const { x, y, width, height } = badge.button.getBoundingClientRect();
        overlay.checkCover({ x: x + width / 2, y: y + height / 2 });
      }
    },
  };
}

interface Layer {
  readonly element: HTMLElement;
  readonly origin: Origin;
}

interface Layers {
  readonly page: Layer;
  readonly fixed: Layer;
}

function measured(element: HTMLElement, overlay: Overlay): Layer {
  return { element, origin: overlay.originOf(element) };
}

/** Puts an element of the overlay at a point of the viewport. */
export function moveTo(element: HTMLElement, { x, y }: Point, origin: Origin): void {
  const left = snap((x - origin.x) / origin.scale);
  const top = snap((y - origin.y) / origin.scale);
  const place = `translate(${left}px, ${top}px)`;
  if (element.style.transform !== place) element.style.transform = place;
}

/** Whole device pixels keep text sharp. */
function snap(length: number): number {
  return Math.round(length * devicePixelRatio) / devicePixelRatio;
}

function insertInOrder(label: Label, layer: HTMLElement, labels: readonly Label[]): void {
  const following = labels.slice(labels.indexOf(label) + 1).find(({ badge }) => badge.button.parentElement === layer);
  layer.insertBefore(label.badge.button, following?.badge.button ?? null);
}

/** By halves: comparing the places of two siblings takes as long as there are siblings. */
function placeInOrder(element: Element, labels: readonly Label[]): number {
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

function boxKey(element: Element): string {
  const { x, y, width, height } = pictureBox(element);
  return `${x},${y},${width},${height}`;
}
