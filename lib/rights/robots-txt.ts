/** A rule of a group. */
export interface RobotsRule {
  readonly isAllowed: boolean;
  readonly pattern: string;
}

/** What a group says on the use of what may be crawled. */
export interface RobotsSignal {
  readonly name: 'content-signal' | 'content-usage';
  readonly value: string;
}

export interface RobotsGroup {
  /** Product tokens in small letters, `*` for everyone. */
  readonly agents: readonly string[];
  readonly rules: readonly RobotsRule[];
  readonly signals: readonly RobotsSignal[];
}

export interface Robots {
  readonly groups: readonly RobotsGroup[];
  /** Addresses of RSL licences, of all groups (RSL 1.0 §4.1). */
  readonly licenses: readonly string[];
}

/** The least that RFC 9309 §2.5 asks of a reader, and all that this one reads, in characters. */
export const MAX_ROBOTS_LENGTH = 500 * 1024;
/** Lines longer than this are no addresses of anything. */
const MAX_LINE = 4096;
const MAX_GROUPS = 2000;
const MAX_PER_GROUP = 5000;
const MAX_LICENSES = 8;

type OpenGroup = { agents: string[]; rules: RobotsRule[]; signals: RobotsSignal[] };

/** Reads a robots.txt (RFC 9309 §2.2); what does not follow its grammar is passed over. Never throws. */
export function parseRobots(text: string): Robots {
  const groups: OpenGroup[] = [];
  const licenses: string[] = [];
  let group: OpenGroup | null = null;
  let isNaming = false;
  for (const [name, value] of linesOf(text)) {
    if (name === 'user-agent') {
      if (!isNaming) {
        if (groups.length === MAX_GROUPS) break;
        group = { agents: [], rules: [], signals: [] };
        groups.push(group);
      }
      isNaming = true;
      if (value !== '') push(group?.agents, productToken(value));
      continue;
    }
    // Lines of other records do not end the naming of agents; rules and signals do.
    if (name === 'license' && licenses.length < MAX_LICENSES && value !== '') licenses.push(value);
    if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      if (value !== '') push(group?.rules, { isAllowed: name === 'allow', pattern: value });
    }
    if (name === 'content-signal' || name === 'content-usage') {
      isNaming = false;
      push(group?.signals, { name, value });
    }
  }
  return { groups, licenses };
}

function* linesOf(text: string): Generator<readonly [name: string, value: string]> {
  const lines = text
    .slice(0, MAX_ROBOTS_LENGTH)
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/);
  // Half a line would say something else: `Disallow: /` of `Disallow: /old`.
  if (text.length > MAX_ROBOTS_LENGTH) lines.pop();
  for (const line of lines) {
    if (line.length > MAX_LINE) continue;
    const [statement = ''] = line.split('#', 1);
    const colon = statement.indexOf(':');
    if (colon > 0) yield [statement.slice(0, colon).trim().toLowerCase(), statement.slice(colon + 1).trim()];
  }
}

/** `GPTBot/1.2` and `GPTBot (training)` name GPTBot. */
function productToken(value: string): string {
  return value.startsWith('*') ? '*' : (/^[\w-]+/.exec(value)?.[0] ?? '').toLowerCase();
}

function push<Each>(list: Each[] | undefined, each: Each): void {
  if (list !== undefined && list.length < MAX_PER_GROUP) list.push(each);
}
