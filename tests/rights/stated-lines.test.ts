import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aiTxtRule } from '../../lib/rights/ai-txt.ts';
import { headerLines } from '../../lib/rights/header-lines.ts';
import { parseDirectives } from '../../lib/rights/robots-directives.ts';
import { rslFor } from '../../lib/rights/rsl.ts';
import { rslLines } from '../../lib/rights/stated-lines.ts';
import { readReservation, tdmrepFor } from '../../lib/rights/tdm.ts';
import { trainingAllowed } from '../../lib/rights/trust-txt.ts';
import { parsePreferences } from '../../lib/rights/usage-preferences.ts';

const NO_HEADERS = { contentUsage: null, tdmReservation: null, tdmPolicy: null, robotsTag: null, licenses: [] };
const told = (given: Partial<Parameters<typeof headerLines>[0]>, isPicture = true) =>
  headerLines({ ...NO_HEADERS, ...given }, 'x', isPicture).map(
    ({ field, value, stance, scope }) => `${field} ${value} (${stance}, ${scope})`,
  );

describe('headers', () => {
  it('say what they say', () => {
    expect(
      told({
        contentUsage: 'train-ai=n, search=y;until=9, new-word=maybe',
        tdmReservation: '1',
        tdmPolicy: 'https://x/p.json',
        robotsTag: 'noindex, NoAI, noimageai, somebot: noai',
        licenses: [{ href: '/l.xml', type: 'application/rsl+xml' }],
      }),
    ).toEqual([
      'tdm-reservation 1; https://x/p.json (constrained, mining)',
      'Content-Usage train-ai=n (prohibited, training)',
      'Content-Usage search=y (allowed, search)',
      'Content-Usage new-word=maybe (unstated, ai)',
      'X-Robots-Tag noai (prohibited, ai)',
      'X-Robots-Tag noimageai (prohibited, ai)',
      'X-Robots-Tag somebot: noai (prohibited, crawling)',
      'rel=license /l.xml (unstated, rights)',
    ]);
  });

  it('of sound say nothing by what is about pictures', () => {
    expect(told({ robotsTag: 'noimageai' }, false)).toEqual(['X-Robots-Tag noimageai (unstated, ai)']);
  });

  it('with other numbers than 0 and 1 reserve nothing', () => {
    expect(['2', '', 'yes', '01', null].flatMap((each) => readReservation(each, null) ?? [])).toEqual([]);
    expect(told({ tdmReservation: ' 0 ' })).toEqual(['tdm-reservation 0 (allowed, mining)']);
    expect(told({ tdmReservation: '1' })).toEqual(['tdm-reservation 1 (prohibited, mining)']);
  });

  it('may be anything', () => {
    const text = fc.option(fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, text, text, text, (contentUsage, tdmReservation, tdmPolicy, robotsTag) => {
        for (const line of headerLines({ contentUsage, tdmReservation, tdmPolicy, robotsTag, licenses: [] }, 'x', true))
          expect(line.value.length).toBeLessThanOrEqual(300);
      }),
    );
    expect(parsePreferences('a=y,'.repeat(100_000))).toHaveLength(1);
    expect(parseDirectives('noai,'.repeat(100_000))).toHaveLength(1);
  });

  it('keep the last of a key, as structured fields do', () => {
    expect(parsePreferences('train-ai=n, train-ai=y')).toMatchObject([{ value: 'y', stance: 'allowed' }]);
  });
});

describe('tdmrep.json', () => {
  const text = JSON.stringify([
    { location: '/pictures/*.png', 'tdm-reservation': 0 },
    { location: '/pictures/', 'tdm-reservation': 1, 'tdm-policy': 'https://x/p' },
    { location: '/*', 'tdm-reservation': 2 },
    { location: '/late', 'tdm-reservation': 1 },
  ]);

  it('speaks by its first entry that covers the path', () => {
    expect(tdmrepFor(text, '/pictures/a.png')).toEqual({ reservation: '0', policy: null });
    expect(tdmrepFor(text, '/pictures/a.jpg')).toEqual({ reservation: '1', policy: 'https://x/p' });
    expect(tdmrepFor(text, '/late')).toBeNull();
  });

  it('is a list, or malformed', () => {
    expect(['', '{', '{}', 'null', '"[]"', '<!doctype html>'].map((each) => tdmrepFor(each, '/'))).toEqual(
      Array.from({ length: 6 }, () => 'malformed'),
    );
    fc.assert(fc.property(fc.json(), fc.string(), (json, path) => void tdmrepFor(json, path)));
    fc.assert(
      fc.property(fc.array(fc.record({ location: fc.anything(), 'tdm-reservation': fc.anything() })), (entries) => {
        tdmrepFor(JSON.stringify(entries), '/a');
      }),
    );
    expect(tdmrepFor('[{"__proto__":{"location":"/","tdm-reservation":1}}]', '/')).toBeNull();
  });
});

describe('RSL', () => {
  const rsl = (content: string) => `<?xml version="1.0"?><rsl xmlns="https://rslstandard.org/rsl">${content}</rsl>`;
  const lines = (xml: string, address = 'https://x.example/pictures/a.jpg') => {
    const terms = rslFor(xml, address, 'https://x.example/license.xml');
    if (terms === null || terms === 'malformed') return terms;
    return rslLines({ layer: 'site', source: 's' }, terms).map(
      ({ field, value, stance }) => `${field} ${value} ${stance}`,
    );
  };

  it('permits, prohibits and asks for money', () => {
    expect(
      lines(
        rsl(`<content url="/pictures/"><license><permits type="usage">search ai-input</permits>
          <prohibits type="usage">ai-train</prohibits><prohibits type="geo">US</prohibits></license>
          <license><permits type="usage">ai-train</permits><payment type="crawl"><amount currency="USD">1</amount></payment></license>
          </content>`),
      ),
    ).toEqual([
      'RSL prohibits ai-train prohibited',
      'RSL permits search allowed',
      'RSL permits ai-input allowed',
      'RSL permits ai-train constrained',
    ]);
  });

  it('is that of the content that covers most', () => {
    const xml = rsl(
      '<content url="/"><license><permits type="usage">all</permits></license></content>' +
        '<content url="https://x.example/pictures/*.jpg$" server="https://licences.example"><license><prohibits type="usage"><![CDATA[ai-all]]></prohibits></license></content>' +
        '<content url="https://other.example/pictures/a.jpg"><license><permits type="usage">all</permits></license></content>',
    );
    expect(lines(xml)).toEqual(['RSL prohibits ai-all prohibited', 'RSL server https://licences.example constrained']);
    expect(lines(xml, 'https://x.example/b')).toEqual(['RSL permits all allowed']);
    expect(lines(xml, 'https://else.example/b')).toBeNull();
  });

  it('is not what another vocabulary says, nor a web page', () => {
    expect(lines('<rsl><content url="/"/></rsl>')).toBe('malformed');
    expect(lines('<!doctype html><html><body>Not here</body></html>')).toBe('malformed');
    expect(lines('')).toBe('malformed');
  });

  it('takes no text for more than it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void lines(text)));
    const part = fc.constantFrom(
      '<content url="/">',
      '<license>',
      '<permits type="usage">',
      '</license>',
      '</content>',
      'ai-train',
      '<payment type="x"/>',
      '<',
      '&a;',
      ']]>',
    );
    fc.assert(fc.property(fc.array(part), (parts) => void lines(rsl(parts.join('')))));
    const bomb = `<!DOCTYPE rsl [<!ENTITY a "ai-train"><!ENTITY b "&a;&a;">]>${rsl('<content url="/"><license><prohibits type="usage">&b;</prohibits></license></content>')}`;
    expect(lines(bomb)).not.toContain('RSL prohibits ai-train prohibited');
    expect(lines(rsl('<content url="/">'.repeat(100_000)))).toEqual([]);
  });
});

describe('ai.txt and trust.txt', () => {
  it('speak of what their patterns cover', () => {
    const text = '# Spawning\nUser-Agent: *\nDisallow: *.jpg\nAllow: *.txt\nDisallow: /private\n';
    expect(aiTxtRule(text, '/a.jpg')).toEqual({ isAllowed: false, pattern: '*.jpg' });
    expect(aiTxtRule(text, '/a.txt')?.isAllowed).toBe(true);
    expect(aiTxtRule(text, '/a.png')).toBeNull();
  });

  it('say yes, no, both or nothing', () => {
    expect(trainingAllowed('member=https://a\nDataTrainingAllowed = No # ours\n')).toEqual(['no']);
    expect(trainingAllowed('datatrainingallowed=yes\r\ndatatrainingallowed=no\r\n')).toEqual(['yes', 'no']);
    expect(trainingAllowed('datatrainingallowed=perhaps')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        trainingAllowed(text);
        aiTxtRule(text, '/a.jpg');
      }),
    );
  });
});
