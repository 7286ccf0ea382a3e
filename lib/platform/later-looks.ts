import type { TabItem } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { Report } from '../model/report.ts';
import { displayAddress } from './display-address.ts';
import type { InspectRequest } from './inspect-media.ts';
import type { TabItems } from './tab-items.ts';

/** What a page showed and what was answered for it, to be looked at once more. */
export interface Shown {
  readonly request: InspectRequest;
  readonly sender: PageSender;
  readonly report: Report;
}

/** How a queue looks. */
interface LaterPlan {
  /** Milliseconds without a question before something is looked at. */
  readonly quietMs: number;
  /** Whether that is waited for before each look, or only before the first and after a question. */
  readonly pauses: boolean;
  /** Most that wait; of more than these, those that came first have scrolled away. */
  readonly most: number;
  readonly rest: (ms: number) => Promise<void>;
  readonly look: (shown: Shown) => Promise<void>;
}

/**
 * Second looks, when nothing else is to do: one at a time, the last that came into view first. A look that fails is
 * given up.
 */
export class LaterLooks {
  readonly #plan: LaterPlan;
  #waiting: readonly Shown[] = [];
  #underWay = 0;
  #isRunning = false;

  constructor(plan: LaterPlan) {
    this.#plan = plan;
  }

  get waiting(): readonly Shown[] {
    return this.#waiting;
  }

  /** Runs a first look; nothing is looked at a second time while one goes on. */
  async after<T>(firstLook: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await firstLook();
    } finally {
      this.#underWay -= 1;
    }
  }

  add(shown: Shown): void {
    this.#waiting = [...this.#waiting, shown].slice(-this.#plan.most);
    if (!this.#isRunning) void this.#run();
  }

  clear(): void {
    this.#waiting = [];
  }

  async #run(): Promise<void> {
    const { quietMs, pauses, rest, look } = this.#plan;
    this.#isRunning = true;
    for (let isRested = false; this.#waiting.length > 0;) {
      if (!isRested) await rest(quietMs);
      isRested = this.#underWay === 0;
      const next = isRested ? this.#waiting.at(-1) : undefined;
      if (next === undefined) continue;
      this.#waiting = this.#waiting.slice(0, -1);
      await look(next).catch(() => undefined);
      isRested = !pauses && this.#underWay === 0;
    }
    this.#isRunning = false;
  }
}

/** The page's item, unless it is gone or shows something else. */
export async function itemShown(items: Pick<TabItems, 'get'>, { request, sender }: Shown): Promise<TabItem | null> {
  const item = await items.get(sender.tab, sender.frame, request.item);
  return item?.url === displayAddress(request.url) ? item : null;
}
