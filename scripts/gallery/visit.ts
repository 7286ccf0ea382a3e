import { setTimeout } from 'node:timers/promises';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { Badge, Browser, Tab } from '../browsers/browser.ts';

/** Milliseconds between two looks at what is expected to appear. */
const LOOK_EVERY = 50;
/** Milliseconds until something that should have appeared counts as missing. */
export const PATIENCE = 15_000;

/** Looks until `isThere` holds for what `look` answers; answers the last look either way. */
export async function lookUntil<Value>(
  look: () => Promise<Value>,
  isThere: (value: Value) => boolean,
  patience = PATIENCE,
): Promise<Value> {
  const last = Date.now() + patience;
  let value = await look();
  while (!isThere(value) && Date.now() < last) {
    await setTimeout(LOOK_EVERY);
    value = await look();
  }
  return value;
}

/** The items of a tab once each has its report, and there are at least `count` of them. */
export function itemsOf(browser: Browser, tab: Tab, count: number): Promise<readonly TabItem[]> {
  return lookUntil(
    async () => (await browser.ask('getTab', { tab: tab.id })).items,
    (items) => items.length >= count && items.every(({ report }) => report !== null),
  );
}

/**
 * Reads a page from top to bottom as a person does, and answers the badges met on the way, by address.
 * At each stop it waits for the badges of the pictures in view that `hasBadge` expects, and where one stays away
 * it reads no further.
 */
export async function readThrough(tab: Tab, hasBadge: (src: string) => boolean): Promise<ReadonlyMap<string, Badge>> {
  const met = new Map<string, Badge>();
  for (let stop = 0; ; stop += 1) {
    const { sources, isEnd } = await tab.page.evaluate(scrollToStop, stop);
    const wanted = sources.filter(hasBadge);
    const hasAll = (seen: readonly Badge[]) => wanted.every((src) => seen.some((badge) => badge.src === src));
    const badges = await lookUntil(() => tab.badges(), hasAll);
    for (const badge of badges) met.set(badge.src, badge);
    if (isEnd || !hasAll(badges)) return met;
  }
}

/** Runs in the page: scrolls to the stop and answers the pictures in view there, also those still loading. */
function scrollToStop(stop: number): { sources: string[]; isEnd: boolean } {
  const step = innerHeight * 0.7;
  scrollTo({ top: stop * step, behavior: 'instant' });
  const sources = [...document.images]
    .filter((picture) => {
      const { top, bottom, height } = picture.getBoundingClientRect();
      const isBroken = picture.complete && picture.naturalWidth === 0 && picture.currentSrc !== '';
      return !isBroken && top > -height / 3 && bottom < innerHeight + height / 3;
    })
    .map((picture) => picture.currentSrc || picture.src);
  return { sources, isEnd: scrollY + innerHeight >= document.documentElement.scrollHeight - 1 };
}
