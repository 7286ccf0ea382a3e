import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../lib/compare/compare.ts';
import { datesInText } from '../../lib/compare/dates-in-text.ts';
import { isSameName, namedIn } from '../../lib/compare/names.ts';
import { structuredFacts } from '../../lib/compare/structured-facts.ts';
import { isApart, readIsoDate } from '../../lib/compare/time-span.ts';
import type { Agreement, PageFacts } from '../../lib/model/comparison.ts';
import { reportFor, sampleRecord } from '../verdict/sample-reports.ts';

const SILENT: PageFacts = {
  captions: [],
  alt: '',
  headline: '',
  authors: [],
  credits: [],
  published: null,
  modified: null,
  language: 'en',
};
const DAY_MS = 86_400_000;

describe('dates', () => {
  it.each([
    ['2021-05-03', '2021-05-03T23:00:00Z', false],
    ['2021-05-03T23:30:00-08:00', '2021-05-04T07:30:00Z', false],
    ['2021-05-03T10:00:00Z', '2021-05-04T09:00:00Z', false],
    ['2021-05-03T10:00:00Z', '2021-05-04T10:00:00Z', true],
    ['2021-05-03', '2021-05-04', false],
    ['2021-05-03', '2026-11-22', true],
    ['2021:05:03 10:00:00', '2021-05-03T10:00:00Z', false],
  ])('%s and %s', (one, other, isFar) => {
    const [first, second] = [readIsoDate(one), readIsoDate(other)];
    if (first === null || second === null) throw new Error('both are dates');
    expect(isApart(first, second)).toBe(isFar);
    expect(isApart(second, first)).toBe(isFar);
  });

  it.each(['9999-01-01', '2021-02-30', '2021-13-01', '03/04/2021', 'yesterday', '', '2021-05-03T99:99Z'])(
    'are none: %s',
    (text) => expect(readIsoDate(text)).toBeNull(),
  );

  it('under a day apart never differ, whatever the zone', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: DAY_MS - 1 }),
        (date, later) => {
          const [one, other] = [date, new Date(date.getTime() + later)].map((each) => readIsoDate(each.toISOString()));
          return one != null && other != null && !isApart(one, other);
        },
      ),
    );
  });
});

describe('dates in a text', () => {
  it.each([
    ['The harbor on 3 May 2021.', 'en', '2021-05-03'],
    ['May 3rd, 2021: the harbor', 'en', '2021-05-03'],
    ['Le port, 3 mai 2021', 'fr', '2021-05-03'],
    ['El puerto, 3 de mayo de 2021', 'es', '2021-05-03'],
    ['Порт, 3 мая 2021', 'ru', '2021-05-03'],
    ['Taken 13/04/2021', 'en', '2021-04-13'],
    ['Taken 04/13/2021', 'en', '2021-04-13'],
    ['Taken 04.04.2021', 'de', '2021-04-04'],
    ['Taken 2021-05-03', 'no language at all', '2021-05-03'],
  ])('%s', (text, language, day) => {
    expect(datesInText(text, language).map(({ span }) => span)).toEqual([readIsoDate(day)]);
  });

  it('are not guessed', () => {
    expect(datesInText('Taken 03/04/2021', 'en')).toEqual([{ text: '03/04/2021', span: null }]);
    expect(datesInText('version 1.2.2021.4 of 99 bottles 2021', 'en')).toEqual([]);
  });

  it('are looked for in any text', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, language) => datesInText(text, language).length <= 4));
  });
});

describe('names', () => {
  it.each([
    ['Mara Lindqvist', 'M. Lindqvist', true],
    ['Mara Lindqvist', 'Mara Lindqvist / Tidewater', true],
    ['José Pérez', 'JOSE PEREZ', true],
    ['Mara Lindqvist', 'Otto Lindqvist', false],
    ['Mara Lindqvist', 'Mara Holm', false],
    ['M. L.', 'Mara Lindqvist', false],
  ])('%s and %s', (one, other, isSame) => {
    expect(isSameName(one, other)).toBe(isSame);
    expect(isSameName(other, one)).toBe(isSame);
  });

  it.each<[string, Agreement]>([
    ['The harbor at Varn. Photograph: M. Lindqvist', 'agrees'],
    ['Mara Lindqvist walks home', 'agrees'],
    ['The harbor at Varn. Photo by Otto Holm', 'differs'],
    ['© Otto Holm', 'differs'],
    ['The harbor at Varn', 'unclear'],
    ['', 'unclear'],
  ])('in a caption: %s', (caption, agreement) => expect(namedIn(caption, 'Mara Lindqvist')).toBe(agreement));
});

describe('file and page', () => {
  const record = sampleRecord({
    signedAt: '2021-05-03T09:41:00Z',
    timestampTrusted: true,
    actions: [],
    identities: [],
  });
  const agreements = (page: Partial<PageFacts>, report = reportFor('ai-generated', 'signed-trusted', { record })) =>
    compare(report, { ...SILENT, ...page }).map(({ aspect, page: says }) => [
      aspect,
      says.map((each) => each.agreement),
    ]);

  it.each<[Partial<PageFacts>, string, Agreement[]]>([
    [{ published: '2026-11-22' }, 'when', ['differs']],
    [{ published: '2021-05-04T01:00:00+09:00' }, 'when', ['agrees']],
    [{ captions: ['On 03/04/2021'] }, 'when', ['unclear']],
    [{ published: 'last week' }, 'when', ['unclear']],
    [{ captions: ['Photograph: M. Lindqvist'] }, 'how', ['differs']],
    [{ captions: ['Made with AI'] }, 'how', ['agrees']],
    [{ alt: 'A harbor' }, 'how', []],
  ])('%j', (page, aspect, expected) => expect(agreements(page)).toContainEqual([aspect, expected]));

  it('leave a record that does not hold out of it', () => {
    expect(agreements({ published: '2026-11-22' }, reportFor(null, 'changed-since-signing', { record }))).toEqual([]);
  });

  it('compare the maker named in tags with whom the page names, and not with who wrote it', () => {
    const { rights } = reportFor(null, 'nothing-found');
    const report = reportFor(null, 'nothing-found', { rights: { ...rights, creator: 'Mara Lindqvist' } });
    expect(agreements({ credits: ['Otto Holm'], authors: ['Otto Holm'] }, report)).toEqual([
      ['who', ['differs', 'unclear']],
    ]);
  });

  it('take any words', () => {
    const texts = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(texts, fc.string(), texts, fc.string(), fc.string(), (captions, alt, credits, published, name) => {
        const { rights } = reportFor(null, 'nothing-found');
        const report = reportFor('ai-edited', 'signed-trusted', { record, rights: { ...rights, creator: name } });
        compare(report, { ...SILENT, captions, alt, credits, authors: credits, published, language: alt });
      }),
    );
  });
});

describe('what JSON-LD says', () => {
  it('is taken of articles, and of this very picture', () => {
    const text = JSON.stringify({
      '@graph': [
        { '@type': 'NewsArticle', author: [{ name: 'Ann' }, 'Bo'], datePublished: '2026-11-22' },
        { '@type': 'ImageObject', contentUrl: 'https://a.test/1.jpg', creditText: 'Cy', caption: 'Here' },
        { '@type': 'ImageObject', contentUrl: 'https://a.test/2.jpg', creditText: 'Dee' },
      ],
    });
    expect(structuredFacts([text], 'https://a.test/1.jpg')).toEqual({
      authors: ['Bo', 'Ann'],
      credits: ['Cy'],
      captions: ['Here'],
      published: '2026-11-22',
      modified: null,
    });
  });

  it('may be anything', () => {
    fc.assert(fc.property(fc.json(), (text) => structuredFacts([text, 'no'], '').authors.length <= 8));
    expect(structuredFacts(['[[['.repeat(9999)], '').authors).toEqual([]);
  });
});
