/**
 * One way in which a site's addresses of smaller copies lead back to a larger one. Data: nothing here contacts anybody.
 */
export interface Rule {
  /** `G…` fits any host, `H…` one host. */
  readonly id: string;
  /** Matched against the whole address without its fragment. Linear or quadratic: addresses are capped. */
  readonly match: RegExp;
  /**
   * Templates, best first. `$n` is one digit, `$0` the whole address; `${dec:n}`, `${b64:n}` and `${hex:n}` decode
   * group n; then `|noq` drops the query, `|drop(a,b)` keys of it and `|set(k=v)` replaces one.
   * None at all: known to lead nowhere, because each size carries its own signature.
   */
  readonly gives: readonly string[];
  /** The copy has as many pixels, in another encoding. */
  readonly expected?: 'same';
  /** What a request would need that Whence does not send: such a rule gives nothing. `unsigned`: fits unsigned addresses only. */
  readonly needs?: 'referrer' | 'cookies' | 'unsigned';
  /** The address answers with a redirect by design. */
  readonly mayRedirect?: true;
}

/** Longest address looked at or made: servers refuse longer ones, and it bounds the cost of every pattern. */
export const MAX_ADDRESS_LENGTH = 2048;

/** What the rule makes of the address, best first; empty when it does not fit. Not yet checked for safety. */
export function rewrite(rule: Rule, address: string): readonly string[] {
  if (address.length > MAX_ADDRESS_LENGTH) return [];
  const groups = rule.match.exec(address);
  if (groups === null) return [];
  return rule.gives
    .map((template) => filled(template, groups))
    .filter((made) => made !== null)
    .filter((made) => made.length <= MAX_ADDRESS_LENGTH && made !== address);
}

const PLACEHOLDER = /\$(\d)|\$\{(dec|b64|hex):(\d)\}/g;

function filled(template: string, groups: RegExpExecArray): string | null {
  const [pattern = '', ...steps] = template.split('|');
  try {
    const made = pattern.replaceAll(PLACEHOLDER, (_, plain?: string, coding?: string, coded?: string) => {
      const text = groups[Number(plain ?? coded)] ?? '';
      return coding === undefined ? text : decoded(text, coding);
    });
    return steps.reduce(edited, made);
  } catch {
    return null;
  }
}

/** @throws on text that is not of the coding. */
function decoded(text: string, coding: string): string {
  if (coding === 'dec') {
    const once = decodeURIComponent(text);
    return /^https?%3A/i.test(once) ? decodeURIComponent(once) : once;
  }
  const bytes =
    coding === 'hex'
      ? Uint8Array.from(text.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16))
      : Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** Edits the query as text, so that what is kept stays as the server wrote it. */
function edited(address: string, step: string): string {
  const [, name = '', list = ''] = /^(\w+)(?:\((.*)\))?$/.exec(step) ?? [];
  const [path = '', query = ''] = address.split(/\?(.*)/s);
  if (name === 'noq') return path;
  const settings = list.split(',').map((setting) => setting.split('='));
  const keys = new Set(settings.map(([key]) => key));
  const kept = query.split('&').filter((pair) => pair !== '' && !keys.has(pair.split('=', 1)[0]));
  const added = name === 'set' ? settings.map((setting) => setting.join('=')) : [];
  const joined = [...kept, ...added].join('&');
  return joined === '' ? path : `${path}?${joined}`;
}
