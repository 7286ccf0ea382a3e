import type { StanceLine } from '../model/stance.ts';
import { AI_CRAWLERS } from './ai-crawlers.ts';
import { cut } from './cut.ts';
import { coverage } from './path-pattern.ts';
import { decidingRule, groupFor } from './robots-access.ts';
import type { Robots, RobotsGroup, RobotsSignal } from './robots-txt.ts';
import { mostRestrictive } from './training.ts';
import { parsePreferences, type UsagePreference } from './usage-preferences.ts';

/**
 * What a robots.txt says of one path: to everyone, then to the crawlers for AI it names. Each line as it stands there.
 * @param path with its query
 * @param source where the file is, as lines name it
 */
export function robotsLines(robots: Robots, path: string, source: string): readonly StanceLine[] {
  const lines = linesFor('*', robots, path, source);
  for (const agent of AI_CRAWLERS) {
    const isNamed = robots.groups.some(({ agents }) => agents.includes(agent.toLowerCase()));
    if (isNamed) lines.push(...linesFor(agent, robots, path, source));
  }
  const licenses = robots.licenses.map((address): StanceLine => ({
    ...{ layer: 'site', source, field: 'License', value: cut(address), stance: 'unstated', scope: 'rights' },
  }));
  return [...lines, ...licenses];
}

function linesFor(agent: string, { groups }: Robots, path: string, source: string): StanceLine[] {
  const group = groupFor(groups, agent);
  if (group === null) return [];
  const rule = decidingRule(group.rules, path);
  const lines: StanceLine[] = [];
  // "Everyone may" is what an empty file says as well.
  if (rule !== null && !(agent === '*' && rule.isAllowed)) {
    const field = `${agent}: ${rule.isAllowed ? 'Allow' : 'Disallow'}`;
    const stance = rule.isAllowed ? 'allowed' : 'prohibited';
    lines.push({ layer: 'site', source, field, value: cut(rule.pattern), stance, scope: 'crawling' });
  }
  // Signals are about what may be crawled; the rest was refused already.
  if (rule?.isAllowed === false) return lines;
  return [...lines, ...signalLines('content-signal', group, path), ...signalLines('content-usage', group, path)].map(
    (line) => ({
      ...line,
      source,
      field: agent === '*' || line.scope === 'crawling' ? line.field : `${agent}: ${line.field}`,
    }),
  );
}

/** Of the signals of one kind those of the longest path that covers this one; where they differ, the strictest is told. */
function signalLines(name: RobotsSignal['name'], { signals }: RobotsGroup, path: string): readonly StanceLine[] {
  let longest = -1;
  let found: UsagePreference[] = [];
  for (const { value, name: kind } of signals) {
    if (kind !== name) continue;
    const [pattern = '', list] = value.startsWith('/') ? splitPath(value) : ['', value];
    const length = pattern === '' ? 0 : coverage(pattern, path);
    if (length === null || length < longest) continue;
    if (length > longest) found = [];
    longest = length;
    found.push(...parsePreferences(list));
  }
  const keys = [...new Set(found.map(({ key }) => key))];
  return keys.flatMap((key) => {
    const said = found.filter((each) => each.key === key);
    const strictest = mostRestrictive(said.map(({ stance }) => stance));
    const preference = said.find(({ stance }) => stance === strictest);
    return preference === undefined ? [] : [lineOf(name, preference)];
  });
}

function lineOf(name: RobotsSignal['name'], { key, value, stance, scope }: UsagePreference): StanceLine {
  const field = name === 'content-signal' ? 'Content-Signal' : 'Content-Usage';
  return { layer: 'site', source: '', field, value: cut(`${key}=${value}`), stance, scope };
}

/** `/images train-ai=n`: the path, then the list. */
function splitPath(value: string): readonly [pattern: string, list: string] {
  const end = value.search(/\s/);
  return end === -1 ? [value, ''] : [value.slice(0, end), value.slice(end)];
}
