/** What a file that a page's script loaded may be to a stream, by its name. A name proves nothing. */
export type PartKind = 'hls' | 'dash' | 'head' | 'media';

export function partKindOf(address: string): PartKind | null {
  const { protocol, pathname } = URL.parse(address) ?? { protocol: '', pathname: '' };
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  if (/\.m3u8$/i.test(pathname)) return 'hls';
  if (/\.mpd$/i.test(pathname)) return 'dash';
  if (!/\.(mp4|m4[asv]|cmf[av])$/i.test(pathname)) return null;
  return /init|header/i.test(pathname.slice(pathname.lastIndexOf('/') + 1)) ? 'head' : 'media';
}

/**
 * Those of the files that may be fragments of the stream that begins with `head`, the likeliest first: tracks and sizes
 * have names of their own, which the names of their heads and fragments share.
 */
export function fragmentsFor(head: string, addresses: readonly string[]): readonly string[] {
  const words = wordsOf(head);
  const likeness = (address: string): number => wordsOf(address).filter((word) => words.includes(word)).length;
  return addresses
    .filter((address) => address !== head && partKindOf(address) === 'media')
    .map((address) => ({ address, rank: likeness(address) }))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ address }) => address);
}

/** Words of an address compared: names are short, and a long one is an attack. */
const MOST_WORDS = 64;

function wordsOf(address: string): readonly string[] {
  return (URL.parse(address)?.pathname ?? '').split(/[^\p{L}\p{N}]+/u, MOST_WORDS).filter((word) => word !== '');
}
