import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterRows, groupRows, keysBetween, sortRows } from '../../lib/table/arrange-rows.ts';
import type { Column, TableRow } from '../../lib/table/table-row.ts';

const BASES = ['Signed', 'Tag in the file', 'Nothing found'];
const word = fc.string({ unit: fc.constantFrom(...'abÄ1 0é'), maxLength: 4 });
const rows: fc.Arbitrary<readonly TableRow[]> = fc
  .array(
    fc.record({
      name: word,
      label: fc.constantFrom('AI-generated', 'No record found'),
      rank: fc.nat({ max: BASES.length - 1 }),
      kind: word,
      format: word,
      size: fc.option(fc.nat({ max: 5 })),
      host: word,
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((row, index) => ({ ...row, key: `0/${index}`, basis: BASES[row.rank] ?? '' })));
const column = fc.constantFrom<Column>('name', 'label', 'basis', 'kind', 'format', 'size', 'host');

describe('sorting', () => {
  it('keeps every row, and the order of those that are equal', () => {
    fc.assert(
      fc.property(rows, column, fc.boolean(), (given, by, isDescending) => {
        const sorted = sortRows(given, { column: by, isDescending }, 'en');
        expect(new Set(sorted)).toEqual(new Set(given));
        expect(sorted).toHaveLength(given.length);
        for (const [index, row] of sorted.entries()) {
          const next = sorted[index + 1];
          if (next !== undefined && next[by] === row[by] && next.rank === row.rank)
            expect(given.indexOf(row)).toBeLessThan(given.indexOf(next));
        }
      }),
    );
  });

  it('puts rows without a value last, either way', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (given, isDescending) => {
        const sizes = sortRows(given, { column: 'size', isDescending }, 'en').map(({ size }) => size);
        const known = sizes.filter((size) => size !== null);
        expect(sizes.slice(0, known.length)).toEqual(known);
        expect(known).toEqual(known.toSorted((a, b) => (isDescending ? b - a : a - b)));
      }),
    );
  });

  it('orders a basis by strength, and names as people count', () => {
    const row = (name: string, rank: number): TableRow => ({
      key: name,
      name,
      label: '',
      basis: BASES[rank] ?? '',
      rank,
      kind: '',
      format: '',
      size: null,
      host: '',
    });
    const given = [row('10.jpg', 1), row('2.jpg', 2), row('B.jpg', 0)];
    const names = (by: Column) => sortRows(given, { column: by, isDescending: false }, 'en').map(({ name }) => name);
    expect(names('basis')).toEqual(['B.jpg', '10.jpg', '2.jpg']);
    expect(names('name')).toEqual(['2.jpg', '10.jpg', 'B.jpg']);
  });
});

describe('filtering', () => {
  it('keeps what holds every word, whatever its case, and nothing else', () => {
    fc.assert(
      fc.property(rows, word, (given, text) => {
        const found = filterRows(given, { text, label: null, basis: null });
        const words = text.toLowerCase().split(' ').filter(Boolean);
        const holds = (row: TableRow): boolean =>
          words.every((each) => Object.values(row).some((value) => String(value).toLowerCase().includes(each)));
        for (const row of given) if (found.includes(row)) expect(holds(row)).toBe(true);
        expect(filterRows(given, { text: '', label: null, basis: null })).toEqual(given);
        expect(filterRows(given, { text: 'AI-GENER', label: null, basis: null })).toEqual(
          given.filter(({ label }) => label === 'AI-generated'),
        );
      }),
    );
  });

  it('keeps one label and one basis', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...BASES), (given, basis) => {
        const found = filterRows(given, { text: '', label: 'AI-generated', basis });
        expect(found).toEqual(given.filter((row) => row.label === 'AI-generated' && row.basis === basis));
      }),
    );
  });
});

it('groups by basis, the strongest first, and loses no row', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const groups = groupRows(given);
      expect(groups.flatMap((group) => group.rows).toSorted((a, b) => given.indexOf(a) - given.indexOf(b))).toEqual(
        given,
      );
      expect(groups.every((group) => group.rows.every(({ basis }) => basis === group.basis))).toBe(true);
      expect(groups.map(({ basis }) => basis)).toEqual(
        BASES.filter((basis) => given.some((row) => row.basis === basis)),
      );
    }),
  );
});

it('takes a range in either direction, and none from a row that is gone', () => {
  fc.assert(
    fc.property(rows, fc.nat({ max: 12 }), fc.nat({ max: 12 }), (given, a, b) => {
      const keys = keysBetween(given, `0/${a}`, `0/${b}`);
      expect(keysBetween(given, `0/${b}`, `0/${a}`)).toEqual(keys);
      const isThere = Math.max(a, b) < given.length;
      expect(keys).toHaveLength(isThere ? Math.abs(a - b) + 1 : 0);
    }),
  );
});
