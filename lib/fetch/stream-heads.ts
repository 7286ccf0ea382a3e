import { Unreadable } from '../bytes/source.ts';
import { readDash } from '../streams/dash.ts';
import { readHls } from '../streams/hls.ts';
import type { Playlist } from '../streams/playlist.ts';
import { fragmentsFor, partKindOf } from '../streams/stream-parts.ts';
import { type HttpOptions, type HttpSource, openHttp } from './http-source.ts';

/** The beginning of a stream, where a record would be, and what may be the rest. */
export interface StreamHead {
  readonly address: string;
  readonly source: HttpSource;
  readonly fragments: AsyncIterable<Uint8Array>;
}

/** Playlists read: a master, the one in use, and that of the sound. Live ones are a few kilobytes. */
const MOST_PLAYLISTS = 3;
const MAX_PLAYLIST_BYTES = 512 * 1024;
/** Heads read: those of the sizes and languages a player takes up at its start. */
const MOST_HEADS = 6;
/** Fragments read, and only where a head carries a record: another size's does not fit. */
const MOST_FRAGMENTS = 3;
/** Ten seconds of 4K video are 20 MB; most fragments are two to six seconds of less. */
const MAX_FRAGMENT_BYTES = 16 * 1024 * 1024;
/** Milliseconds for any one of them, and for all: less than a job may take. */
const PART_MS = 6_000;
const TOTAL_MS = 18_000;

export interface OpenStream {
  /**
   * The heads there are, the likeliest first, each read only when it is asked for. Close its source when done with it.
   * @throws Unreadable `encrypted`; `stream` when there was no head; `budget` when there are more than are read.
   */
  readonly heads: AsyncIterable<StreamHead>;
  /** Bytes the network has carried so far. */
  networkBytes(): number;
}

/**
 * Finds where a stream begins that a page's script feeds to a player, from the addresses that the script loaded: the
 * files that are named as heads, those that playlists name, and else the media files themselves, in that order.
 * @param parts addresses as the page told them, in the order they were loaded.
 */
export function openStream(parts: readonly string[], options: HttpOptions): OpenStream {
  const sources: HttpSource[] = [];
  const ends = [AbortSignal.timeout(TOTAL_MS), ...(options.signal === undefined ? [] : [options.signal])];
  const reading = { ...options, signal: AbortSignal.any(ends), limits: { totalMs: PART_MS, ...options.limits } };
  const open: Open = async (address) => {
    const opened = await openHttp(address, reading).catch(() => null);
    if (opened?.kind !== 'source') return null;
    sources.push(opened.source);
    return opened.source;
  };
  return {
    heads: headsOf(parts, open),
    networkBytes: () => sources.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
  };
}

/** Opens one file; `null` when it cannot be had. */
type Open = (address: string) => Promise<HttpSource | null>;

async function* headsOf(parts: readonly string[], open: Open): AsyncGenerator<StreamHead> {
  const asked = new Set<string>();
  let found = 0;
  async function* openAll(addresses: readonly string[], rest: readonly string[]): AsyncGenerator<StreamHead> {
    for (const address of addresses) {
      if (asked.has(address)) continue;
      if (asked.size >= MOST_HEADS) throw new Unreadable('budget');
      asked.add(address);
      const source = await openHead(address, open);
      if (source === null) continue;
      found += 1;
      yield { address, source, fragments: readFragments([...fragmentsFor(address, parts), ...rest], open) };
    }
  }
  yield* openAll(ofKind(parts, 'head'), []);
  const playlists = await readPlaylists(parts, open);
  const loaded = new Set(parts);
  const named = playlists.flatMap(({ heads }) => heads);
  // A playlist names every size there is; the page loaded the one that plays.
  const inUse = named.filter((address) => loaded.has(address));
  const listed = playlists.flatMap(({ fragments }) => fragments);
  yield* openAll(inUse.length > 0 ? inUse : found > 0 ? [] : named, listed);
  if (found === 0) yield* openAll(ofKind(parts, 'media').slice(0, MOST_HEADS - asked.size), listed);
  if (found === 0) throw new Unreadable(playlists.some(({ isEncrypted }) => isEncrypted) ? 'encrypted' : 'stream');
}

function ofKind(parts: readonly string[], kind: ReturnType<typeof partKindOf>): readonly string[] {
  return parts.filter((part) => partKindOf(part) === kind);
}

/** `null`: it cannot be read, or does not begin a file (ISO/IEC 14496-12 §4.3, §8.16.2). */
async function openHead(address: string, open: Open): Promise<HttpSource | null> {
  const source = await open(address);
  const start = await source?.read(4, 4).catch(() => new Uint8Array());
  if (source === null || start === undefined) return null;
  if (String.fromCharCode(...start) === 'ftyp') return source;
  source.close();
  return null;
}

/** Those the page loaded, and those that these list, as far as they are read. */
async function readPlaylists(parts: readonly string[], open: Open): Promise<readonly Playlist[]> {
  const waiting = parts.filter((part) => partKindOf(part) === 'hls' || partKindOf(part) === 'dash');
  const read: Playlist[] = [];
  const asked = new Set<string>();
  for (let address = waiting.shift(); address !== undefined && asked.size < MOST_PLAYLISTS; address = waiting.shift()) {
    if (asked.has(address)) continue;
    asked.add(address);
    const bytes = await wholeOf(address, MAX_PLAYLIST_BYTES, open);
    if (bytes === null) continue;
    const playlist = (partKindOf(address) === 'dash' ? readDash : readHls)(new TextDecoder().decode(bytes), address);
    read.push(playlist);
    waiting.push(...playlist.playlists);
  }
  return read;
}

async function* readFragments(addresses: readonly string[], open: Open): AsyncGenerator<Uint8Array> {
  for (const address of new Set(addresses.slice(0, MOST_FRAGMENTS))) {
    const bytes = await wholeOf(address, MAX_FRAGMENT_BYTES, open);
    if (bytes !== null) yield bytes;
  }
}

/** A whole file; `null` when it cannot be had, or is larger. */
async function wholeOf(address: string, most: number, open: Open): Promise<Uint8Array | null> {
  const source = await open(address);
  const bytes = await source?.read(0, most + 1).catch(() => null);
  source?.close();
  return bytes === null || bytes === undefined || bytes.length > most ? null : bytes;
}
