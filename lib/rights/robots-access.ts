import { coverage } from './path-pattern.ts';
import type { RobotsGroup, RobotsRule } from './robots-txt.ts';

/** The groups that speak to one crawler, read as one: those with its name, else those for everyone (RFC 9309 §2.2.1). */
export function groupFor(groups: readonly RobotsGroup[], agent: string): RobotsGroup | null {
  const token = agent.toLowerCase();
  const named = groups.filter(({ agents }) => agents.includes(token));
  const found = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'));
  if (found.length === 0) return null;
  return {
    agents: named.length > 0 ? [token] : ['*'],
    rules: found.flatMap(({ rules }) => rules),
    signals: found.flatMap(({ signals }) => signals),
  };
}

/**
 * The rule that decides on a path: the one that covers most of it; where two cover the same, the one that allows
 * (RFC 9309 §2.2.2). `null`: no rule covers it, so it may be crawled.
 * @param path with its query, as in the request
 */
export function decidingRule(rules: readonly RobotsRule[], path: string): RobotsRule | null {
  let best: { readonly rule: RobotsRule; readonly length: number } | null = null;
  for (const rule of rules) {
    const length = coverage(rule.pattern, path);
    if (length === null || (best !== null && length < best.length)) continue;
    if (best === null || length > best.length || rule.isAllowed) best = { rule, length };
  }
  return best?.rule ?? null;
}
