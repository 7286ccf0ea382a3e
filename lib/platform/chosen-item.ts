import { browser } from 'wxt/browser';
import type { ItemId, TabItem } from '../messaging/protocol.ts';

/** Which of a tab's items the panel shows. */
export type Choice = Pick<TabItem, 'frame' | 'item'>;

const CHOSEN = 'chosen';
const ITEM = 'item';

/** Where a tab's choice is kept: in session storage, which outlives the background and goes with the browser. */
export function choiceKey(tab: number): string {
  return `${CHOSEN}:${tab}`;
}

/** Makes this the item that panels show beside the tab. Rejects where the browser keeps nothing. */
export async function chooseItem(tab: number, { frame, item }: Choice): Promise<void> {
  await browser.storage.session.set({ [choiceKey(tab)]: { frame, item } satisfies Choice });
}

/** The tab's choice; `null` where there is none. */
export async function chosenItem(tab: number): Promise<Choice | null> {
  const key = choiceKey(tab);
  const { [key]: kept } = (await browser.storage.session.get(key).catch(() => ({}))) as Record<string, unknown>;
  const { frame, item } = (kept ?? {}) as Partial<Record<keyof Choice, unknown>>;
  return isIndex(frame) && isIndex(item) ? { frame, item } : null;
}

/**
 * Tells when another item of the tab was chosen, or none is any more, and when the report of one changed.
 * @returns stops watching.
 */
export function watchChoice(tab: () => number, changed: () => void): () => void {
  const listener = (changes: object, area: string): void => {
    if (area !== 'session') return;
    const isOfTab = (key: string): boolean => key === choiceKey(tab()) || key.startsWith(`${ITEM}:${tab()}:`);
    if (Object.keys(changes).some(isOfTab)) changed();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

function isIndex(value: unknown): value is ItemId {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
