import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHls } from '../../lib/streams/hls.ts';

const ADDRESS = 'https://cdn.example/live/list.m3u8';

it('names the head, the first fragments and no others', () => {
  const text = `#EXTM3U
#EXT-X-MAP:URI="init.mp4",BYTERANGE="720@0"
#EXTINF:4.0,
seg-1.m4s?token=1\r
#EXT-X-MAP:URI="/other/init.mp4"
#EXTINF:4.0,
https://elsewhere.example/seg-2.m4s
# a comment
`;
  expect(readHls(text, ADDRESS)).toEqual({
    heads: ['https://cdn.example/live/init.mp4', 'https://cdn.example/other/init.mp4'],
    fragments: ['https://cdn.example/live/seg-1.m4s?token=1', 'https://elsewhere.example/seg-2.m4s'],
    playlists: [],
    isEncrypted: false,
  });
});

it('names the playlists of a master playlist', () => {
  const text = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="sound/list.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1000000,CODECS="avc1.640028"
low/list.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=4000000
high/list.m3u8`;
  expect(readHls(text, ADDRESS).playlists).toEqual([
    'https://cdn.example/live/sound/list.m3u8',
    'https://cdn.example/live/low/list.m3u8',
    'https://cdn.example/live/high/list.m3u8',
  ]);
});

it.each([
  ['METHOD=AES-128,URI="key"', true],
  ['METHOD=SAMPLE-AES,URI="skd://key"', false],
  ['METHOD=NONE', false],
])('tells whether fragments are encrypted as a whole: %s', (key, isEncrypted) => {
  expect(readHls(`#EXTM3U\n#EXT-X-KEY:${key}\n#EXTINF:4,\na.m4s`, ADDRESS).isEncrypted).toBe(isEncrypted);
});

it('takes no head from the middle of a file', () => {
  expect(readHls('#EXT-X-MAP:URI="a.mp4",BYTERANGE="720@4096"', ADDRESS).heads).toEqual([]);
});

it('stays small and answers whatever it is given', () => {
  expect(readHls('#EXTINF:4,\na.m4s\n'.repeat(50_000), ADDRESS).fragments).toEqual(['https://cdn.example/live/a.m4s']);
  const many = Array.from({ length: 50_000 }, (_, at) => `#EXTINF:4,\n${at}.m4s`).join('\n');
  expect(readHls(many, ADDRESS).fragments).toHaveLength(32);
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('#EXTINF:1,', '#EXT-X-MAP:URI="', '#EXT-X-STREAM-INF:', '//', 'http:', '#EXT-X-MEDIA:URI="x"'),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { heads, fragments, playlists } = readHls(lines.join('\n'), ADDRESS);
      for (const address of [...heads, ...fragments, ...playlists]) expect(URL.canParse(address)).toBe(true);
    }),
  );
});
