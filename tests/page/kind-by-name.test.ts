import { expect, it } from 'vitest';
import { kindByName } from '../../lib/page/kind-by-name.ts';

it.each([
  ['https://a.example/film.MP4?x=1.jpg#t=3', 'video'],
  ['https://a.example/paper.pdf', 'document'],
  ['https://a.example/song.flac', 'audio'],
  ['https://a.example/a.b/picture.jpeg', 'image'],
  ['https://a.example/page?file=a.pdf', null],
  ['https://a.example/mp4', null],
  ['not an address', null],
])('%s is %s', (url, kind) => {
  expect(kindByName(url)).toBe(kind);
});
