import type { Report } from '../model/report.ts';
import type { PagePort } from './page-port.ts';
import type { Spot } from './spot.ts';

/** What a card may ask of the page it stands on. */
export interface CardActions {
  close(): void;
  openReport(): void;
  /** What the badge says. */
  readonly title: string;
  /** What the card is about, where it stands. */
  readonly spot: Spot;
}

/** How cards read and look. */
export interface CardView {
  /** Style text added to the overlay's, in order. */
  readonly styles: readonly string[];
  /** Draws the card into an empty element and answers how to take it away. */
  mount(container: HTMLElement, report: Report, mark: string, actions: CardActions): () => void;
}

/** All it takes to open a card. It comes as a third script, into frames where the person opens one. */
export interface CardKit {
  createView(tag: string, port: Pick<PagePort, 'ask'>): Promise<CardView>;
}

/** A key of the extension's own world, where the third script leaves what it brings; see `frame-life.ts`. */
const KEY = Symbol.for('whence.card');

const world = globalThis as { [KEY]?: CardKit | undefined };

export function leaveCardHere(kit: CardKit): void {
  world[KEY] = kit;
}

/** The kit that was left here, once: another copy of Whence in this frame sends for its own. */
export function takeCardHere(): CardKit | null {
  const kit = world[KEY] ?? null;
  world[KEY] = undefined;
  return kit;
}
