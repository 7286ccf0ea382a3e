import type { TreeLayout } from './lay-out-tree.ts';

/** `back` and `on` follow the reading direction along a level. */
export type Step = 'up' | 'down' | 'back' | 'on' | 'first';

/**
 * The tile a step leads to: up to the one it belongs to, down to the first below it, or along its level.
 * @param from index of a tile
 * @returns `from` where there is nothing that way.
 */
export function moveInTree({ tiles }: TreeLayout, from: number, step: Step): number {
  const tile = tiles[from];
  if (tile === undefined || step === 'first') return 0;
  if (step === 'up') return tile.above ?? from;
  if (step === 'down')
    return orStay(
      tiles.findIndex(({ above }) => above === from),
      from,
    );
  const beside = step === 'on' ? from + 1 : from - 1;
  return tiles[beside]?.level === tile.level ? beside : from;
}

function orStay(index: number, from: number): number {
  return index === -1 ? from : index;
}
