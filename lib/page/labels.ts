import type { BadgeLook } from '../model/badge-look.ts';
import type { Report } from '../model/report.ts';
import type { Badge } from './badge.ts';
import { insertInOrder, placeInOrder } from './label-order.ts';
import type { Label, Plan } from './label.ts';
import { moveTo } from './move-to.ts';
import type { Origin, Overlay } from './overlay.ts';
import { intersect, isSameBox } from './placement.ts';
import { planBadge } from './plan-badge.ts';
import type { Spot } from './spot.ts';
import { createStepAside } from './step-aside.ts';
import { topLayerHome } from './top-layer.ts';

/** More badges than this in the viewport and all of them go tiny; back again well below, so that none flickers. */
const CROWD = 24;
const CROWD_ENDS = 20;
/** Up to this many labels are kept in place far from the viewport too, where Tab can reach them. */
const MAX_FAR = 200;
/** Changed elements kept apart until the next frame; with more, everything counts as changed. */
const MAX_CHANGED = 500;

export interface Labels {
  readonly all: readonly Label[];
  labelOf(spot: Spot): Label | undefined;
  /** An element that shows several pictures has one label. */
  labelOn(element: Element): Label | undefined;
  add(spot: Spot, report: Report, badge: Badge): Label;
  remove(spot: Spot): void;
  /** Layout may have changed anywhere: corners, clipping and top layer are looked at again. */
  invalidate(): void;
  /** The person chose another look: every badge takes its place anew. */
  restart(): void;
  /** One element changed: the same, for the labels where it stands. */
  changed(element: Element): void;
  /** Something was scrolled: what lies on the pictures is looked at again. */
  scrolled(): void;
  /** Places the badges that moved or were said to have changed. Answers whether any picture moved. */
  update(): boolean;
}

/** The badges of a page, in the order of their pictures, each kept on its picture. */
export function createLabels(overlay: Overlay, look: () => BadgeLook, signal: AbortSignal): Labels {
  const aside = createStepAside(signal);
  const labels: Label[] = [];
  const bySpot = new Map<Spot, Label>();
  const byElement = new Map<Element, Label>();
  const changed = new Set<Element>();
  let hasScrolled = false;
  let isCrowded = false;
  let lastLayers = '';

  const invalidate = (): void => labels.forEach((label) => void (label.isStale = true));
  /** Whether a label's picture moved. Without scrolling it is the layout that moved it. */
  const measure = (label: Label): boolean => {
    const box = label.spot.element.getBoundingClientRect();
    const isMoved = label.box !== null && !isSameBox(box, label.box);
    label.box = box;
    if (isMoved && !hasScrolled) label.isStale = true;
    return isMoved;
  };
  const spread = (): void => {
    for (const element of changed) {
      const box = element.getBoundingClientRect();
      for (const label of labels) {
        const isThere = label.box !== null && intersect(box, label.box) !== null;
        if (isThere || element === label.spot.element) label.isStale = true;
      }
    }
    changed.clear();
  };
  const planned = (label: Label, isMoved: boolean): Plan | null => {
    const { isStale, spot } = label;
    if (!spot.isNear && labels.length > MAX_FAR) {
      label.isStale = true;
      return null;
    }
    const isToTest = spot.isNear && (isMoved || hasScrolled);
    if (!isStale && !isToTest) return label.plan;
    if (isStale) label.surroundings = null;
    // While it still moves, any corner may be taken.
    label.isStale = isStale && isMoved;
    const { corner, size } = look();
    return planBadge(label, overlay.host, { corner, room: isCrowded ? 'crowded' : size }, isStale);
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
      const label: Label = {
        spot,
        report,
        badge,
        isStale: true,
        box: null,
        surroundings: null,
        kept: null,
        plan: null,
      };
      labels.splice(placeInOrder(spot.element, labels), 0, label);
      bySpot.set(spot, label);
      byElement.set(spot.element, label);
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
    invalidate,
    restart() {
      for (const label of labels) label.kept = null;
      invalidate();
    },
    changed(element) {
      changed.add(element);
      if (changed.size <= MAX_CHANGED) return;
      changed.clear();
      invalidate();
    },
    scrolled: () => void (hasScrolled = true),
    // First everything is read, then everything is written: the layout is computed once.
    update() {
      const wasCrowded = isCrowded;
      const inView = labels.filter(({ spot }) => spot.isInView).length;
      isCrowded = inView > (isCrowded ? CROWD_ENDS : CROWD);
      if (isCrowded !== wasCrowded) invalidate();
      const moved = new Set(labels.filter((label) => label.spot.isNear && measure(label)));
      spread();
      const plans = labels.map((label) => planned(label, moved.has(label)));
      hasScrolled = false;

      overlay.moveInto(topLayerHome(labels.map(({ surroundings }) => surroundings?.raised ?? null)));
      const isFullscreen = document.fullscreenElement !== null;
      if (overlay.page.hidden !== isFullscreen) overlay.page.hidden = overlay.fixed.hidden = isFullscreen;
      const layers = { page: measured(overlay.page, overlay), fixed: measured(overlay.fixed, overlay) };
      const key = [overlay.isInDialog, layers.page.origin, layers.fixed.origin]
        .map((each) => JSON.stringify(each))
        .join();
      const haveLayersMoved = key !== lastLayers;
      lastLayers = key;
      labels.forEach((label, index) => {
        const plan = plans[index] ?? null;
        if (plan !== label.plan || (haveLayersMoved && label.spot.isNear)) write(label, plan, layers);
      });
      return moved.size > 0;
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
