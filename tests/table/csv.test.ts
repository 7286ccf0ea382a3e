import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, csvOf } from '../../lib/table/csv.ts';

/** RFC 4180 as its grammar reads. @throws on anything else. */
function parse(csv: string): string[][] {
  const lines: string[][] = [];
  let at = 0;
  while (at < csv.length) {
    const cells: string[] = [];
    for (;;) {
      const rest = csv.slice(at);
      const [whole, quoted, bare = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r\n)/.exec(rest) ?? [];
      if (whole === undefined) throw new Error(`not CSV at ${at}`);
      cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
      at += whole.length;
      if (csv[at] !== ',') break;
      at += 1;
    }
    at += 2;
    lines.push(cells);
  }
  return lines;
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;\'= aZ\u00a0\u3000\uff1d') }),
  fc.nat(),
  fc.constant(null),
);
const lines = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 });

describe('CSV', () => {
  it('comes back as it went, but for an apostrophe in front of what spreadsheets would run', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const back = parse(csvOf(given));
        expect(back).toHaveLength(given.length);
        for (const [index, cells] of given.entries()) {
          expect(back[index]).toHaveLength(cells.length);
          for (const [place, value] of cells.entries()) {
            const text = String(value ?? '');
            expect([text, `'${text}`]).toContain(back[index]?.[place]);
          }
        }
      }),
    );
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(lines, (given) => {
        for (const text of parse(csvOf(given)).flat())
          expect(text.trim()).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/);
        for (const text of parse(csvOf(given)).flat()) expect(text).not.toMatch(/^[\t\r\n]/);
      }),
    );
  });

  it('leaves ordinary text and numbers as they are', () => {
    expect(csvOf([['a "b", c', 12, null, 'x-y=z']])).toBe('"a ""b"", c",12,,"x-y=z"\r\n');
    expect(csvOf([["=HYPERLINK('x')", '-1', '@a', '\t=1', ' +1']])).toBe(
      `"'=HYPERLINK('x')","'-1","'@a","'\t=1","' +1"\r\n`,
    );
  });
});
