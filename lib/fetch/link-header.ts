import { withoutFragment } from '../originals/without-fragment.ts';
import type { HttpFacts } from './http-facts.ts';

/** One link of a `Link` header. */
export interface HeaderLink {
  /** As written between the angle brackets. */
  readonly target: string;
  /** Parameter values by name in lower case; the first of a name counts (RFC 8288 §3). */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longest header read: servers send under one kilobyte. */
const MAX_LENGTH = 16 * 1024;
const MAX_LINKS = 64;
const MAX_PARAMETERS = 32;

/**
 * Where the response says its C2PA manifest is kept: the first `Link` with `rel="c2pa-manifest"` (C2PA 2.2 §15.5.3.2),
 * resolved, without fragment. `null` when there is none, or when it points back into the file itself.
 * @param base address of the response.
 */
export function manifestLink(header: string | null, base: string): string | null {
  for (const { target, parameters } of parseLinkHeader(header ?? '')) {
    const relations = (parameters.get('rel') ?? '').toLowerCase().split(/\s+/);
    // With an anchor it is a link of something else (RFC 8288 §3.2).
    if (!relations.includes('c2pa-manifest') || parameters.has('anchor')) continue;
    const url = URL.parse(target, base);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) continue;
    url.hash = '';
    return url.href === withoutFragment(base) ? null : url.href;
  }
  return null;
}

/** The same of a response by its facts; `null` for bytes no server sent. */
export function manifestLinkOf(facts: Pick<HttpFacts, 'link' | 'finalUrl'> | null): string | null {
  return facts === null ? null : manifestLink(facts.link, facts.finalUrl);
}

/** Splits a `Link` header (RFC 8288 §3 and appendix B.2); what does not follow its grammar is passed over. */
export function parseLinkHeader(header: string): readonly HeaderLink[] {
  const links: HeaderLink[] = [];
  const text = header.slice(0, MAX_LENGTH);
  let at = 0;
  while (links.length < MAX_LINKS) {
    const open = text.indexOf('<', at);
    const close = open === -1 ? -1 : text.indexOf('>', open);
    if (close === -1) return links;
    const { parameters, end } = parametersFrom(text, close + 1);
    links.push({ target: text.slice(open + 1, close).trim(), parameters });
    at = end;
  }
  return links;
}

/** One parameter: a name, then nothing, a token or a quoted text. Every step takes text or ends. */
const PARAMETER = /[\s;]*([^\s;,="<>]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s;,"]*)))?/y;

function parametersFrom(text: string, start: number): { parameters: ReadonlyMap<string, string>; end: number } {
  const parameters = new Map<string, string>();
  let at = start;
  for (let count = 0; count < MAX_PARAMETERS; count += 1) {
    PARAMETER.lastIndex = at;
    const [, name, quoted, token] = PARAMETER.exec(text) ?? [];
    if (name === undefined) break;
    at = PARAMETER.lastIndex;
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '');
  }
  // Whatever stands before the next comma outside the parameters is no part of any link.
  const comma = text.indexOf(',', at);
  return { parameters, end: comma === -1 ? text.length : comma + 1 };
}
