import type { StanceLine, StanceScope } from '../model/stance.ts';
import type { TrainingStance } from '../model/report.ts';
import { AI_CRAWLERS } from './ai-crawlers.ts';
import { cut } from './cut.ts';
import { coverage } from './path-pattern.ts';

/** Longest file read, in characters, and statements of it. */
const MAX_LENGTH = 512 * 1024;
const MAX_STATEMENTS = 500;
const MAX_LINE = 2048;

/** `agent`: in small letters; `''` for everyone. */
interface Statement {
  readonly agent: string;
  readonly key: string;
  readonly value: string;
}

/**
 * What an ai.txt of the other grammar says of a path: a policy of keys and values with blocks for single agents, meant for
 * `/.well-known/ai.txt` (https://datatracker.ietf.org/doc/draft-car-ai-txt-wellknown/, a proposal of one person). What
 * it leaves out it does not say here, whatever default the proposal gives it. Never throws.
 */
export function aiPolicyLines(text: string, path: string, source: string): readonly StanceLine[] {
  const statements = [...statementsOf(text)];
  return statements.flatMap((statement): readonly StanceLine[] => {
    const { agent, key, value } = statement;
    const line = { layer: 'site', source, value: cut(value) } as const;
    if (agent === '' && TERMS.has(key)) return [{ ...line, field: nameOf(key), stance: 'unstated', scope: 'rights' }];
    const scope = SCOPES.get(key);
    const stance = STANCES.get(value.toLowerCase());
    if (scope === undefined || stance === undefined) return [];
    if (agent !== '') {
      const name = AI_CRAWLERS.find((each) => each.toLowerCase() === agent);
      return name === undefined ? [] : [{ ...line, field: `${name}: ${nameOf(key)}`, stance, scope }];
    }
    const rule = key === 'training' && stance === 'constrained' ? ruleFor(statements, path) : null;
    return [rule === null ? { ...line, field: nameOf(key), stance, scope } : { ...line, ...rule, scope }];
  });
}

/** The path rule that covers most of a path; where two cover the same, the stricter. */
function ruleFor(
  statements: readonly Statement[],
  path: string,
): Pick<StanceLine, 'field' | 'value' | 'stance'> | null {
  let longest = 0;
  let found: Statement | null = null;
  for (const statement of statements) {
    if (statement.agent !== '' || !RULES.has(statement.key)) continue;
    const length = coverage(statement.value, path) ?? 0;
    if (length === 0 || length < longest || (length === longest && statement.key === ALLOW)) continue;
    [longest, found] = [length, statement];
  }
  if (found === null) return null;
  return { field: nameOf(found.key), value: cut(found.value), stance: found.key === ALLOW ? 'allowed' : 'prohibited' };
}

/** Lines that are indented belong to the agent named above them; the first that is not ends its block. */
function* statementsOf(text: string): Generator<Statement> {
  let agent = '';
  let count = 0;
  for (const line of text
    .slice(0, MAX_LENGTH)
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)) {
    const [, indent = '', name = '', value = ''] =
      line.length > MAX_LINE ? [] : (/^([ \t]*)([A-Za-z][\w-]{0,40})[ \t]*:(.*)$/.exec(line) ?? []);
    const key = name.toLowerCase();
    if (key === '') continue;
    if (key === 'agent') {
      agent = value.trim() === '*' ? '' : value.trim().toLowerCase();
      continue;
    }
    if (!/^(?: {2}|\t)/.test(indent)) agent = '';
    if (count === MAX_STATEMENTS) return;
    count += 1;
    if (value.trim() !== '') yield { agent, key, value: value.trim() };
  }
}

/** As the proposal writes it: `Training-Allow`, `Policy-URL`. */
function nameOf(key: string): string {
  return key.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()).replace(/-Url$/, '-URL');
}

const ALLOW = 'training-allow';
const RULES: ReadonlySet<string> = new Set([ALLOW, 'training-deny']);
const TERMS: ReadonlySet<string> = new Set(['training-license', 'training-fee', 'policy-url']);
const SCOPES: ReadonlyMap<string, StanceScope> = new Map([
  ['training', 'training'],
  ['scraping', 'crawling'],
  ['indexing', 'input'],
]);
const STANCES: ReadonlyMap<string, TrainingStance> = new Map([
  ['allow', 'allowed'],
  ['deny', 'prohibited'],
  ['conditional', 'constrained'],
]);
