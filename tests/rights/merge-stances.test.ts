import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageRights, SiteFiles, StanceLine } from '../../lib/model/stance.ts';
import { fileLines } from '../../lib/rights/file-lines.ts';
import { mergeStances } from '../../lib/rights/merge-stances.ts';
import { pageLines } from '../../lib/rights/page-lines.ts';
import { siteLines } from '../../lib/rights/site-lines.ts';

const line = (over: Partial<StanceLine>): StanceLine => ({
  ...{ layer: 'site', source: 'x/robots.txt', field: 'f', value: 'v', stance: 'unstated', scope: 'training' },
  ...over,
});

describe('the table of all lines', () => {
  it('has the strictest word as its headline, and every other one beside it', () => {
    const table = mergeStances([
      line({ field: 'site', stance: 'prohibited' }),
      line({ layer: 'page', field: 'page', stance: 'constrained' }),
      line({ layer: 'file', field: 'file', stance: 'allowed' }),
      line({ layer: 'headers', field: 'silent' }),
    ]);
    expect(table.headline).toBe('prohibited');
    expect(table.saidBy.map(({ field }) => field)).toEqual(['site']);
    expect(table.otherwise.map(({ field }) => field)).toEqual(['file', 'page']);
    expect(table.lines.map(({ layer }) => layer)).toEqual(['file', 'headers', 'page', 'site']);
  });

  it('takes no word on search engines, crawlers or answers for one on training', () => {
    const table = mergeStances([
      line({ stance: 'prohibited', scope: 'search' }),
      line({ stance: 'prohibited', scope: 'input', field: 'i' }),
      line({ stance: 'prohibited', scope: 'crawling', field: 'GPTBot: Disallow' }),
      line({ stance: 'prohibited', scope: 'crawling', field: '*: Disallow' }),
    ]);
    expect(table).toMatchObject({ headline: 'unstated', saidBy: [], otherwise: [], turnedAway: ['GPTBot'] });
  });

  it('keeps what matters of a flood, each line once, and the headline of all', () => {
    const flood = Array.from({ length: 5000 }, (_, index) => line({ field: `${index}` }));
    const table = mergeStances([...flood, line({ stance: 'prohibited' }), line({ stance: 'prohibited' })]);
    expect(table.lines.length).toBeLessThan(200);
    expect(table.saidBy).toHaveLength(1);
    expect(table.headline).toBe('prohibited');
  });

  it('never loses the strictest word', () => {
    const stance = fc.constantFrom('prohibited', 'constrained', 'allowed', 'unstated');
    const lines = fc.array(
      fc.record({
        layer: fc.constantFrom('file', 'headers', 'page', 'site'),
        source: fc.string(),
        field: fc.string(),
        value: fc.string(),
        stance,
        scope: fc.constantFrom('training', 'mining', 'ai', 'input', 'search', 'crawling', 'rights'),
      }) as fc.Arbitrary<StanceLine>,
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(lines, (given) => {
        const isRefused = given.some(
          (each) => ['training', 'mining', 'ai'].includes(each.scope) && each.stance === 'prohibited',
        );
        expect(mergeStances(given).headline === 'prohibited').toBe(isRefused);
      }),
    );
  });
});

describe('lines of a file', () => {
  it('are its statements with the word of each, and its facts', () => {
    const lines = fileLines({
      ...{ creator: 'Ada', credit: null, copyright: null, licence: null, licensor: null, identifiers: ['ISRC X'] },
      training: {
        stance: 'prohibited',
        sources: [],
        statements: [
          { stance: 'prohibited', source: 'C2PA cawg.training-mining' },
          { stance: 'allowed', source: 'XMP plus:DataMining DMI-ALLOWED' },
        ],
      },
    });
    expect(lines.map(({ source, field, value, stance }) => [source, field, value, stance])).toEqual([
      ['C2PA', 'cawg.training-mining', '', 'prohibited'],
      ['XMP', 'plus:DataMining', 'DMI-ALLOWED', 'allowed'],
      ['', 'creator', 'Ada', 'unstated'],
      ['', 'identifiers', 'ISRC X', 'unstated'],
    ]);
  });
});

describe('lines of a page', () => {
  const page: PageRights = {
    address: 'https://x.example/story',
    robots: ['max-image-preview:large, noimageai'],
    tdmReservation: '2',
    tdmPolicy: null,
    licenses: [{ href: 'https://creativecommons.org/licenses/by/4.0/', type: '' }],
    rsl: [
      '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><prohibits type="usage">ai-train</prohibits></license></content></rsl>',
    ],
    platformData: [],
    nid: 'bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy',
    jsonLd: [
      JSON.stringify({
        '@graph': [
          {
            '@type': 'ImageObject',
            contentUrl: 'https://x.example/a.jpg',
            creator: { name: 'Ada' },
            creditText: 'Ada / X',
            license: 'https://x.example/terms',
            acquireLicensePage: 'https://x.example/buy',
            digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
          },
          { '@type': 'ImageObject', contentUrl: 'https://x.example/b.jpg', creditText: 'Somebody else' },
        ],
      }),
    ],
  };

  it('are its words on AI and on this medium, and of no other', () => {
    const { lines, claim } = pageLines(page, 'https://x.example/a.jpg', true);
    expect(lines.map(({ field, value, stance }) => `${field} ${value} ${stance}`)).toEqual([
      'meta robots noimageai prohibited',
      'RSL prohibits ai-train prohibited',
      'schema.org creator Ada unstated',
      'schema.org creditText Ada / X unstated',
      'schema.org license https://x.example/terms unstated',
      'schema.org acquireLicensePage https://x.example/buy unstated',
      'Numbers Nid bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy unstated',
      'rel=license https://creativecommons.org/licenses/by/4.0/ unstated',
    ]);
    expect(claim).toEqual({ digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource' });
    expect(pageLines(page, 'https://x.example/c.jpg', true).claim).toBeNull();
  });

  it.each(['VideoObject', 'AudioObject'])('are read of a %s', (type) => {
    const jsonLd = [JSON.stringify({ '@type': type, contentUrl: 'https://x.example/a', copyrightNotice: '© Ada' })];
    expect(pageLines({ ...page, jsonLd }, 'https://x.example/a', false).lines).toContainEqual(
      expect.objectContaining({ field: 'schema.org copyrightNotice', value: '© Ada' }),
    );
  });
});

describe('lines of a site', () => {
  const text = (given: string, isCut = false) => ({ text: given, isCut });
  const files: SiteFiles = {
    'robots.txt': text('License: /l.xml\nUser-agent: *\nContent-Signal: ai-train=no'),
    'tdmrep.json': text('[{"location":"/","tdm-reservation":1}]'),
    'ai.txt': 'none',
    '.well-known/ai.txt': text('Training: deny'),
    'trust.txt': 'timeout',
  };

  it('say where each stands, and what was not there or not had', () => {
    const { lines, lookedAt, licenses } = siteLines(files, 'https://x.example/a.jpg?b');
    expect(lines.map(({ source, value }) => `${source} ${value}`)).toEqual([
      'x.example/robots.txt ai-train=no',
      'x.example/robots.txt /l.xml',
      'x.example/tdmrep.json 1',
      'x.example/.well-known/ai.txt deny',
    ]);
    expect(lookedAt.map(({ outcome }) => outcome)).toEqual(['found', 'found', 'none', 'found', 'timeout']);
    expect(licenses).toEqual(['/l.xml']);
  });

  it('leave half a JSON and what is none unread, and say so', () => {
    const outcome = (file: SiteFiles['tdmrep.json']) =>
      siteLines({ ...files, 'tdmrep.json': file }, 'https://x.example/a').lookedAt[1]?.outcome;
    expect(outcome(text('[{"location":"/","tdm-reservation":1}', true))).toBe('too-large');
    expect(outcome(text('<html>'))).toBe('malformed');
  });
});
