import { AddressList, type Playlist } from './playlist.ts';

/** Lines looked at: the first segments stand at the top, a day of live segments below. */
const MOST_LINES = 4096;

/**
 * An HLS playlist (RFC 8216), master or media.
 * @param address of the playlist, which its own addresses are relative to.
 */
export function readHls(text: string, address: string): Playlist {
  const heads = new AddressList();
  const fragments = new AddressList();
  const playlists = new AddressList();
  let isEncrypted = false;
  /** What the next line without a tag is an address of. */
  let next: AddressList | null = null;
  for (const line of text.split('\n', MOST_LINES).map((each) => each.trim())) {
    const [, tag, attributes = ''] = /^#(EXT[A-Z0-9-]+):?(.*)$/.exec(line) ?? [];
    if (tag === 'EXT-X-MAP' && startsAtZero(attributes)) heads.add(quoted(attributes, 'URI'), address);
    else if (tag === 'EXT-X-MEDIA') playlists.add(quoted(attributes, 'URI'), address);
    else if (tag === 'EXT-X-KEY') isEncrypted ||= /METHOD=AES-/.test(attributes);
    else if (tag === 'EXT-X-STREAM-INF') next = playlists;
    else if (tag === 'EXTINF') next = fragments;
    else if (line !== '' && !line.startsWith('#')) {
      next?.add(line, address);
      next = null;
    }
  }
  return { heads: heads.all, fragments: fragments.all, playlists: playlists.all, isEncrypted };
}

/** A head in the middle of a file (RFC 8216 §4.3.2.5) is none that a file's container would find. */
function startsAtZero(attributes: string): boolean {
  const range = quoted(attributes, 'BYTERANGE');
  return range === undefined || /^\d+(@0)?$/.test(range);
}

function quoted(attributes: string, name: 'URI' | 'BYTERANGE'): string | undefined {
  const start = attributes.indexOf(`${name}="`) + name.length + 2;
  return start < name.length + 2 ? undefined : attributes.slice(start).split('"', 1)[0];
}
