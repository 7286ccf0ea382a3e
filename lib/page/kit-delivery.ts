import type { LabelKit } from './label-kit.ts';

export interface KitDelivery {
  /** The kit arrived. */
  take(kit: LabelKit): void;
  /** The kit, sent for where it is not here yet; `null` when it could not be brought. */
  get(): Promise<LabelKit | null>;
}

/** A frame that takes no script once will hardly take it later; each try is a message and an injection. */
const MAX_TRIES = 2;

/**
 * Sends for the second script when it is first needed, and once however many need it.
 * @param send resolves when the script has run in this frame, or could not.
 */
export function createKitDelivery(send: () => Promise<unknown>): KitDelivery {
  let kit: LabelKit | null = null;
  let underWay: Promise<LabelKit | null> | null = null;
  let triesLeft = MAX_TRIES;

  const bring = async (): Promise<LabelKit | null> => {
    triesLeft--;
    await send().catch(() => undefined);
    underWay = null;
    return kit;
  };
  return {
    take: (brought) => void (kit ??= brought),
    get() {
      if (kit !== null || (underWay === null && triesLeft === 0)) return Promise.resolve(kit);
      underWay ??= bring();
      return underWay;
    },
  };
}
