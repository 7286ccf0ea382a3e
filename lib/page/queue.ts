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
  /** Urgencies changed. */
  reorder(): void;
  /** Nothing new starts while paused; what runs is let finish. */
  pause(): void;
  resume(): void;
}

/**
 * Runs entries, the most pressing first, at most `limit` at a time.
 * Urgency is read when a place comes free and something was added or re-ranked since: what scrolled into view goes
 * before what left it, and a thousand that wait are not compared anew for each.
 */
export function createQueue<Entry>(
  limit: number,
  urgencyOf: (entry: Entry) => Urgency,
  run: (entry: Entry) => Promise<void>,
): Queue<Entry> {
  const waiting = new Set<Entry>();
  /** What waits, the most pressing last; `null` when that must be found out anew. */
  let ranked: Entry[] | null = null;
  let running = 0;
  let isPaused = false;
  const fill = (): void => {
    while (!isPaused && running < limit) {
      ranked ??= rank(waiting, urgencyOf);
      const next = ranked.pop();
      if (next === undefined) return;
      if (!waiting.delete(next)) continue;
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
      ranked = null;
      fill();
    },
    drop: (entry) => void waiting.delete(entry),
    reorder: () => void (ranked = null),
    pause: () => void (isPaused = true),
    resume() {
      isPaused = false;
      fill();
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

/** The most pressing last. */
function rank<Entry>(entries: ReadonlySet<Entry>, urgencyOf: (entry: Entry) => Urgency): Entry[] {
  return [...entries]
    .map((entry) => ({ entry, urgency: urgencyOf(entry) }))
    .toSorted((a, b) => compareUrgency(a.urgency, b.urgency))
    .map(({ entry }) => entry)
    .toReversed();
}
