import type { StanceLine } from '../model/stance.ts';
import { cut } from './cut.ts';

/** Longest text read, in characters; indexing directives take some dozens. */
const MAX_LENGTH = 4096;
const MAX_MEMBERS = 64;

/** What of such a text speaks of AI. */
export interface NoAi {
  readonly directive: 'noai' | 'noimageai';
  /** The one crawler it is for; `null`: everyone. */
  readonly agent: string | null;
}

/** `noai` and `noimageai` among the directives of an `X-Robots-Tag` header or a `<meta name="robots">`, in any case. */
export function parseDirectives(text: string): readonly NoAi[] {
  const found = new Map<string, NoAi>();
  for (const member of text.slice(0, MAX_LENGTH).split(',').slice(0, MAX_MEMBERS)) {
    const [, agent = '', directive] = /^\s*(?:([^\s:]{1,64})\s*:)?\s*(noai|noimageai)\s*$/i.exec(member) ?? [];
    if (directive === undefined) continue;
    const name = directive.toLowerCase() === 'noai' ? 'noai' : 'noimageai';
    found.set(`${agent}:${name}`, { directive: name, agent: agent === '' || agent === '*' ? null : agent });
  }
  return [...found.values()];
}

/**
 * The same as lines.
 * @param isPicture `noimageai` is about pictures alone
 */
export function directiveLines(
  text: string,
  place: Pick<StanceLine, 'layer' | 'source' | 'field'>,
  isPicture: boolean,
): readonly StanceLine[] {
  return parseDirectives(text).map(({ directive, agent }) => ({
    ...place,
    value: cut(agent === null ? directive : `${agent}: ${directive}`),
    stance: directive === 'noai' || isPicture ? 'prohibited' : 'unstated',
    // For one crawler only.
    scope: agent === null ? 'ai' : 'crawling',
  }));
}
