/** How pressing one entry is; compared field by field. */
export interface Urgency {
  /** Asked for by the person: before everything. */
  readonly isAsked: boolean;
  readonly isInView: boolean;
  /** Entries that came near together share one round; a later round goes first. */
  readonly round: number;
  /** Place within the round; lower goes first. */
  readonly order: number;
}

export interface Queue<Entry> {
  /** Adds or re-ranks an entry. */
  add(entry: Entry): void;
  drop(entry: Entry): void;
  /** Nothing new starts while paused; what runs is let finish. */
  pause(): void;
  resume(): void;
  readonly waiting: number;
}

/**
 * Runs entries, the most pressing first, at most `limit` at a time.
 * Urgency is read when a place comes free, so what scrolled into view since goes before what left it.
 */
export function createQueue<Entry>(
  limit: number,
  urgencyOf: (entry: Entry) => Urgency,
  run: (entry: Entry) => Promise<void>,
): Queue<Entry> {
  const waiting = new Set<Entry>();
  let running = 0;
  let isPaused = false;
  const fill = (): void => {
    while (!isPaused && running < limit) {
      const next = mostPressing(waiting, urgencyOf);
      if (next === undefined) return;
      waiting.delete(next);
      running++;
      void run(next).finally(() => {
        running--;
        fill();
      });
    }
  };
  return {
    add(entry) {
      waiting.add(entry);
      fill();
    },
    drop: (entry) => void waiting.delete(entry),
    pause: () => void (isPaused = true),
    resume() {
      isPaused = false;
      fill();
    },
    get waiting() {
      return waiting.size;
    },
  };
}

/** Less than zero when `a` goes before `b`. */
export function compareUrgency(a: Urgency, b: Urgency): number {
  return (
    Number(b.isAsked) - Number(a.isAsked) ||
    Number(b.isInView) - Number(a.isInView) ||
    b.round - a.round ||
    a.order - b.order
  );
}

function mostPressing<Entry>(entries: Iterable<Entry>, urgencyOf: (entry: Entry) => Urgency): Entry | undefined {
  let best: { readonly entry: Entry; readonly urgency: Urgency } | undefined;
  for (const entry of entries) {
    const urgency = urgencyOf(entry);
    if (best === undefined || compareUrgency(urgency, best.urgency) < 0) best = { entry, urgency };
  }
  return best?.entry;
}
