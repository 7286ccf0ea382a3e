import type { PageState, ToPage } from '../messaging/protocol.ts';
import { createLabelDesk, type LabelDesk } from './label-desk.ts';
import type { Label } from './label.ts';
import { watchPageMedia } from './page-media.ts';
import type { PagePort, PageView } from './page-port.ts';
import { watchPointed } from './pointed-at.ts';
import type { Medium, Spot } from './spot.ts';

export interface Page {
  /** What the background may ask of this page. */
  readonly handlers: { readonly [Name in keyof ToPage]: ToPage[Name] };
  /** Every label there is, shown at the moment or not. */
  labels(): readonly Label[];
  /** In another language all labels are made anew. */
  setView(view: PageView): void;
}

/**
 * Everything Whence does in one frame of a page: finds pictures, asks about those that come near, labels those with
 * an answer. Until something is found the page is not touched.
 * @param life ends it all and takes every trace away; ended from inside when Whence itself is gone.
 */
export function startPage(port: PagePort, first: PageState, firstView: PageView, life: AbortController): Page {
  const { signal } = life;
  let state = first;
  let view = firstView;
  let desk: LabelDesk | null = null;
  let deskLife = new AbortController();
  const roots = new Set<Document | ShadowRoot>();
  /** Their cards open as soon as they have a badge. */
  const toOpen = new Set<Medium>();

  const pointed = watchPointed(signal);
  const media = watchPageMedia(
    port,
    {
      onAnswer(medium) {
        medium.spots.forEach(show);
        if (toOpen.delete(medium)) openCard(medium);
      },
      onSpot: show,
      onSpotGone: (spot) => desk?.remove(spot),
      onMoved: () => desk?.touch(),
      onChange: () => desk?.touchLayout(),
      onRoot(root) {
        roots.add(root);
        desk?.addRoot(root);
      },
      isOurs: (node) => desk?.isOurs(node) === true,
    },
    signal,
  );
  if (state.automatic) media.look(false);
  watchVisibility();

  function show(spot: Spot): void {
    const { report, isAsked } = spot.medium;
    // One that is far gets its label when it comes near.
    if (!spot.isNear && !isAsked) return;
    if (report === null || (report.basis === 'could-not-check' && !isAsked)) return desk?.remove(spot);
    if (view.badgeWords(report) === null) return desk?.remove(spot);
    openDesk()?.show(spot, report);
  }

  function openDesk(): LabelDesk | null {
    if (desk !== null) return desk;
    const both = AbortSignal.any([signal, deskLife.signal]);
    desk = createLabelDesk({ view, port, state: () => state }, both);
    roots.forEach((root) => desk?.addRoot(root));
    return desk;
  }

  function openCard(medium: Medium): void {
    const spot = mainSpot(medium);
    if (spot !== undefined) desk?.openCard(spot);
  }

  function ask(medium: Medium): void {
    toOpen.add(medium);
    media.insist(medium);
    if (medium.state === 'answered' && toOpen.delete(medium)) openCard(medium);
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
    labels: () => desk?.labels ?? [],
    setView(next) {
      if (next.language === view.language) return;
      view = next;
      deskLife.abort();
      deskLife = new AbortController();
      desk = null;
      media.spots.forEach(show);
    },
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
      outlineItem({ item }) {
        const medium = item === null ? undefined : media.mediumOf(item);
        const spot = medium === undefined ? undefined : mainSpot(medium);
        if (spot === undefined) desk?.outline(null);
        else openDesk()?.outline(spot);
      },
      showItem({ item }) {
        const medium = media.mediumOf(item);
        const spot = medium === undefined ? undefined : mainSpot(medium);
        spot?.element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        if (spot !== undefined) desk?.focus(spot);
      },
      nextLabel: () => desk?.focusNext(),
      stateChanged(next) {
        if (next.automatic) media.look(false);
        else if (state.automatic) media.stopLooking();
        state = next;
        desk?.setTheme(next.theme);
      },
    },
  };
}

/** The place a medium is shown at: where it is in view, else the first. */
function mainSpot(medium: Medium): Spot | undefined {
  const spots = [...medium.spots];
  return spots.find((spot) => spot.isInView) ?? spots[0];
}
