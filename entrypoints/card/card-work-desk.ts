import type { CardWorkDesk } from '../../components/CardWork.tsx';
import { paintBytes, paintShown } from '../../lib/page/paint-picture.ts';
import type { PagePort } from '../../lib/page/page-port.ts';
import type { Spot } from '../../lib/page/spot.ts';

/** Longer side of what is painted, in pixels: twice what a card shows, for sharp screens. */
const LONGEST = 320;
/** Milliseconds before answers can be given: a page can lead the second click of two to a card that just opened. */
const TOO_SOON = 500;

/** Joins one card to the background, for the person's own works. */
export function cardWorkDesk(
  spot: Spot,
  { ask }: Pick<PagePort, 'ask'>,
): CardWorkDesk & { /** The card is closed. */ settle(): void } {
  const { item } = spot.medium;
  const openedAt = performance.now();
  let isAnswered = false;
  return {
    async paintWork(work, canvas) {
      const known = await ask('ownWork', { item, work });
      const isPainted = known !== null && (await paintBytes(known.picture, known.type, canvas, LONGEST));
      const early = TOO_SOON - (performance.now() - openedAt);
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      return isPainted ? known : null;
    },
    paintCopy: (canvas) => paintShown(spot, canvas, LONGEST),
    async mark(work, mark) {
      isAnswered = true;
      return (await ask('markWork', { item, work, mark })).isKept;
    },
    open: (work) => void ask('openWork', { item, work }),
    settle() {
      if (isAnswered) void ask('settleWorks', { item }).catch(() => undefined);
    },
  };
}
