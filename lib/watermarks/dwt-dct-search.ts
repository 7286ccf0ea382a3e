import type { Plane } from './chroma-plane.ts';
import { bestAlignment } from './dwt-dct-crops.ts';
import { knownPayloads, type KnownPayload } from './dwt-dct-payloads.ts';
import { blockScores, type LowBand, lowBand, type ScoreGrid } from './dwt-dct-scores.ts';
import { agreement, type Agreement, type Alignment } from './dwt-dct-statistic.ts';

/** Where the blocks of a mark lie in a picture. */
export interface Place extends Alignment {
  /** Pixels before the first whole block, 0 to 7 each. */
  readonly left: number;
  readonly top: number;
}

/** One payload at one place, with what speaks for it. */
export interface Finding extends Agreement {
  readonly payload: KnownPayload;
  readonly place: Place;
  readonly blocks: number;
}

/** Fewer blocks than this for each bit say nothing. */
const LEAST_BLOCKS = 4;
const SIDE = 8;

/** Whether a picture of this size has blocks enough to tell every payload. */
export function hasBlocksEnough(width: number, height: number): boolean {
  const blocks = Math.floor(width / SIDE) * Math.floor(height / SIDE);
  return knownPayloads.every(({ bits }) => blocks >= LEAST_BLOCKS * bits.length);
}

/** The best payload of a picture of which nothing was cut off at the left and the top. */
export function findAligned(plane: Plane): Finding | null {
  const grid = blockScores(lowBand(plane, 0, 0), 0, 0);
  return best(
    knownPayloads.map((payload) => {
      const place = { left: 0, top: 0, offset: 0, stride: grid.columns % payload.bits.length };
      return weigh(grid, payload, place);
    }),
  );
}

/**
 * The best payload of a picture cut anywhere out of a marked one: all starts and steps of the payload at blocks that
 * begin on even pixels, then the odd pixels around the best of them, where a block one pixel off does nearly as well.
 * `spent` when `isSpent` says so before the end.
 */
export function findCropped(plane: Plane, isSpent: () => boolean): Finding | null | 'spent' {
  const scored = scorer(plane);
  const leaders = new Map<KnownPayload, Place & { readonly score: number }>();
  for (let top = 0; top < SIDE; top += 2)
    for (let left = 0; left < SIDE; left += 2) {
      const grid = scored(left, top);
      for (const payload of knownPayloads) {
        if (isSpent()) return 'spent';
        const { alignment, score } = bestAlignment(grid, payload);
        if (score > (leaders.get(payload)?.score ?? 0)) leaders.set(payload, { ...alignment, left, top, score });
      }
    }
  const findings: (Finding | null)[] = [];
  for (const [payload, leader] of leaders) {
    if (isSpent()) return 'spent';
    const test = (place: Place): Finding => weigh(scored(place.left, place.top), payload, place);
    const { place } = best([-1, 0, 1].map((step) => test(moved(leader, step, 0, payload)))) ?? { place: leader };
    findings.push(best([-1, 0, 1].map((step) => test(moved(place, 0, step, payload)))));
  }
  return best(findings);
}

/** Scores of the blocks at every place, the low bands made once. */
function scorer(plane: Plane): (left: number, top: number) => ScoreGrid {
  const bands = new Map<number, LowBand>();
  return (left, top) => {
    const key = (top & 1) * 2 + (left & 1);
    const band = bands.get(key) ?? lowBand(plane, left & 1, top & 1);
    bands.set(key, band);
    return blockScores(band, left >> 1, top >> 1);
  };
}

/** The same blocks some pixels further on: before the picture's edge, the first whole block is the next one. */
function moved({ left, top, offset, stride }: Place, across: number, down: number, { bits }: KnownPayload): Place {
  const isBeforeLeft = left + across < 0;
  const isBeforeTop = top + down < 0;
  return {
    left: isBeforeLeft ? left + across + SIDE : left + across,
    top: isBeforeTop ? top + down + SIDE : top + down,
    offset: (offset + Number(isBeforeLeft) + (isBeforeTop ? stride : 0)) % bits.length,
    stride,
  };
}

function weigh(grid: ScoreGrid, payload: KnownPayload, place: Place): Finding {
  return { payload, place, blocks: grid.scores.length, ...agreement(grid, payload, place) };
}

function best(findings: readonly (Finding | null)[]): Finding | null {
  let leader: Finding | null = null;
  for (const finding of findings) if (finding !== null && finding.z > (leader?.z ?? 0)) leader = finding;
  return leader;
}
