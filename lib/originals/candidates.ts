import type { Candidate, OriginalsInput } from './candidate.ts';
import { hintsAtPicture, hintsOfPage, type Hint } from './page-hints.ts';
import { withoutTracking } from './query-keys.ts';
import { guessesFor, type Rewrite, rewritesOf } from './rewrites.ts';
import { MAX_ADDRESS_LENGTH } from './rule.ts';
import { isKnownStore, isSameSite } from './site.ts';
import { withoutFragment } from './without-fragment.ts';

/** Addresses returned at most; whoever asks them has a smaller budget yet. */
const MAX_CANDIDATES = 24;
const MAX_GUESSES = 2;

/**
 * Where a larger or the original copy of a picture may be, best first: the same address asked for plainly, what the page
 * says at the picture, what rules make of its address, what the page says of itself, and guesses when asked for.
 * Contacts nobody. The caller still refuses inner addresses and asks the person where `asks` says so.
 */
export function candidates(input: OriginalsInput): readonly Candidate[] {
  const shown = URL.parse(input.url);
  const scene: Scene = {
    input,
    own: [shown, URL.parse(input.pageUrl)].filter((url) => url !== null),
    hosts: shownHosts(input),
  };
  const address = shown !== null && isWeb(shown) ? withoutFragment(shown.href) : null;
  const found: (Candidate | null)[] = [
    ...(address === null ? [] : plainly(input, address)),
    ...hintsAtPicture(input).map((hint) => ofHint(hint, scene)),
  ];
  if (address !== null) {
    const rewrites = rewritesOf(address);
    found.push(...rewrites.map((rewrite) => ofRewrite(rewrite, scene)));
    found.push(...hintsOfPage(input).map((hint) => ofHint(hint, scene)));
    found.push(...otherEndings(rewrites).map((rewrite) => ofRewrite(rewrite, scene)));
    if (input.isThorough) {
      const guesses = guessesFor(address, /@\dx/.test(input.srcset)).slice(0, MAX_GUESSES);
      found.push(...guesses.map((rewrite) => ofRewrite(rewrite, scene)));
    }
  } else {
    found.push(...hintsOfPage(input).map((hint) => ofHint(hint, scene)));
  }
  return distinct(
    found.filter((candidate) => candidate !== null),
    address,
  ).slice(0, MAX_CANDIDATES);
}

interface Scene {
  readonly input: OriginalsInput;
  /** The picture's and the page's address. */
  readonly own: readonly URL[];
  /** Hosts the page shows pictures of, or is on. */
  readonly hosts: readonly string[];
}

/** Servers that choose the encoding by `Accept` keep the stored one for those who name it. */
const PLAIN_ACCEPT = 'image/jpeg,image/png;q=0.9,image/*;q=0.5';

/** The same address, where what came is a delivery encoding that its name does not tell. */
function plainly({ format }: OriginalsInput, url: string): readonly Candidate[] {
  const ending = { 'image/webp': /\.webp$/i, 'image/avif': /\.avif$/i }[format === null ? '' : (format as string)];
  if (ending === undefined || ending.test(new URL(url).pathname)) return [];
  return [{ url, why: 'same-address', expected: 'same', asks: false, accept: PLAIN_ACCEPT }];
}

function ofHint({ url, why, expected }: Hint, scene: Scene): Candidate | null {
  const clean = checked(url, scene);
  return clean === null ? null : { url: clean.href, why, expected, asks: isForeign(clean.hostname, scene) };
}

function ofRewrite({ url, rule }: Rewrite, scene: Scene): Candidate | null {
  const clean = checked(url, scene);
  if (clean === null) return null;
  return {
    url: clean.href,
    why: `rule ${rule.id}`,
    expected: rule.expected ?? 'larger',
    asks: isForeign(clean.hostname, scene),
    ...(rule.mayRedirect && { mayRedirect: true }),
  };
}

/**
 * The address as it may be asked: on the picture's or page's own origin as it stands, elsewhere https on the usual port
 * under a name. `null` when it cannot be that.
 */
function checked(text: string, { input, own }: Scene): URL | null {
  const parsed = text.length > MAX_ADDRESS_LENGTH ? null : URL.parse(text, input.baseUrl);
  if (parsed === null || !isWeb(parsed) || parsed.username !== '' || parsed.password !== '') return null;
  parsed.hash = '';
  if (own.every(({ origin }) => origin !== parsed.origin)) {
    parsed.protocol = 'https:';
    if (parsed.port !== '' || isIpLiteral(parsed.hostname)) return null;
  }
  const clean = withoutTracking(parsed);
  return clean.href.length > MAX_ADDRESS_LENGTH ? null : clean;
}

function isForeign(host: string, { hosts }: Scene): boolean {
  return !hosts.some((known) => isSameSite(known, host) || isKnownStore(known, host));
}

function shownHosts({ url, pageUrl }: OriginalsInput): readonly string[] {
  return [url, pageUrl].flatMap((address) => {
    const host = URL.parse(address)?.hostname ?? '';
    return host === '' ? [] : [host];
  });
}

/** A source behind a delivery encoding may have kept the ending of its own. */
function otherEndings(rewrites: readonly Rewrite[]): readonly Rewrite[] {
  const [first] = rewrites.filter(({ url }) => DELIVERY_ENDING.test(url));
  if (first === undefined) return [];
  return ['.jpg', '.png'].map((ending) => ({ ...first, url: first.url.replace(DELIVERY_ENDING, ending) }));
}

const DELIVERY_ENDING = /\.(webp|avif)$/i;

function distinct(found: readonly Candidate[], shown: string | null): readonly Candidate[] {
  const seen = new Set<string>();
  return found.filter(({ url, why }) => {
    if (seen.has(url) || (url === shown && why !== 'same-address')) return false;
    seen.add(url);
    return true;
  });
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}

function isIpLiteral(host: string): boolean {
  return host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host);
}
