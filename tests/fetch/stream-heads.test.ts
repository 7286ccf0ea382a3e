import { afterEach, beforeEach, expect, it } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { type StreamHead, openStream } from '../../lib/fetch/stream-heads.ts';
import { box, bytes, zeros } from '../support/build-bytes.ts';
import { MP4, moov } from '../support/build-media.ts';
import { type MediaServer, sendRange, startMediaServer } from './media-server.ts';

const HEAD = bytes(MP4, moov(box('mvex')));
const FRAGMENT = bytes(box('styp', 'msdh'), box('moof'), box('mdat', zeros(20_000)));

let server: MediaServer;
let files: Map<string, Uint8Array>;
let asked: string[];

beforeEach(async () => {
  asked = [];
  files = new Map();
  server = await startMediaServer((request, response) => {
    const path = request.url ?? '';
    if (asked.at(-1) !== path) asked.push(path);
    const file = files.get(path);
    if (file === undefined) response.writeHead(404).end();
    else sendRange(request, response, file);
  });
});
afterEach(() => server.close());

const put = (path: string, file: Uint8Array | string) =>
  void files.set(path, typeof file === 'string' ? new TextEncoder().encode(file) : file);

/** Every head with the bytes of its fragments, and why there are no more. */
async function headsOf(...paths: readonly string[]) {
  const heads: { readonly path: string; readonly fragments: number[] }[] = [];
  const stream = openStream(
    paths.map((path) => server.origin + path),
    { pageUrl: server.origin },
  );
  const read = async ({ address, source, fragments }: StreamHead) => {
    const lengths: number[] = [];
    for await (const fragment of fragments) lengths.push(fragment.length);
    source.close();
    heads.push({ path: address.slice(server.origin.length), fragments: lengths });
  };
  try {
    for await (const head of stream.heads) await read(head);
    return { heads, why: null, bytes: stream.networkBytes() };
  } catch (error) {
    if (error instanceof Unreadable) return { heads, why: error.why, bytes: stream.networkBytes() };
    throw error;
  }
}

it('reads the head that the page loaded, and what else it loaded as its fragments', async () => {
  put('/init.mp4', HEAD);
  put('/1.m4s', FRAGMENT);
  expect(await headsOf('/init.mp4', '/1.m4s')).toEqual({
    heads: [{ path: '/init.mp4', fragments: [FRAGMENT.length] }],
    why: null,
    bytes: HEAD.length + FRAGMENT.length,
  });
});

it('reads no fragment nobody asks for', async () => {
  put('/init.mp4', HEAD);
  put('/1.m4s', FRAGMENT);
  const stream = openStream([`${server.origin}/init.mp4`, `${server.origin}/1.m4s`], { pageUrl: server.origin });
  for await (const { source } of stream.heads) source.close();
  expect(asked).toEqual(['/init.mp4']);
});

it('finds the head through a master playlist and the one in use', async () => {
  put('/master.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/list.m3u8');
  put('/low/list.m3u8', '#EXTM3U\n#EXT-X-MAP:URI="../first"\n#EXTINF:4,\n../1.m4s');
  put('/first', HEAD);
  put('/1.m4s', FRAGMENT);
  expect(await headsOf('/master.m3u8')).toMatchObject({
    heads: [{ path: '/first', fragments: [FRAGMENT.length] }],
    why: null,
  });
});

it('finds the head through a presentation, and only that of the size in use', async () => {
  put(
    '/show.mpd',
    '<MPD><Period><AdaptationSet><SegmentTemplate initialization="$RepresentationID$.mp4"/><Representation id="low"/><Representation id="high"/></AdaptationSet></Period></MPD>',
  );
  put('/low.mp4', HEAD);
  put('/high.mp4', HEAD);
  const { heads } = await headsOf('/show.mpd', '/high.mp4', '/high-1.m4s');
  expect(heads.map(({ path }) => path)).toEqual(['/high.mp4']);
});

it('takes a media file that begins like a file, for want of a head', async () => {
  put('/film.mp4', HEAD);
  put('/2.m4s', FRAGMENT);
  expect(await headsOf('/2.m4s', '/film.mp4')).toMatchObject({ heads: [{ path: '/film.mp4' }], why: null });
});

it.each([
  ['nothing was loaded', [], 'stream'],
  ['what was loaded is gone', ['/init.mp4', '/gone.m3u8', '/gone.mpd'], 'stream'],
  ['there are only fragments', ['/1.m4s'], 'stream'],
  ['a playlist has no head', ['/old.m3u8'], 'stream'],
  ['a playlist says that all is encrypted', ['/locked.m3u8'], 'encrypted'],
])('says so when %s', async (_case, paths, why) => {
  put('/1.m4s', FRAGMENT);
  put('/old.m3u8', '#EXTM3U\n#EXTINF:4,\n1.ts');
  put('/locked.m3u8', '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="key"\n#EXT-X-MAP:URI="locked"\n#EXTINF:4,\n1.ts');
  put('/locked', zeros(500));
  expect(await headsOf(...paths)).toMatchObject({ heads: [], why });
});

it('asks for no more than its caps, whatever the page names', async () => {
  const many = (name: string, count = 60) =>
    Array.from({ length: count }, (_, at) => `/${name.replace('#', String(at))}`);
  for (const path of [...many('init#.mp4'), ...many('#.m4s')]) put(path, path.includes('init') ? HEAD : FRAGMENT);
  const { heads, why } = await headsOf(...many('init#.mp4'), ...many('#.m3u8'), ...many('#.m4s'));
  expect(heads).toHaveLength(6);
  expect(heads.every(({ fragments }) => fragments.length <= 3)).toBe(true);
  expect(why).toBe('budget');
  asked.splice(0);
  await headsOf(...many('#.m3u8'), ...many('#.mpd'));
  expect(asked).toHaveLength(3);
  put('/loop.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:\nloop.m3u8');
  expect(await headsOf('/loop.m3u8')).toMatchObject({ why: 'stream' });
});

it('asks no address inside a private network for a public page', async () => {
  put('/init.mp4', HEAD);
  const stream = openStream([`${server.origin}/init.mp4`], { pageUrl: 'https://news.example/' });
  await expect((async () => Array.fromAsync(stream.heads))()).rejects.toMatchObject({ why: 'stream' });
  expect(asked).toEqual([]);
});
