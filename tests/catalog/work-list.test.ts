import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkList } from '../../lib/catalog/work-list.ts';

const works = (text: string) => {
  const list = parseWorkList(text);
  return list.kind === 'list' ? list.works : list.why;
};

describe('a list of works', () => {
  it('is CSV, whose first line names the columns', () => {
    const text =
      '\ufeffFile,Title,License,Price\r\na.jpg,"Harbor, ""dusk""\nlight",CC BY,12\r\n\r\nhttps://a.example/b.jpg,,,\r\n';
    expect(works(text)).toEqual([
      { place: 'a.jpg', isAddress: false, words: { title: 'Harbor, "dusk"\nlight', licence: 'CC BY' } },
      { place: 'https://a.example/b.jpg', isAddress: true, words: {} },
    ]);
    expect(works('title;url\nDune;https://a.example/c.jpg')).toEqual([
      { place: 'https://a.example/c.jpg', isAddress: true, words: { title: 'Dune' } },
    ]);
  });

  it('is JSON, an array of objects', () => {
    const text = JSON.stringify([
      { file: 'a.jpg', Creator: 'Ana', title: 7, __proto__: { notes: 'x' } },
      3,
      { title: 'no place' },
    ]);
    expect(parseWorkList(text)).toEqual({
      kind: 'list',
      works: [{ place: 'a.jpg', isAddress: false, words: { creator: 'Ana' } }],
      leftOut: 2,
    });
  });

  it('is nothing else, and never without an end', () => {
    expect(works('just some words')).toBe('no-list');
    expect(works('')).toBe('no-list');
    expect(works('[{"file": ')).toBe('no-list');
    expect(works('constructor,__proto__\na,b')).toBe('no-list');
    expect(works('file,title\n"never closed,x\ny')).toEqual([
      { place: 'never closed,x\ny', isAddress: false, words: {} },
    ]);
    expect(works(`file\n${'a'.repeat(9_000)}`)).toEqual([]);
    expect(works('x'.repeat(16 * 1024 * 1024 + 1))).toBe('too-large');
    const many = parseWorkList(`file\n${'a.jpg\n'.repeat(20_010)}`);
    expect(many.kind === 'list' && [many.works.length, many.leftOut]).toEqual([20_000, 10]);
  });

  it('never takes a script for an address', () => {
    const places = ['javascript:alert(1)', 'data:image/png;base64,AA', 'file:///etc/passwd', ' https:/x'];
    for (const place of places) expect(works(`file\n${place}`)).toMatchObject([{ isAddress: false }]);
  });

  it('reads what was written, whatever it is', () => {
    const cell = fc.string({ maxLength: 40, unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ü', '=') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (lines) => {
        const written = lines.map((line) => line.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n');
        const expected = lines
          .filter(([place]) => place.trim() !== '')
          .map(([place, title]) => ({
            place: place.trim(),
            words: title.trim() === '' ? {} : { title: title.trim() },
          }));
        expect(works(`file,title\n${written}`)).toMatchObject(expected);
      }),
    );
  });

  it('holds for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('file', ',', '"', '\n', '\r', 'x', '[', '{', '\t', ';') }),
        (text) => {
          expect(['list', 'failed']).toContain(parseWorkList(text).kind);
        },
      ),
    );
  });
});
