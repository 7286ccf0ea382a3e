import type { ItemId } from '../messaging/protocol.ts';
import { createMediaAsker } from './ask-media.ts';
import { MIN_SIDE, shownBy } from './find-media.ts';
import { createMediaRegister } from './media-register.ts';
import type { PagePort } from './page-port.ts';
import type { Medium, Spot } from './spot.ts';
import { watchNearness } from './watch-nearness.ts';
import { watchRoots } from './watch-roots.ts';

/** The media of one frame: found, followed, asked about. */
export interface PageMedia {
  readonly spots: ReadonlySet<Spot>;
  mediumOf(item: ItemId): Medium | undefined;
  /** The medium at an address, as a context menu names it. */
  mediumAt(url: string): Medium | null;
  /** The topmost of these elements that shows a medium. */
  mediumUnder(elements: readonly Element[]): Medium | null;
  /** Looks at what comes near the viewport from now on; everywhere on the page where `isWhole`. */
  look(isWhole: boolean): void;
  stopLooking(): void;
  /** The person asked about this one. */
  insist(medium: Medium): void;
  pause(): void;
  resume(): void;
  /** The background forgot this page: everything near is told to it again. */
  repeat(): void;
}

export interface MediaListener {
  onAnswer(medium: Medium): void;
  onSpot(spot: Spot): void;
  onSpotGone(spot: Spot): void;
  /** Pictures came near or went; nothing else changed. */
  onMoved(): void;
  onChange(): void;
  onRoot(root: Document | ShadowRoot): void;
  isOurs(node: Node): boolean;
}

/** Milliseconds in which what a page has too much of is counted before it is told. */
const SKIPPED_DELAY_MS = 500;
/** Elements that a context menu names an address of. */
const SHOWERS = 'img, video, audio, input[type=image], object, embed';

/** @param port where questions go. */
export function watchPageMedia(port: PagePort, listener: MediaListener, signal: AbortSignal): PageMedia {
  let isLooking = false;
  let isWhole = false;

  const asker = createMediaAsker(port, listener.onAnswer, signal);
  const register = createMediaRegister({
    onSpotGone(spot) {
      listener.onSpotGone(spot);
      if (register.spotsOf(spot.element).length === 0) nearness.unwatch(spot.element);
    },
    onMediumGone: asker.gone,
    onSkipped: tellSkipped,
  });
  let skipped = 0;
  let isTelling = false;
  /** A page over its cap has many at once: told together. */
  function tellSkipped(count: number): void {
    skipped = count;
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      if (!signal.aborted) port.mediaSkipped(skipped);
    }, SKIPPED_DELAY_MS);
  }
  const consider = (spot: Spot): void => {
    const { medium, element } = spot;
    if (medium.report !== null) listener.onSpot(spot);
    if (!isLooking || !(spot.isNear || isWhole) || medium.state !== 'idle') return;
    const { width, height } = element.getBoundingClientRect();
    if (width >= MIN_SIDE && height >= MIN_SIDE) asker.want(medium);
  };
  const forSpots = (element: Element, act: (spot: Spot) => void): void => register.spotsOf(element).forEach(act);
  const nearness = watchNearness(
    {
      onView: (element, isInView) => forSpots(element, (spot) => void (spot.isInView = isInView)),
      onNear: (element, isNear) =>
        forSpots(element, (spot) => {
          spot.isNear = isNear;
          if (isNear) consider(spot);
          else if (!isWhole) asker.unwant(spot.medium);
        }),
      onResize: (element) => forSpots(element, consider),
      onBatch() {
        asker.startRound();
        listener.onMoved();
      },
    },
    signal,
  );
  const note = (element: Element): void => {
    if (register.update(element, shownBy(element)).length === 0) {
      return forSpots(element, ({ medium }) => asker.renew(medium));
    }
    // Afresh, so that the observers report where the element is now.
    nearness.unwatch(element);
    nearness.watch(element);
  };
  const { isOurs, onChange, onRoot } = listener;
  watchRoots({ onElement: note, onRemoved: register.sweep, onChange, onRoot }, isOurs, signal);

  return {
    spots: register.spots,
    mediumOf: register.mediumOf,
    mediumAt(url) {
      for (const element of document.querySelectorAll(SHOWERS))
        if (shownBy(element).some((each) => each.url === url)) note(element);
      return register.mediumAt(url) ?? null;
    },
    mediumUnder(elements) {
      for (const element of elements) {
        note(element);
        const spot = register.spotsOf(element)[0];
        if (spot !== undefined) return spot.medium;
      }
      return null;
    },
    look(whole) {
      isLooking = true;
      isWhole ||= whole;
      register.spots.forEach(consider);
    },
    stopLooking: () => void (isLooking = isWhole = false),
    insist: asker.insist,
    pause: asker.pause,
    resume: asker.resume,
    repeat() {
      for (const { medium } of register.spots) if (medium.state === 'answered') medium.state = 'idle';
      register.spots.forEach(consider);
      if (skipped > 0) tellSkipped(skipped);
    },
  };
}
