import type { ItemId } from '../messaging/protocol.ts';
import type { Medium, Shown, Slot, Spot } from './spot.ts';

/** Places with a medium kept at one time; what the page shows beyond is only counted. */
export const MAX_SPOTS = 2_000;
/** Addresses one page may name in its lifetime, so that a `src` that changes forever ends. */
export const MAX_MEDIA = 5_000;
/** Times one place may change its picture; a slide show stays below, a canvas in disguise does not. */
const MAX_CHANGES = 60;

export interface MediaRegister {
  readonly spots: ReadonlySet<Spot>;
  spotsOf(element: Element): readonly Spot[];
  mediumOf(item: ItemId): Medium | undefined;
  mediumAt(url: string): Medium | undefined;
  /** Brings the places of one element up to date. Answers the new places. */
  update(element: Element, shown: readonly Shown[]): readonly Spot[];
  /** Forgets every place whose element left the page. */
  sweep(): void;
}

export interface RegisterListener {
  onSpotGone(spot: Spot): void;
  /** No place shows it any more. */
  onMediumGone(medium: Medium): void;
  /** One more element shows something that is not followed because the page has too much; `count` of them in all. */
  onSkipped(count: number): void;
}

/** Knows which element shows which medium, and numbers the media. */
export function createMediaRegister(listener: RegisterListener): MediaRegister {
  const spots = new Set<Spot>();
  const byElement = new WeakMap<Element, Map<Slot, Spot>>();
  const changes = new WeakMap<Element, number>();
  const byUrl = new Map<string, Medium>();
  const byItem = new Map<ItemId, Medium>();
  const skipped = new WeakSet<Element>();
  let skippedCount = 0;
  let numbered = 0;

  const spotsOf = (element: Element): readonly Spot[] => [...(byElement.get(element)?.values() ?? [])];
  const remove = (spot: Spot): void => {
    spots.delete(spot);
    byElement.get(spot.element)?.delete(spot.slot);
    spot.medium.spots.delete(spot);
    listener.onSpotGone(spot);
    if (spot.medium.spots.size > 0) return;
    byUrl.delete(spot.medium.url);
    byItem.delete(spot.medium.item);
    listener.onMediumGone(spot.medium);
  };
  /** Once an element, however often it changes. */
  const skip = (element: Element): null => {
    if (skipped.has(element)) return null;
    skipped.add(element);
    listener.onSkipped(++skippedCount);
    return null;
  };
  const mediumFor = ({ url, kind }: Shown): Medium | null => {
    const known = byUrl.get(url);
    if (known !== undefined) return known;
    if (numbered >= MAX_MEDIA) return null;
    const medium: Medium = {
      item: ++numbered,
      url,
      kind,
      spots: new Set(),
      isAsked: false,
      failures: 0,
      state: 'idle',
      report: null,
    };
    byUrl.set(url, medium);
    byItem.set(medium.item, medium);
    return medium;
  };
  const add = (element: Element, shown: Shown): Spot | null => {
    const { slot } = shown;
    const changed = changes.get(element) ?? 0;
    const isFull = spots.size >= MAX_SPOTS || changed >= MAX_CHANGES;
    const medium = isFull ? null : mediumFor(shown);
    if (medium === null) return skip(element);
    changes.set(element, changed + 1);
    const spot: Spot = { element, slot, medium, isNear: false, isInView: false };
    const slots = byElement.get(element) ?? new Map<Slot, Spot>();
    byElement.set(element, slots.set(slot, spot));
    spots.add(spot);
    medium.spots.add(spot);
    return spot;
  };
  return {
    spots,
    spotsOf,
    mediumOf: (item) => byItem.get(item),
    mediumAt: (url) => byUrl.get(url),
    update(element, shown) {
      for (const spot of spotsOf(element)) {
        const now = shown.find(({ slot }) => slot === spot.slot);
        if (now?.url !== spot.medium.url) remove(spot);
      }
      const missing = shown.filter(({ slot }) => byElement.get(element)?.has(slot) !== true);
      return missing.map((each) => add(element, each)).filter((spot) => spot !== null);
    },
    sweep() {
      for (const spot of spots) if (!spot.element.isConnected) remove(spot);
    },
  };
}
