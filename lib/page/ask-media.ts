import type { ItemId, MediaRequest } from '../messaging/protocol.ts';
import { altOf } from './find-media.ts';
import type { PagePort } from './page-port.ts';
import { createQueue } from './queue.ts';
import { addressFor, readInline } from './read-inline.ts';
import type { Medium, Spot } from './spot.ts';

/** Questions in flight to the background at one time: enough to fill every stage of the way, few enough to reorder. */
const MAX_IN_FLIGHT = 40;
/** The background may be stopped in mid-job by the browser; a second failure is taken as the answer. */
const MAX_FAILURES = 2;
/** A player loads its beginning, a first piece, and what it plays on from, one after the other. */
const MAX_RENEWALS = 3;

export interface MediaAsker {
  /** Asks about it as soon as its turn comes, unless it was answered. */
  want(medium: Medium): void;
  /** The person asked about it: at once, and again if it could not be checked before. */
  insist(medium: Medium): void;
  /** Something happened to its player: a stream of which too little was loaded to tell may tell now. */
  renew(medium: Medium): void;
  /** It scrolled away unasked. */
  unwant(medium: Medium): void;
  gone(medium: Medium): void;
  /** What came near from now on goes before what waits. */
  startRound(): void;
  pause(): void;
  resume(): void;
}

/** Asks the background about each medium once, what is in view first, and hands every answer on. */
export function createMediaAsker(port: PagePort, onAnswer: (medium: Medium) => void, signal: AbortSignal): MediaAsker {
  const rounds = new Map<Medium, number>();
  /** What may be pieces of a stream, loaded before each question about it. */
  const partsSeen = new WeakMap<Medium, number[]>();
  let round = 0;
  let goneItems: ItemId[] = [];

  const queue = createQueue<Medium>(
    MAX_IN_FLIGHT,
    (medium) => ({
      isAsked: medium.isAsked,
      isInView: someSpot(medium, (spot) => spot.isInView),
      round: rounds.get(medium) ?? 0,
      order: medium.item,
    }),
    ask,
  );

  async function ask(medium: Medium): Promise<void> {
    rounds.delete(medium);
    if (signal.aborted || medium.spots.size === 0) return;
    const isAsked = medium.isAsked;
    medium.state = 'asking';
    try {
      partsSeen.set(medium, [...seenFor(medium), countParts()]);
      const request = await requestFor(medium, port, signal);
      // Gone meanwhile, and told to be: asked about now, it would be there again.
      if (medium.spots.size === 0) return;
      medium.report = await port.inspectMedia(request);
      medium.state = 'answered';
    } catch {
      medium.state = 'idle';
      medium.failures++;
    }
    if (signal.aborted || medium.spots.size === 0) return;
    const isOutdated = medium.isAsked && !isAsked && medium.report?.basis === 'could-not-check';
    if (medium.state === 'idle' || isOutdated) enqueue(medium);
    renew(medium);
    if (medium.state === 'answered' && !isOutdated) onAnswer(medium);
  }

  function enqueue(medium: Medium): void {
    if (medium.failures >= MAX_FAILURES) return;
    medium.state = 'waiting';
    if (!rounds.has(medium)) rounds.set(medium, round);
    queue.add(medium);
  }

  /** Asks again about a stream of which more was loaded since. */
  function renew(medium: Medium): void {
    const isUnseen = medium.report?.why === 'stream' || medium.report?.why === 'piece';
    const seen = seenFor(medium);
    if (medium.state === 'answered' && isUnseen && seen.length <= MAX_RENEWALS && countParts() > (seen.at(-1) ?? 0))
      enqueue(medium);
  }

  function seenFor(medium: Medium): readonly number[] {
    return partsSeen.get(medium) ?? [];
  }

  function drop(medium: Medium): void {
    queue.drop(medium);
    rounds.delete(medium);
    if (medium.state === 'waiting') medium.state = 'idle';
  }

  return {
    want(medium) {
      if (medium.state === 'idle') enqueue(medium);
    },
    insist(medium) {
      const wasAsked = medium.isAsked;
      medium.isAsked = true;
      medium.failures = 0;
      // What costs much is left out until a person asks.
      const isLeftOut = medium.report?.notChecked.some(({ why }) => why === 'budget');
      const canDoBetter = isLeftOut || /could-not|nothing/.test(medium.report?.basis ?? '');
      if (medium.state === 'idle' || (medium.state === 'answered' && canDoBetter)) enqueue(medium);
      else if (medium.state === 'answered' && !wasAsked) onAnswer(medium);
    },
    renew,
    unwant(medium) {
      if (!medium.isAsked && !someSpot(medium, (spot) => spot.isNear)) drop(medium);
    },
    gone(medium) {
      const isUnknown = medium.state === 'idle' || medium.state === 'waiting';
      drop(medium);
      if (isUnknown || goneItems.push(medium.item) > 1) return;
      queueMicrotask(() => {
        port.mediaGone(goneItems);
        goneItems = [];
      });
    },
    startRound() {
      round++;
      queue.reorder();
    },
    pause: () => queue.pause(),
    resume: () => queue.resume(),
  };
}

async function requestFor(medium: Medium, port: PagePort, signal: AbortSignal): Promise<MediaRequest> {
  const [spot] = medium.spots;
  const box = spot?.element.getBoundingClientRect();
  const { sent, size } = sizesOf(medium.url);
  return {
    item: medium.item,
    kind: medium.kind,
    url: addressFor(medium.url),
    alt: spot === undefined ? '' : altOf(spot.element),
    width: Math.round(box?.width ?? 0),
    height: Math.round(box?.height ?? 0),
    bytesHint: sent,
    asked: medium.isAsked,
    inline: await readInline(medium.url, signal),
    opening: await port.readOpening(medium.url, size),
  };
}

/** What may be pieces of a stream among all that the page loaded; which ones they are, the background asks. */
function countParts(): number {
  return performance.getEntriesByType('resource').filter(({ name }) => /\.(m3u8|mpd|m4\w|mp4|cmf\w)\b/i.test(name))
    .length;
}

/** What the browser itself counted of a web file, where the page may see it: bytes sent, and bytes of the file. */
function sizesOf(url: string): { readonly sent: number | null; readonly size: number | null } {
  const entry: Partial<PerformanceResourceTiming> = performance.getEntriesByName(url, 'resource').at(-1) ?? {};
  // 0 stands for "may not".
  const sent = entry.encodedBodySize || null;
  return { sent, size: sent === entry.decodedBodySize ? sent : null };
}

function someSpot(medium: Medium, holds: (spot: Spot) => boolean): boolean {
  for (const spot of medium.spots) if (holds(spot)) return true;
  return false;
}
