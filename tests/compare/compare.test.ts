import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../lib/compare/compare.ts';
import { datesInText } from '../../lib/compare/dates-in-text.ts';
import { placeIn } from '../../lib/compare/places.ts';
import { namedIn, sameName } from '../../lib/compare/names.ts';
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
  datelines: [],
  locations: [],
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
    ['Mara Lindqvist', 'M. Lindqvist', 'may-agree'],
    ['Mara Lindqvist', 'Lindqvist', 'may-agree'],
    ['M. Lindqvist', 'm lindqvist', 'agrees'],
    ['Tidewater', 'Tidewater', 'agrees'],
    ['Mara Lindqvist', 'Mara Lindqvist / Tidewater', 'agrees'],
    ['José Pérez', 'JOSE PEREZ', 'agrees'],
    ['Mara Lindqvist', 'Otto Lindqvist', 'differs'],
    ['Mara Lindqvist', 'Mara Holm', 'differs'],
    ['M. L.', 'Mara Lindqvist', 'differs'],
    ['', 'Mara Lindqvist', 'differs'],
  ] as const)('%s and %s', (one, other, expected) => {
    expect(sameName(one, other)).toBe(expected);
    expect(sameName(other, one)).toBe(expected);
  });

  it.each<[string, Agreement]>([
    ['The harbor at Varn. Photograph: M. Lindqvist', 'may-agree'],
    ['M. Lindqvist, seen by Mara Lindqvist', 'agrees'],
    ['Mara Lindqvist walks home', 'agrees'],
    ['The harbor at Varn. Photo by Otto Holm', 'differs'],
    ['© Otto Holm', 'differs'],
    ['The harbor at Varn', 'unclear'],
    ['', 'unclear'],
  ])('in a caption: %s', (caption, agreement) => expect(namedIn(caption, 'Mara Lindqvist')).toBe(agreement));
});

describe('places', () => {
  const varn = { city: 'Varn', country: 'Norway' };
  it.each<[string, { city: string | null; country: string | null }, string, Agreement]>([
    ['The harbor at Varn', varn, 'en', 'agrees'],
    ['Le port de VARN, Norvège', varn, 'fr', 'agrees'],
    ['Somewhere in Norway', varn, 'en', 'unclear'],
    ['Somewhere in Norway', { city: null, country: 'Norway' }, 'en', 'agrees'],
    ['Quelque part en Norvège', { city: null, country: 'NO' }, 'fr', 'agrees'],
    ['The harbor at Lyon, France', varn, 'en', 'differs'],
    ['Le port de Lyon, en Suède', varn, 'fr', 'differs'],
    ['法国里昂港', varn, 'zh', 'differs'],
    ['挪威某地', { city: null, country: 'Norway' }, 'zh', 'agrees'],
    ['A harbor in Papua New Guinea', { city: null, country: 'Guinea' }, 'en', 'differs'],
    // States, people, and rivers have names of countries.
    ['A harbor in Georgia', varn, 'en', 'unclear'],
    ['A road in New Mexico', varn, 'en', 'unclear'],
    ['The harbor at Lyon', varn, 'en', 'unclear'],
    ['In France', { city: 'Varn', country: null }, 'en', 'unclear'],
    ['In France', { city: 'Varn', country: 'the north' }, 'en', 'unclear'],
    ['Varnish in France', varn, 'no language at all', 'differs'],
    ['', varn, '', 'unclear'],
  ])('%s: %j', (text, place, language, expected) => expect(placeIn(text, place, language)).toBe(expected));

  it('may be any texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (text, city, country, language) => {
        const says = placeIn(`${text} ${city}`, { city, country }, language);
        // A city that has a name and stands in the text agrees.
        if (/^[a-z]{2,}$/.test(city)) expect(says).toBe('agrees');
      }),
      { numRuns: 50 },
    );
  });
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
    const report = reportFor(null, 'changed-since-signing', {
      record,
      capture: { record: { taken: '2021-05-03', city: 'Varn', country: null }, tags: null },
    });
    const aspects = compare(report, { ...SILENT, published: '2026-11-22', captions: ['Unedited, in Varn'] });
    expect(aspects.map(({ aspect, file }) => [aspect, file])).toEqual([['when', []]]);
  });

  it('compare the maker named in tags with whom the page names, and not with who wrote it', () => {
    const { rights } = reportFor(null, 'nothing-found');
    const report = reportFor(null, 'nothing-found', { rights: { ...rights, creator: 'Mara Lindqvist' } });
    expect(agreements({ credits: ['Otto Holm'], authors: ['Otto Holm'] }, report)).toEqual([
      ['who', ['differs', 'unclear']],
    ]);
  });

  const tagged = { taken: '2021-05-03T10:00:00+02:00', city: 'Varn', country: 'Norway' };

  it('compare the dates of tags where no record has any', () => {
    const report = reportFor(null, 'nothing-found', { capture: { record: null, tags: tagged } });
    const [when] = compare(report, { ...SILENT, published: '2026-11-22' });
    expect(when).toMatchObject({ file: [{ kind: 'taken', text: '2021-05-03' }], page: [{ agreement: 'differs' }] });
    const signed = reportFor('ai-generated', 'signed-trusted', { record, capture: { record: null, tags: tagged } });
    const [dates] = compare(signed, { ...SILENT, published: '2021-05-03' });
    expect(dates?.file.map(({ kind }) => kind)).toEqual(['signed']);
  });

  it('compare places by name, the record’s before the tags’, and tell no coordinates', () => {
    const recorded = { taken: null, city: 'Oslo', country: 'Norway' };
    const report = reportFor('camera-captured', 'signed-trusted', {
      record,
      exposes: ['gps'],
      capture: { record: recorded, tags: tagged },
    });
    const where = (page: Partial<PageFacts>, of = report) =>
      compare(of, { ...SILENT, ...page }).find(({ aspect }) => aspect === 'where');
    expect(where({ captions: ['In Oslo'] })).toEqual({
      aspect: 'where',
      file: [
        { kind: 'recorded-place', text: 'Oslo, Norway' },
        { kind: 'tagged-place', text: 'Varn, Norway' },
      ],
      page: [{ kind: 'caption', text: 'In Oslo', agreement: 'agrees' }],
    });
    expect(where({ locations: ['Lyon, France'] })?.page[0]?.agreement).toBe('differs');
    expect(where({ datelines: ['PARIS, France'] })?.page[0]?.agreement).toBe('unclear');
    const located = reportFor(null, 'nothing-found', { exposes: ['gps'] });
    expect(where({ captions: ['In Oslo'] }, located)).toMatchObject({
      file: [{ kind: 'place', text: '' }],
      page: [{ agreement: 'unclear' }],
    });
  });

  it('put listed edits beside a page that says there are none, and only then', () => {
    const actions = ['c2pa.created', 'c2pa.cropped', 'c2pa.color_adjustments', 'c2pa.cropped', 'c2pa.converted'];
    const of = (listed: readonly string[], captions: readonly string[]) =>
      compare(
        reportFor('camera-captured', 'signed-trusted', {
          record: sampleRecord({
            actions: listed.map((action) => ({ action, by: null, digitalSourceType: null, when: null })),
          }),
        }),
        { ...SILENT, captions },
      ).find(({ aspect }) => aspect === 'edits');
    expect(of(actions, ['Unedited, straight out of camera'])).toMatchObject({
      file: [{ text: 'c2pa.cropped' }, { text: 'c2pa.color_adjustments' }],
      page: [{ agreement: 'differs' }],
    });
    for (const caption of ['Image non retouchée', 'Sin editar', 'Фото без обработки', '照片未经编辑'])
      expect(of(actions, [caption]), caption).toBeDefined();
    expect(of(['c2pa.cropped'], ['Unedited'])?.page[0]?.agreement).toBe('unclear');
    expect(of(['c2pa.created', 'c2pa.converted'], ['Unedited'])).toBeUndefined();
    expect(of(actions, ['The harbor'])).toBeUndefined();
    expect(of(actions, ['A credited photograph'])).toBeUndefined();
  });

  it('have rows that only the page fills, without any agreement', () => {
    const page = { credits: ['Otto Holm'], published: '2026-11-22', datelines: ['VARN'], captions: ['A photograph'] };
    const aspects = compare(reportFor(null, 'nothing-found'), { ...SILENT, ...page });
    expect(aspects.map(({ aspect, file }) => [aspect, file])).toEqual(
      ['when', 'who', 'where', 'how'].map((aspect) => [aspect, []]),
    );
    for (const { page: says } of aspects) for (const { agreement } of says) expect(agreement).toBe('unclear');
    expect(compare(reportFor(null, 'nothing-found'), SILENT)).toEqual([]);
  });

  it('take any words', () => {
    const texts = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(texts, fc.string(), texts, fc.string(), fc.string(), (captions, alt, credits, published, name) => {
        const { rights } = reportFor(null, 'nothing-found');
        const report = reportFor('ai-edited', 'signed-trusted', {
          record,
          rights: { ...rights, creator: name },
          capture: { record: null, tags: { taken: published, city: name, country: alt } },
        });
        const more = { language: alt, datelines: credits, locations: captions };
        compare(report, { ...SILENT, captions, alt, credits, authors: credits, published, ...more });
      }),
    );
  });
});

describe('what JSON-LD says', () => {
  it('is taken of articles, and of this very picture', () => {
    const text = JSON.stringify({
      '@graph': [
        {
          '@type': 'NewsArticle',
          author: [{ name: 'Ann' }, 'Bo'],
          datePublished: '2026-11-22',
          headline: 'News',
          dateline: 'VARN',
        },
        {
          '@type': 'ImageObject',
          contentUrl: 'https://a.test/1.jpg',
          creditText: 'Cy',
          caption: 'Here',
          contentLocation: { '@type': 'Place', name: 'Varn' },
        },
        { '@type': 'ImageObject', contentUrl: 'https://a.test/2.jpg', creditText: 'Dee' },
      ],
    });
    expect(structuredFacts([text], 'https://a.test/1.jpg')).toEqual({
      authors: ['Bo', 'Ann'],
      credits: ['Cy'],
      captions: ['Here'],
      published: '2026-11-22',
      modified: null,
      headline: 'News',
      datelines: ['VARN'],
      locations: ['Varn'],
    });
  });

  it('may be anything', () => {
    fc.assert(fc.property(fc.json(), (text) => structuredFacts([text, 'no'], '').authors.length <= 8));
    expect(structuredFacts(['[[['.repeat(9999)], '').authors).toEqual([]);
  });
});
