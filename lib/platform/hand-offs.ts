import { refusal } from '../fetch/address-rules.ts';
import type { SearchEngine } from '../model/search-engine.ts';
import { engineAddress } from '../settings/engine-template.ts';

/** Where a picture may be asked about elsewhere, as links that say all that they send. */
export interface HandOffs {
  /** The address that is sent. */
  readonly sent: string;
  readonly engines: readonly { readonly name: string; readonly host: string; readonly href: string }[];
  /** Content Credentials' own reader. */
  readonly credentials: { readonly host: string; readonly href: string };
}

/** Why a picture's address is of no use to others; `own-file`: it has none. */
export type NoHandOff = 'own-file' | 'inside-page' | 'not-public' | 'has-password' | 'too-long';

/** Reads the record of a file at an address, in the browser (https://opensource.contentauthenticity.org/docs/verify/). */
const CREDENTIALS = 'https://contentcredentials.org/verify?source={url}';
/** Longer ones are refused by servers. */
const MAX_ADDRESS_LENGTH = 4000;

/** The links for a medium at `url`; or why there are none. Nobody is contacted. */
export function handOffsFor(url: string, engines: readonly SearchEngine[]): HandOffs | NoHandOff {
  const parsed = /^https?:/i.test(url) ? URL.parse(url) : null;
  if (parsed === null) return 'inside-page';
  if (parsed.username !== '' || parsed.password !== '') return 'has-password';
  // As for a page of unknown address: no server elsewhere can reach an inner one, and none should learn of it.
  if (refusal(url, '') !== null) return 'not-public';
  if (url.length > MAX_ADDRESS_LENGTH) return 'too-long';
  parsed.hash = '';
  const sent = parsed.href;
  const link = (template: string) => {
    const href = engineAddress(template, sent);
    return { host: new URL(href).host, href };
  };
  return {
    sent,
    engines: engines.filter(({ isOn }) => isOn).map(({ name, template }) => ({ name, ...link(template) })),
    credentials: link(CREDENTIALS),
  };
}
