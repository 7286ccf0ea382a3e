import type { ItemId, TabItem } from '../messaging/protocol.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';

/** Frames asked for their order; a page with more that show something keeps the order of finding in the others. */
const MAX_FRAMES = 32;
/** Milliseconds a frame is waited for: a list in another order is better than none. */
const TIME_LIMIT = 300;

/**
 * The items of a tab as its page has them: frame by frame, and in each by their place in the document. What a frame does
 * not name stands behind, in the order it was found.
 */
export async function inPageOrder(tab: number, items: readonly TabItem[]): Promise<readonly TabItem[]> {
  const frames = [...new Set(items.map(({ frame }) => frame))].slice(0, MAX_FRAMES);
  const orders = await Promise.all(frames.map(async (frame) => [frame, await orderIn(tab, frame)] as const));
  const places = new Map(orders);
  const placeOf = ({ frame, item }: TabItem): number => places.get(frame)?.get(item) ?? Infinity;
  const byPlace = (a: TabItem, b: TabItem): number => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first === second ? 0 : first - second;
  };
  return items.toSorted((a, b) => a.frame - b.frame || byPlace(a, b) || a.item - b.item);
}

async function orderIn(tab: number, frame: number): Promise<ReadonlyMap<ItemId, number>> {
  const answer = await Promise.race([sendToFrame(tab, frame, 'itemOrder', {}), patience()]);
  const said: unknown = answer?.reached === true ? answer.value : null;
  const order = new Map<ItemId, number>();
  // A page cannot speak here, but what it does to the script's world is not ours to know.
  if (Array.isArray(said)) for (const item of said) if (!order.has(item)) order.set(item, order.size);
  return order;
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, TIME_LIMIT, null));
}
