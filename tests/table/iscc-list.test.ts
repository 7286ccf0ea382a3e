import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Work } from '../../lib/model/work.ts';
import { isccCsv, isccJson } from '../../lib/table/iscc-list.ts';
import { sampleWork } from '../catalog/sample-work.ts';

const work = (number: number, words: Partial<Work>): Work => sampleWork(number, words).work;
const ISCC = 'ISCC:EED4GQZQTY6J5DTHQ2DWCPDZHQOM6QZQTY6J5DTFZ2DWCPDZHQOMXDI';
const KEYS = ['iscc', 'name', 'creator', 'license', 'filename', 'width', 'height', 'sha256'];

it('lists works by their codes, without the notes a person keeps for themselves', () => {
  const works = [work(1, { iscc: ISCC, title: '=Harbor', licence: 'CC BY', notes: 'secret' }), work(2, { iscc: null })];
  const hash = works[0]?.sha256;
  expect(isccCsv(works)).toBe(
    `"iscc","name","creator","license","filename","width","height","sha256"\r\n"${ISCC}","'=Harbor","Ada","CC BY","harbor-1.jpg",2400,1500,"${hash}"\r\n`,
  );
  expect(JSON.parse(isccJson(works))).toEqual([
    {
      iscc: ISCC,
      name: '=Harbor',
      creator: 'Ada',
      license: 'CC BY',
      filename: 'harbor-1.jpg',
      width: 2400,
      height: 1500,
      sha256: hash,
    },
  ]);
  expect(JSON.parse(isccJson([]))).toEqual([]);
});

it('keeps any words in their place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, creator) => {
      const [read] = JSON.parse(isccJson([work(1, { iscc: ISCC, title, creator })])) as readonly Record<
        string,
        string
      >[];
      expect([Object.keys(read ?? {}), read?.['name'], read?.['creator']]).toEqual([KEYS, title, creator]);
    }),
  );
});
