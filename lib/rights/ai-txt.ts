import { decidingRule, groupFor } from './robots-access.ts';
import { parseRobots, type RobotsRule } from './robots-txt.ts';

/**
 * The rule of an ai.txt (Spawning) on a path: groups and rules as in robots.txt, with patterns that most often are
 * file endings, as `*.jpg`. `null`: none covers it.
 */
export function aiTxtRule(text: string, path: string): RobotsRule | null {
  return decidingRule(groupFor(parseRobots(text).groups, '*')?.rules ?? [], path);
}
