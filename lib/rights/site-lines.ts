import type { LookedAt, SiteFile, SiteFileName, SiteFiles, StanceLine } from '../model/stance.ts';
import { aiPolicyLines } from './ai-policy.ts';
import { aiTxtRule } from './ai-txt.ts';
import { cut } from './cut.ts';
import { robotsLines } from './robots-lines.ts';
import { parseRobots } from './robots-txt.ts';
import { tdmLine } from './stated-lines.ts';
import { tdmrepFor } from './tdm.ts';
import { trainingAllowed } from './trust-txt.ts';

/** What the files of a site say of one address there, and which of them there are. */
export interface SiteAnswer {
  readonly lines: readonly StanceLine[];
  readonly lookedAt: readonly LookedAt[];
  /** RSL files that robots.txt names, as written. */
  readonly licenses: readonly string[];
}

/** @param address absolute, http or https: of the medium, or of the page that stands on this site */
export function siteLines(files: SiteFiles, address: string): SiteAnswer {
  const { host, pathname, search } = new URL(address);
  const path = pathname + search;
  const lookedAt: LookedAt[] = [];
  const lines: StanceLine[] = [];
  let licenses: readonly string[] = [];
  const readers: Readonly<Record<SiteFileName, (text: string, source: string) => readonly StanceLine[] | 'malformed'>> =
    {
      'robots.txt': (text, source) => {
        const robots = parseRobots(text);
        ({ licenses } = robots);
        return robotsLines(robots, path, source);
      },
      'tdmrep.json': (text, source) => tdmrepLines(text, path, source),
      'ai.txt': (text, source) => aiTxtLines(text, path, source),
      '.well-known/ai.txt': (text, source) => aiTxtLines(text, path, source),
      'trust.txt': (text, source) => trustLines(text, source),
    };
  for (const name of NAMES) {
    const source = `${host}/${name}`;
    const file = files[name];
    const read = readable(file, name) ? readers[name](wholeLines(file), source) : [];
    if (read !== 'malformed') lines.push(...read);
    lookedAt.push({ layer: 'site', source, outcome: read === 'malformed' ? read : outcomeOf(file, name) });
  }
  return { lines, lookedAt, licenses };
}

const NAMES = [
  'robots.txt',
  'tdmrep.json',
  'ai.txt',
  '.well-known/ai.txt',
  'trust.txt',
] as const satisfies readonly SiteFileName[];

function readable(file: SiteFile, name: SiteFileName): file is Exclude<SiteFile, string> {
  // Half a JSON is none; lists of lines are read as far as they go (RFC 9309 §2.5).
  return typeof file === 'object' && !(file.isCut && name === 'tdmrep.json');
}

function wholeLines({ text, isCut }: Exclude<SiteFile, string>): string {
  return isCut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}

function outcomeOf(file: SiteFile, name: SiteFileName): LookedAt['outcome'] {
  if (typeof file !== 'object') return file;
  return readable(file, name) ? 'found' : 'too-large';
}

function tdmrepLines(text: string, path: string, source: string): readonly StanceLine[] | 'malformed' {
  const said = tdmrepFor(text, path);
  if (said === 'malformed') return said;
  return said === null ? [] : [tdmLine({ layer: 'site', source }, said)];
}

/** Two grammars share the name, and sites write either in either place. */
function aiTxtLines(text: string, path: string, source: string): readonly StanceLine[] {
  const policy = aiPolicyLines(text, path, source);
  const rule = aiTxtRule(text, path);
  if (rule === null) return policy;
  const [field, stance] = rule.isAllowed ? (['Allow', 'allowed'] as const) : (['Disallow', 'prohibited'] as const);
  return [{ layer: 'site', source, field, value: cut(rule.pattern), stance, scope: 'training' }, ...policy];
}

function trustLines(text: string, source: string): readonly StanceLine[] {
  return trainingAllowed(text).map((value) => ({
    ...{ layer: 'site', source, field: 'datatrainingallowed', value, scope: 'training' },
    stance: value === 'yes' ? 'allowed' : 'prohibited',
  }));
}
