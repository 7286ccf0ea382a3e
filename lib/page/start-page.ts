import type { PageState } from '../messaging/protocol.ts';
import type { PageHandlers } from '../messaging/receive-in-page.ts';
import { createDeskKeeper } from './desk-keeper.ts';
import { isLabeled } from './is-labeled.ts';
import type { LabelKit } from './label-kit.ts';
import type { Label } from './label.ts';
import { watchPageMedia } from './page-media.ts';
import type { PagePort } from './page-port.ts';
import { watchPointed } from './pointed-at.ts';
import { compareSpots } from './compare-spots.ts';
import type { Medium, Spot } from './spot.ts';

export interface Page {
  /** What the background may ask of this page. */
  readonly handlers: Omit<PageHandlers, 'readRange'>;
  /** Every label there is, shown at the moment or not. */
  labels(): readonly Label[];
}

/**
 * Everything Whence does in one frame of a page: finds pictures, asks about those that come near, labels those with
 * an answer. Until something is found the page is not touched, and nothing that could label it is loaded.
 * @param kit what it takes to show a label; called when it is first needed.
 * @param life ends it all and takes every trace away; ended from inside when Whence itself is gone.
 */
export function startPage(
  port: PagePort,
  first: PageState,
  kit: () => Promise<LabelKit | null>,
  life: AbortController,
): Page {
  const { signal } = life;
  let state = first;
  /** Their cards open as soon as they have a badge. */
  const toOpen = new Set<Medium>();

  const pointed = watchPointed(signal);
  const keeper = createDeskKeeper(
    { port, state: () => state, kit, onOpen: () => media.spots.forEach(show), onOrphaned: () => life.abort() },
    signal,
  );
  const media = watchPageMedia(
    port,
    {
      onAnswer(medium) {
        medium.spots.forEach(show);
        openCard(medium);
      },
      onSpot: show,
      onSpotGone: (spot) => keeper.desk?.remove(spot),
      onMoved: () => keeper.desk?.touch(),
      onChange: () => keeper.desk?.touchLayout(),
      onRoot: keeper.addRoot,
      isOurs: (node) => keeper.desk?.isOurs(node) === true,
    },
    signal,
  );
  if (state.automatic) media.look(false);
  watchVisibility();

  function show(spot: Spot): void {
    const { report, isAsked } = spot.medium;
    // One that is far gets its label when it comes near.
    if (!spot.isNear && !isAsked) return;
    if (report === null || !isLabeled(report, isAsked)) keeper.desk?.remove(spot);
    else if (keeper.desk !== null) keeper.desk.show(spot, report);
    // Opened, it shows all there is by then.
    else void keeper.open();
  }

  function openCard(medium: Medium): void {
    if (medium.state !== 'answered' || !toOpen.delete(medium)) return;
    const spot = mainSpot(medium);
    void openCardAt(spot).then((isOpen) => isOpen || port.openReport(medium.item));
  }

  /** Answers whether a card could be opened: not where nothing was found, nor on what is too small for a badge. */
  async function openCardAt(spot: Spot | undefined): Promise<boolean> {
    const report = spot?.medium.report ?? null;
    if (spot === undefined || report === null || !isLabeled(report, true)) return false;
    return (await keeper.open())?.openCard(spot) === true;
  }

  function ask(medium: Medium): void {
    toOpen.add(medium);
    // A label is likely: what it takes may come while the picture is read.
    void kit();
    media.insist(medium);
    openCard(medium);
  }

  async function focus(spot: Spot): Promise<void> {
    const { report } = spot.medium;
    if (report === null || !isLabeled(report, spot.medium.isAsked)) return;
    const desk = await keeper.open();
    desk?.show(spot, report);
    desk?.focus(spot);
  }

  function watchVisibility(): void {
    const follow = (): void => {
      if (!port.isAlive()) life.abort();
      else if (document.hidden) media.pause();
      else media.resume();
    };
    follow();
    document.addEventListener('visibilitychange', follow, { signal });
    // A page that comes back from the browser's history is as it was; the background took it for gone.
    const returned = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) void port.pageOpened().then(media.repeat, () => {});
    };
    window.addEventListener('pageshow', returned, { signal });
  }

  return {
    labels: () => keeper.desk?.labels ?? [],
    handlers: {
      checkNow() {
        media.look(true);
        return { here: true };
      },
      askAbout({ url }) {
        const medium = media.mediumAt(url);
        if (medium !== null) ask(medium);
        return { found: medium !== null };
      },
      askUnderPointer() {
        const medium = media.mediumUnder(pointed.elements());
        if (medium !== null) ask(medium);
        else if (!state.automatic && window === window.top) media.look(true);
      },
      itemOrder: () => [...media.spots].sort(compareSpots).map(({ medium }) => medium.item),
      outlineItem({ item }) {
        const medium = item === null ? undefined : media.mediumOf(item);
        const spot = medium === undefined ? undefined : mainSpot(medium);
        if (spot === undefined) keeper.desk?.outline(null);
        else void keeper.open().then((desk) => desk?.outline(spot));
      },
      showItem({ item }) {
        const medium = media.mediumOf(item);
        const spot = medium === undefined ? undefined : mainSpot(medium);
        spot?.element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        if (spot !== undefined) void focus(spot);
      },
      reportChanged({ item, report }) {
        const medium = media.mediumOf(item);
        if (medium === undefined || medium.state !== 'answered') return;
        medium.report = report;
        medium.spots.forEach(show);
      },
      nextLabel: () => keeper.desk?.focusNext(),
      stateChanged(next) {
        const { language, automatic } = state;
        state = next;
        if (next.automatic) media.look(false);
        else if (automatic) media.stopLooking();
        keeper.desk?.setTheme(next.theme);
        if (next.language !== language) keeper.renew();
      },
    },
  };
}

/** The place a medium is shown at: where it is in view, else the first. */
function mainSpot(medium: Medium): Spot | undefined {
  const spots = [...medium.spots];
  return spots.find((spot) => spot.isInView) ?? spots[0];
}
