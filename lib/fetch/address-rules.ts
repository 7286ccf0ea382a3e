import type { Unanswered } from '../model/outcome.ts';

/**
 * May Whence fetch `url` on behalf of the page at `pageUrl`? A public page must not be able to point the
 * extension, which stands behind the person's firewall, at a printer, a router or a developer's server.
 * An inner address is fetched only for a page that is itself on that host; loopback pages may use any
 * loopback host and port. `pageUrl` '' is a page of unknown address: it may fetch public addresses only.
 *
 * A public name that resolves to an inner address passes: extensions cannot see resolution. The page could
 * make the same request itself, and no bytes ever go back to it.
 * @returns `null` when allowed, else the reason.
 */
export function refusal(url: string, pageUrl: string): Extract<Unanswered, 'not-public' | 'unsupported'> | null {
  if (!URL.canParse(url)) return 'unsupported';
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return 'unsupported';
  const host = normalized(hostname);
  if (!isInner(host)) return null;
  const page = URL.canParse(pageUrl) ? normalized(new URL(pageUrl).hostname) : '';
  return host === page || (isLoopback(host) && isLoopback(page)) ? null : 'not-public';
}

/** Names that resolve inside a network: RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`, and common habits. */
const INNER_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'home.arpa',
  'lan',
  'home',
  'corp',
  'intranet',
  'private',
  'localdomain',
].map((name) => `.${name}`);

/**
 * IPv4 blocks that are not public, as [first address, prefix length].
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const INNER_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

function isInner(host: string): boolean {
  const groups = ipv6Groups(host);
  if (groups !== null) return isInnerIpv6(groups);
  const address = ipv4(host);
  if (address !== null) return isInnerIpv4(address);
  return !host.includes('.') || INNER_SUFFIXES.some((suffix) => host.endsWith(suffix));
}

function isLoopback(host: string): boolean {
  const address = ipv4(host);
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    (address !== null && address >>> 24 === 127)
  );
}

/** Lower case and without the root dot; `new URL` has already turned 0x7f.1 and 2130706433 into 127.0.0.1. */
function normalized(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, '');
}

function ipv4(host: string): number | null {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(host)) return null;
  return host.split('.').reduce((address, byte) => ((address << 8) | Number(byte)) >>> 0, 0);
}

function isInnerIpv4(address: number): boolean {
  return INNER_IPV4.some(([first, bits]) => (address ^ (ipv4(first) ?? 0)) >>> (32 - bits) === 0);
}

/** The eight groups of a bracketed IPv6 address as `new URL` writes it: no embedded IPv4, one `::` at most. */
function ipv6Groups(host: string): number[] | null {
  if (!host.startsWith('[') || !host.endsWith(']')) return null;
  const [head = '', tail] = host.slice(1, -1).split('::');
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => 0), ...right];
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** https://www.iana.org/assignments/iana-ipv6-special-registry; addresses that carry an IPv4 one are judged by it. */
function isInnerIpv6(groups: readonly number[]): boolean {
  const [first = 0, second = 0, third = 0] = groups;
  const embedded = ((groups[6] ?? 0) * 0x10000 + (groups[7] ?? 0)) >>> 0;
  if (groups.slice(0, 5).every((group) => group === 0)) {
    // ::, ::1, the deprecated IPv4-compatible block and IPv4-mapped ::ffff:0:0/96.
    return groups[5] === 0xffff ? isInnerIpv4(embedded) : true;
  }
  if (first === 0x64 && second === 0xff9b) return isInnerIpv4(embedded); // NAT64
  if (first === 0x2002) return isInnerIpv4((second * 0x10000 + third) >>> 0); // 6to4
  return (
    (first & 0xfe00) === 0xfc00 || // unique local
    (first & 0xffc0) === 0xfe80 || // link local
    (first & 0xffc0) === 0xfec0 || // site local, deprecated
    (first & 0xff00) === 0xff00 || // multicast
    (first === 0x2001 && second === 0xdb8) // documentation
  );
}
