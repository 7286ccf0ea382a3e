import type { LabelKit } from './label-kit.ts';

/** What runs in a frame, as far as another script of ours that arrives there needs to know. */
export interface FrameLife {
  isAlive(): boolean;
  end(): void;
  /** Takes what the second script brings; a second copy of it is not needed and left alone. */
  takeKit(kit: LabelKit): void;
}

/** A key of the extension's own world, which the page's scripts do not share: they neither see nor reach it. */
const KEY = Symbol.for('whence');

const world = globalThis as { [KEY]?: FrameLife };

/** Whatever runs in this frame, alive or left behind by a copy of Whence that was since replaced. */
export function lifeHere(): FrameLife | null {
  return world[KEY] ?? null;
}

export function settleHere(life: FrameLife): void {
  world[KEY] = life;
}
