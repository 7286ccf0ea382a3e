import type { Plane } from './chroma-plane.ts';
import { bestAlignment } from './dwt-dct-crops.ts';
import { knownPayloads, type KnownPayload } from './dwt-dct-payloads.ts';
import { blockScores, evened, type LowBand, lowBand, type ScoreGrid } from './dwt-dct-scores.ts';
import { agreement, type Agreement, type Alignment, evidence } from './dwt-dct-statistic.ts';

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
  /** See `evidence`. */
  readonly evidence: number;
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
      return weigh(grid, payload, place, 1);
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
  const leaders = new Map<KnownPayload, Finding>();
  for (let top = 0; top < SIDE; top += 2)
    for (let left = 0; left < SIDE; left += 2) {
      const grid = scored(left, top);
      const even = evened(grid);
      for (const payload of knownPayloads) {
        if (isSpent()) return 'spent';
        const finding = weigh(grid, payload, { ...bestAlignment(even, payload), left, top }, trialsOf(payload));
        if (finding.z > (leaders.get(payload)?.z ?? 0)) leaders.set(payload, finding);
      }
    }
  const findings: Finding[] = [];
  for (const [payload, leader] of leaders) {
    if (isSpent()) return 'spent';
    const shift = (from: Finding, across: number, down: number): Finding => {
      const place = moved(from.place, across, down, payload);
      return weigh(scored(place.left, place.top), payload, place, trialsOf(payload));
    };
    const beside = clearest([leader, shift(leader, -1, 0), shift(leader, 1, 0)]);
    findings.push(clearest([beside, shift(beside, 0, -1), shift(beside, 0, 1)]));
  }
  return best(findings);
}

/** Neighbors agree with the payload as surely as the true place, but not as strongly. */
function clearest(findings: readonly [Finding, ...Finding[]]): Finding {
  return findings.reduce((leader, finding) => (finding.effect > leader.effect ? finding : leader));
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

/** Places of blocks, times starts of the payload, times its steps from row to row. */
function trialsOf({ bits }: KnownPayload): number {
  return (SIDE / 2) ** 2 * bits.length ** 2;
}

function weigh(grid: ScoreGrid, payload: KnownPayload, place: Place, trials: number): Finding {
  const found = agreement(grid, payload, place);
  return { payload, place, blocks: grid.scores.length, ...found, evidence: evidence(found.z, trials) };
}

function best(findings: readonly Finding[]): Finding | null {
  return findings.reduce<Finding | null>(
    (leader, finding) => (leader === null || finding.evidence > leader.evidence ? finding : leader),
    null,
  );
}
