import type { PageState } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';
import { createBadge } from './badge.ts';
import { createCardHolder } from './card.ts';
import { createLabelFocus } from './label-focus.ts';
import type { Label } from './label.ts';
import { createLabels } from './labels.ts';
import { createOutline } from './outline.ts';
import { createOverlay } from './overlay.ts';
import type { PagePort, PageView } from './page-port.ts';
import type { Spot } from './spot.ts';
import { subjectOf } from './subject.ts';
import { trackMovement } from './track-movement.ts';

/** Everything Whence shows on one page. Made when there is something to show, and not before. */
export interface LabelDesk {
  readonly labels: readonly Label[];
  /** Puts a badge on a picture; nothing where the report gets none. */
  show(spot: Spot, report: Report): void;
  remove(spot: Spot): void;
  openCard(spot: Spot): void;
  outline(spot: Spot | null): void;
  /** Moves focus to a picture's badge, where it has one. */
  focus(spot: Spot): void;
  focusNext(): void;
  setTheme(theme: PageState['theme']): void;
  touch(): void;
  touchLayout(): void;
  addRoot(root: Document | ShadowRoot): void;
  isOurs(node: Node): boolean;
}

export interface DeskContext {
  readonly view: PageView;
  readonly port: PagePort;
  state(): PageState;
}

/** @returns `null` where the document cannot show an overlay. */
export function createLabelDesk({ view, port, state }: DeskContext, signal: AbortSignal): LabelDesk | null {
  const overlay = createOverlay(view, () => port.overlayDisturbed(), signal);
  if (overlay === null) return null;
  overlay.setTheme(state().theme);
  const labels = createLabels(overlay);
  const outline = createOutline(overlay);
  const focus = createLabelFocus(overlay, () => labels.all);
  const openReport = ({ spot }: Label): void => port.openReport(spot.medium.item);
  const card = createCardHolder({ overlay, view, mark: () => state().mark, openReport }, signal);
  const tracker = trackMovement(
    {
      update() {
        const hasMoved = labels.update();
        outline.follow();
        card.follow();
        return hasMoved;
      },
      invalidate() {
        labels.invalidate();
        card.invalidate();
      },
      settle: labels.settle,
      *followed() {
        for (const { spot } of labels.all) if (spot.isInView) yield spot.element;
      },
    },
    signal,
  );
  const updateNow = (): void => {
    labels.invalidate();
    labels.update();
  };
  const remove = (spot: Spot): void => {
    if (card.openLabel?.spot === spot) card.close(false);
    labels.remove(spot);
    outline.forget(spot);
    tracker.touch();
  };
  const show = (spot: Spot, report: Report): void => {
    const shown = labels.labelOf(spot);
    if (shown !== undefined && shown.report === report) return;
    if (shown !== undefined) remove(spot);
    const words = view.badgeWords(report);
    if (words === null || labels.isLabeled(spot.element)) return;
    const badge = createBadge(words, view.badgeName(words, subjectOf(spot)), overlay.sizer);
    const label = labels.add(spot, report, badge);
    badge.button.addEventListener('click', () => {
      if (card.openLabel === label) card.close(true);
      else card.open(label);
    });
    tracker.touchLayout();
  };
  return {
    labels: labels.all,
    show,
    remove,
    openCard(spot) {
      updateNow();
      const label = labels.labelOf(spot);
      if (label?.plan != null) card.open(label);
    },
    outline(spot) {
      outline.set(spot);
      tracker.touch();
    },
    focus(spot) {
      updateNow();
      const label = labels.labelOf(spot);
      if (label !== undefined) focus.moveTo(label);
    },
    focusNext() {
      updateNow();
      focus.next();
    },
    setTheme: overlay.setTheme,
    touch: tracker.touch,
    touchLayout: tracker.touchLayout,
    addRoot: tracker.addRoot,
    isOurs: (node) => node === overlay.host,
  };
}
