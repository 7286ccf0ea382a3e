import { type CardKit, type CardView, takeCardHere } from './card-kit.ts';
import type { PagePort } from './page-port.ts';

/** A frame that takes no script once will hardly take it later. */
const MAX_TRIES = 2;

/**
 * Sends for the script that opens cards when it is first needed, and once however often it is needed.
 * @param onView the looks of cards are here.
 */
export function createCardBringer(
  port: Pick<PagePort, 'ask' | 'bringCard'>,
  tag: string,
  onView: (view: CardView) => void,
): () => Promise<CardView | null> {
  let underWay: Promise<CardView | null> | null = null;
  let triesLeft = MAX_TRIES;

  const bring = async (): Promise<CardView | null> => {
    triesLeft--;
    // What lies here was left by an earlier copy of Whence.
    takeCardHere();
    await port.bringCard().catch(() => undefined);
    const kit: CardKit | null = takeCardHere();
    const view = (await kit?.createView(tag, port)) ?? null;
    if (view === null && triesLeft > 0) underWay = null;
    if (view !== null) onView(view);
    return view;
  };
  return () => (underWay ??= bring());
}
