import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutTree, type TreeLayout } from '../../lib/tree/lay-out-tree.ts';
import { moveInTree, type Step } from '../../lib/tree/move-in-tree.ts';

const SIZES = { width: 108, height: 72, rowHeight: 148, columnPitch: 126, rowPitch: 176 };
const STEPS: readonly Step[] = ['up', 'down', 'back', 'on', 'first'];

function layOut(parents: readonly (number | null)[]): TreeLayout {
  return layOutTree(
    parents.map((parent) => ({ parent })),
    SIZES,
  );
}

/** Any list a file may lead to, also one that points ahead of itself, at itself, or nowhere. */
const anyParents = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.integer({ min: -2, max: 400 }),
    fc.integer({ min: 0, max: 6 }),
    fc.constantFrom(0.5, Number.NaN, Infinity),
  ),
  { maxLength: 400 },
);

describe('the diagram of a record', () => {
  it('has this file on top, and its origins below, in the middle of which it stands', () => {
    const { tiles, lines, width, height } = layOut([null, 0, 0, 0, 1]);
    expect(tiles.map(({ node, x, y }) => [node, x, y])).toEqual([
      [0, 126, 0],
      [1, 0, 176],
      [2, 126, 176],
      [3, 252, 176],
      [4, 0, 352],
    ]);
    expect([width, height]).toEqual([360, 500]);
    expect(lines).toEqual([
      'M180 72V152H60Q54 152 54 158V176',
      'M180 72V176',
      'M180 72V152H300Q306 152 306 158V176',
      'M54 248V352',
    ]);
  });

  it('counts siblings beyond three, with all that is below them', () => {
    const { tiles } = layOut([null, 0, 0, 0, 3, 0]);
    expect(tiles.map(({ node, hidden }) => [node, hidden])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 3],
    ]);
  });

  it('counts what is deeper than a person follows', () => {
    const { tiles } = layOut(Array.from({ length: 400 }, (_, index) => (index === 0 ? null : index - 1)));
    expect(tiles.at(-1)).toMatchObject({ node: 6, hidden: 394, level: 6 });
  });

  it('is nothing for nothing', () => {
    expect(layOut([])).toEqual({ width: 0, height: 0, tiles: [], lines: [] });
  });

  it('tells each node once or counts it, whatever the list', () => {
    fc.assert(
      fc.property(anyParents, (parents) => {
        const { tiles } = layOut(parents);
        const shown = tiles.filter(({ hidden }) => hidden === 0).map(({ node }) => node);
        expect(new Set(shown).size).toBe(shown.length);
        expect(tiles.reduce((sum, { hidden }) => sum + (hidden === 0 ? 1 : hidden), 0)).toBe(parents.length);
      }),
    );
  });

  it('lays no tile over another, and none outside, whatever the list', () => {
    fc.assert(
      fc.property(anyParents, (parents) => {
        const { tiles, width, height } = layOut(parents);
        expect(tiles.length).toBeLessThanOrEqual(81);
        for (const [index, tile] of tiles.entries()) {
          expect(tile.x).toBeGreaterThanOrEqual(0);
          expect(tile.x + SIZES.width).toBeLessThanOrEqual(width);
          expect(tile.y + SIZES.rowHeight).toBeLessThanOrEqual(height);
          const next = tiles[index + 1];
          if (next === undefined) continue;
          // By level, and along each: what stands next to each other is the only pair that could touch.
          expect(next.level === tile.level || next.level === tile.level + 1).toBe(true);
          if (next.level === tile.level) expect(next.x - tile.x).toBeGreaterThanOrEqual(SIZES.columnPitch);
        }
        expect(width).toBeLessThanOrEqual(81 * SIZES.columnPitch);
        expect(height).toBeLessThanOrEqual(7 * SIZES.rowPitch);
      }),
    );
  });

  it('joins each tile to one on the level above, so that nothing goes round', () => {
    fc.assert(
      fc.property(anyParents, (parents) => {
        const { tiles, lines } = layOut(parents);
        for (const { above, level } of tiles) expect(above === null ? -1 : tiles[above]?.level).toBe(level - 1);
        expect(lines).toHaveLength(tiles.filter(({ above }) => above !== null).length);
        expect(lines.join('')).toMatch(/^[MVHQ\d. ]*$/);
      }),
    );
  });
});

describe('arrow keys', () => {
  it('go up, down and along', () => {
    const layout = layOut([null, 0, 0, 1, 2]);
    const walk = (steps: readonly Step[]): number => steps.reduce((at, step) => moveInTree(layout, at, step), 0);
    expect(walk(['down'])).toBe(1);
    expect(walk(['down', 'on', 'down'])).toBe(4);
    expect(walk(['down', 'on', 'down', 'back'])).toBe(3);
    expect(walk(['down', 'on', 'on', 'up'])).toBe(0);
    expect(walk(['down', 'down', 'down', 'first'])).toBe(0);
  });

  it('never leave the diagram, and reach every tile', () => {
    fc.assert(
      fc.property(
        anyParents.filter(({ length }) => length > 0),
        (parents) => {
          const layout = layOut(parents);
          const reached = new Set([0]);
          for (const at of reached) for (const step of STEPS) reached.add(moveInTree(layout, at, step));
          expect([...reached].sort((a, b) => a - b)).toEqual(layout.tiles.map((_, index) => index));
        },
      ),
    );
  });
});
