import type { ItemId, MediaKind } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';

/** The ways one element can show a medium. */
export type Slot = 'content' | 'poster' | 'background' | 'before' | 'after';

/** A medium that an element shows now. */
export interface Shown {
  readonly slot: Slot;
  readonly kind: MediaKind;
  /** Absolute http(s), data: or blob: address. */
  readonly url: string;
}

/** One medium by its address, however often the page shows it: asked about once, under one number. */
export interface Medium {
  readonly item: ItemId;
  readonly url: string;
  readonly kind: MediaKind;
  readonly spots: Set<Spot>;
  /** The person asked about it (menu, shortcut). */
  isAsked: boolean;
  /** Times it was sent to the background without an answer. */
  failures: number;
  state: 'idle' | 'waiting' | 'asking' | 'answered';
  report: Report | null;
}

/** One place on the page that shows a medium. */
export interface Spot {
  readonly element: Element;
  readonly slot: Slot;
  readonly medium: Medium;
  /** Within or near the viewport, by the browser's own reckoning. */
  isNear: boolean;
  isInView: boolean;
}
