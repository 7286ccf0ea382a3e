import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WorkIds } from '../../lib/platform/work-ids.ts';

it('tells every id by its place again, of any characters and however many', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 2_000 }), { maxLength: 200 }), (ids) => {
      const kept = new WorkIds();
      for (const id of ids) kept.push(id);
      expect(ids.map((_, place) => kept.at(place))).toEqual(ids);
      expect([kept.at(-1), kept.at(ids.length)]).toEqual([undefined, undefined]);
    }),
  );
});

it('takes 40 bytes an id of a work once no more come', () => {
  const kept = new WorkIds();
  for (let at = 0; at < 10_000; at += 1) kept.push(crypto.randomUUID());
  kept.trim();
  expect(kept.byteLength).toBe(40 * 10_000);
  kept.push('another');
  expect(kept.at(10_000)).toBe('another');
});
