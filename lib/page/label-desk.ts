import type { PageState } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';
import { createBadge } from './badge.ts';
import { createCardBringer } from './bring-card.ts';
import { createCardHolder } from './card.ts';
import { removeEarlierOverlay } from './earlier-overlay.ts';
import { createLabelFocus } from './label-focus.ts';
import type { Label } from './label.ts';
import { createLabels } from './labels.ts';
import { isOptedOut } from './opted-out.ts';
import { createOutline } from './outline.ts';
import { createOverlay } from './overlay.ts';
import type { PagePort, PageView } from './page-port.ts';
import type { Spot } from './spot.ts';
import { subjectOf } from './subject.ts';
import { trackMovement } from './track-movement.ts';
import { watchCover } from './watch-cover.ts';

/** Everything Whence shows on one page. Made when there is something to show, and not before. */
export interface LabelDesk {
  readonly labels: readonly Label[];
  /** Puts a badge on a picture; nothing where the report gets none. */
  show(spot: Spot, report: Report): void;
  remove(spot: Spot): void;
  /** Answers whether it could. */
  openCard(spot: Spot): boolean;
  outline(spot: Spot | null): void;
  /** Moves focus to a picture's badge, where it has one. */
  focus(spot: Spot): void;
  focusNext(): void;
  /** The person's choices changed: also the places of labels are looked at again. */
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
  /** Whence was updated or removed under this page: its labels can no longer be answered for. */
  onOrphaned(): void;
}

/** @returns `null` where the document cannot show an overlay. */
export function createLabelDesk({ view, port, state, onOrphaned }: DeskContext, signal: AbortSignal): LabelDesk | null {
  const isWanted = (): boolean => {
    if (!port.isAlive()) onOrphaned();
    return !signal.aborted;
  };
  removeEarlierOverlay();
  const overlay = createOverlay(view, { isWanted, onDisturbed: () => port.overlayDisturbed() }, signal);
  if (overlay === null) return null;
  overlay.setTheme(state().theme);
  const labels = createLabels(overlay, () => state().badges, signal);
  const outline = createOutline(overlay);
  const focus = createLabelFocus(overlay, () => labels.all);
  const openReport = ({ spot }: Label): void => port.openReport(spot.medium.item);
  const cardView = createCardBringer(port, view.language, ({ styles }) => overlay.addStyles(styles));
  const { isRightToLeft } = view;
  const card = createCardHolder(
    { overlay, isRightToLeft, view: cardView, mark: () => state().mark, openReport },
    signal,
  );
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
      scrolled: labels.scrolled,
      changed: labels.changed,
      settle: () => cover.look(),
      *followed() {
        for (const { spot, box } of labels.all) if (spot.isInView && box !== null) yield { element: spot.element, box };
      },
    },
    signal,
  );
  const inSight = ({ spot, plan, badge }: Label): boolean =>
    spot.isInView && plan?.isTested === true && !badge.button.classList.contains('aside');
  const cover = watchCover(overlay, () => (isWanted() ? labels.all.filter(inSight) : []), signal);
  const updateNow = (): void => {
    labels.invalidate();
    labels.update();
  };
  const remove = (spot: Spot): void => {
    if (card.openLabel?.spot === spot) card.close(false);
    const label = labels.labelOf(spot);
    if (label === undefined) return outline.forget(spot);
    cover.unwatch(label.badge.button);
    labels.remove(spot);
    outline.forget(spot);
    tracker.touch();
  };
  /** One label an element, and what a video plays goes before its poster. */
  const makeRoom = ({ element, slot }: Spot): boolean => {
    const other = labels.labelOn(element);
    if (other !== undefined && slot === 'content') remove(other.spot);
    return other === undefined || slot === 'content';
  };
  const show = (spot: Spot, report: Report): void => {
    const shown = labels.labelOf(spot);
    if (shown !== undefined && shown.report === report) return;
    if (shown !== undefined) remove(spot);
    if (!spot.medium.isAsked && isOptedOut()) return;
    const words = view.badgeWords(report);
    if (words === null || !makeRoom(spot)) return;
    const badge = createBadge(words, view.badgeName(words, subjectOf(spot)), overlay.sizer);
    const label = labels.add(spot, report, badge);
    badge.button.addEventListener('click', () => {
      if (card.openLabel === label) card.close(true);
      else card.open(label);
    });
    for (const type of ['pointerenter', 'focus']) badge.button.addEventListener(type, card.prepare, { once: true });
    cover.watch(badge.button);
    tracker.touchSoon();
  };
  return {
    labels: labels.all,
    show,
    remove,
    openCard(spot) {
      updateNow();
      const label = labels.labelOf(spot);
      if (label?.plan == null) return false;
      card.open(label);
      return true;
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
    setTheme(theme) {
      overlay.setTheme(theme);
      labels.restart();
      tracker.touch();
    },
    touch: tracker.touch,
    touchLayout: tracker.touchLayout,
    addRoot: tracker.addRoot,
    isOurs: (node) => node === overlay.host,
  };
}
