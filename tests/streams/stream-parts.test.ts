import { expect, it } from 'vitest';
import { fragmentsFor, partKindOf } from '../../lib/streams/stream-parts.ts';

it.each([
  ['https://a.example/list.m3u8?token=1', 'hls'],
  ['https://a.example/show.mpd', 'dash'],
  ['https://a.example/init-stream0.m4s', 'head'],
  ['https://a.example/dashinit.mp4', 'head'],
  ['https://a.example/initial/seg1.m4s', 'media'],
  ['https://a.example/film.mp4', 'media'],
  ['https://a.example/seg.ts', null],
  ['https://a.example/page?file=init.mp4', null],
  ['blob:https://a.example/init.mp4', null],
  ['not an address', null],
])('%s is %s', (address, kind) => {
  expect(partKindOf(address)).toBe(kind);
});

it('puts the fragments first that share the names of their head', () => {
  const at = (name: string) => `https://a.example/v/${name}`;
  const addresses = ['sound-1.m4s', 'stream1-1.m4s', 'stream0-1.m4s', 'init-stream0.m4s', 'list.mpd'].map(at);
  expect(fragmentsFor(at('init-stream0.m4s'), addresses)).toEqual(
    ['stream0-1.m4s', 'sound-1.m4s', 'stream1-1.m4s'].map(at),
  );
});
