import type { StanceLayer, StanceLine, StanceScope, StanceTable } from '../model/stance.ts';
import { mostRestrictive } from './training.ts';

/** More lines than this are a flood; the strictest come first when they are cut. */
const MAX_LINES = 120;
const LAYERS: readonly StanceLayer[] = ['file', 'headers', 'page', 'site'];
/** A word on one of these is a word on training; one on search engines or on one crawler is not. */
const ON_TRAINING: ReadonlySet<StanceScope> = new Set(['training', 'mining', 'ai']);

/**
 * One table of all lines, the file's own first (SIGNALS §10: file, headers, page, site): the most restrictive word on
 * training is the headline and every other one stays beside it. Nothing is averaged, and nobody is said to be right.
 */
export function mergeStances(given: readonly StanceLine[]): StanceTable {
  const lines = kept(given);
  const speaking = lines.filter(({ scope, stance }) => ON_TRAINING.has(scope) && stance !== 'unstated');
  const headline = mostRestrictive(speaking.map(({ stance }) => stance));
  return {
    headline,
    saidBy: speaking.filter(({ stance }) => stance === headline),
    otherwise: speaking.filter(({ stance }) => stance !== headline),
    turnedAway: turnedAway(lines),
    lines,
  };
}

/** Each line once, by layer; a flood loses what says nothing before what says something. */
function kept(given: readonly StanceLine[]): readonly StanceLine[] {
  const distinct = new Map(given.map((line) => [keyOf(line), line]));
  const isTold = ({ stance, scope }: StanceLine) => stance !== 'unstated' || scope === 'rights';
  const lines = [...distinct.values()].toSorted(
    (one, other) => Number(isTold(other)) - Number(isTold(one)) || strictness(one) - strictness(other),
  );
  const few = new Set(lines.slice(0, MAX_LINES));
  return LAYERS.flatMap((layer) => [...distinct.values()].filter((line) => line.layer === layer && few.has(line)));
}

function keyOf({ layer, source, field, value, stance }: StanceLine): string {
  return JSON.stringify([layer, source, field, value, stance]);
}

function strictness({ stance, scope }: StanceLine): number {
  return (ON_TRAINING.has(scope) ? 0 : 4) + ['prohibited', 'constrained', 'allowed', 'unstated'].indexOf(stance);
}

/** By their names in robots.txt; the group for everyone names nobody. */
function turnedAway(lines: readonly StanceLine[]): readonly string[] {
  const refused = lines.flatMap(({ scope, stance, layer, field }) => {
    const [agent = '', rule] = field.split(': ');
    return layer === 'site' && scope === 'crawling' && stance === 'prohibited' && rule === 'Disallow' ? [agent] : [];
  });
  return [...new Set(refused)].filter((agent) => agent !== '*');
}
