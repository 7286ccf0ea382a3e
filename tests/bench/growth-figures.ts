import { addedFigure, figure, type Figure } from './figure.ts';
import { totalOf } from './processes.ts';
import type { Rounds } from './browser-figures.ts';

/** Pictures on pages that grow, one of each page's pictures signed. */
export const GROWTH = [10, 100, 1000] as const;

const WITHOUT = 'the same page in the same browser without the extension, in turns in this run';

/** What pages cost that show ten times as much, and ten times that: for the page, and for each picture answered. */
export function growthFigures({ browser, withWhence, without }: Rounds): readonly Figure[] {
  return GROWTH.flatMap((count, index) => {
    const visits = withWhence.flatMap(({ growth }) => growth[index] ?? []);
    const bare = without.flatMap(({ growth }) => growth[index] ?? []);
    const at = { in: browser, of: `${count} pictures` };
    const answered = visits.map(({ items }) => items?.answered ?? 0);
    const added = addedFigure(
      { ...at, name: 'CPU added, whole browser', unit: 's' },
      visits.map(({ processor }) => totalOf(processor)),
      bare.map(({ processor }) => totalOf(processor)),
      WITHOUT,
    );
    return [
      figure({
        ...at,
        name: 'pictures answered, the rest being far from view',
        unit: 'files',
        runs: answered,
        comparedWith: { what: 'pictures on the page', value: count + 1 },
      }),
      added,
      figure({
        ...at,
        name: 'CPU added for each picture answered',
        unit: 'ms',
        runs: added.runs.map((seconds, run) => (seconds * 1000) / Math.max(1, answered[run] ?? 0)),
      }),
      figure({
        ...at,
        name: 'badge of the signed picture after load',
        unit: 'ms',
        runs: visits.flatMap(({ lastBadge }) => lastBadge ?? []),
      }),
    ];
  });
}
