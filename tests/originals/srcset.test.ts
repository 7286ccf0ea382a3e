import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSrcset } from '../../lib/originals/srcset.ts';

it.each([
  ['', []],
  [' , ,', []],
  ['a.jpg', [{ url: 'a.jpg', width: null, density: 1 }]],
  [
    'a.jpg 1x, b.jpg 2.5x',
    [
      { url: 'a.jpg', width: null, density: 1 },
      { url: 'b.jpg', width: null, density: 2.5 },
    ],
  ],
  [
    'w_1,h_2/a.jpg 300w,\n\tb.jpg 600w 400h',
    [
      { url: 'w_1,h_2/a.jpg', width: 300, density: null },
      { url: 'b.jpg', width: 600, density: null },
    ],
  ],
  [
    'a.jpg, b.jpg 2x',
    [
      { url: 'a.jpg', width: null, density: 1 },
      { url: 'b.jpg', width: null, density: 2 },
    ],
  ],
  [
    'a.jpg calc(1, 2) 2x, b.jpg',
    [
      { url: 'a.jpg', width: null, density: 2 },
      { url: 'b.jpg', width: null, density: 1 },
    ],
  ],
  ['data:,a ( 1x, b', [{ url: 'data:,a', width: null, density: 1 }]],
])('%j', (text, entries) => expect(parseSrcset(text)).toEqual(entries));

it('takes any text, and never more entries than its limit', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseSrcset(text)));
  expect(parseSrcset('a 1x, '.repeat(100_000))).toHaveLength(64);
});
