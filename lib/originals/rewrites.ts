import { isPresentationOnly, isSigned } from './query-keys.ts';
import { rewrite, type Rule } from './rule.ts';
import { guessRules } from './rules/guesses.ts';
import { hostRules, sizeRules, sourceRules } from './rules/index.ts';

/** An address made by a rule out of another. */
export interface Rewrite {
  readonly url: string;
  readonly rule: Rule;
}

/** How often the rules are run again on what they made: a proxy of a resizer of a blog. */
const MAX_DEPTH = 3;
/** Rewrites of one address; each costs a request. */
const MAX_REWRITES = 24;

/** Every address the rules lead to, most original first: what was unwrapped further stands before what it came from. */
export function rewritesOf(address: string): readonly Rewrite[] {
  const seen = new Set([address]);
  return follow(address, seen, MAX_DEPTH);
}

/** Addresses that are a habit of naming at best. */
export function guessesFor(address: string, hasDensityNames: boolean): readonly Rewrite[] {
  const url = URL.parse(address);
  if (url === null || isSigned(url) || hostRules.some((rule) => rule.match.test(address))) return [];
  return guessRules.filter(({ id }) => id !== DENSITY_GUESS || hasDensityNames).flatMap((rule) => made(rule, address));
}

const DENSITY_GUESS = 'G50';

function follow(address: string, seen: Set<string>, depth: number): readonly Rewrite[] {
  if (depth === 0 || seen.size > MAX_REWRITES) return [];
  return direct(address).flatMap((found) => {
    if (seen.has(found.url) || seen.size > MAX_REWRITES) return [];
    seen.add(found.url);
    // A host's own rule has said all there is to say about that host.
    const isDone = hostRules.includes(found.rule) && hostOf(found.url) === hostOf(address);
    return isDone ? [found] : [...follow(found.url, seen, depth - 1), found];
  });
}

function direct(address: string): readonly Rewrite[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const signed = isSigned(url);
  const own = hostRules.find(({ match, needs }) => match.test(address) && !(needs === 'unsigned' && signed));
  if (own !== undefined) return made(own, address);
  const sources = sourceRules.flatMap((rule) => made(rule, address));
  // Around a source, sizes are the wrapping's; in a signed address nothing may change.
  if (signed || sources.length > 0) return sources;
  const sizes = sizeRules.filter((rule) => rule.id !== BARE_FILE || isPresentationOnly(url));
  return [...sources, ...sizes.flatMap((rule) => made(rule, address))];
}

/** Drops the whole query, so only where there is nothing else in it. */
const BARE_FILE = 'G01';

function made(rule: Rule, address: string): readonly Rewrite[] {
  if (rule.needs === 'referrer' || rule.needs === 'cookies') return [];
  return rewrite(rule, address).map((url) => ({ url, rule }));
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}
