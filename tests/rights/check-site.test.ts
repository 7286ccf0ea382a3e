import { expect, it } from 'vitest';
import type { StanceLine } from '../../lib/model/stance.ts';
import { checkSite } from '../../lib/rights/check-site.ts';
import { headerLines } from '../../lib/rights/header-lines.ts';
import { pageLines } from '../../lib/rights/page-lines.ts';
import { parseDirectives } from '../../lib/rights/robots-directives.ts';
import { siteLines } from '../../lib/rights/site-lines.ts';
import { sampleReport } from '../verdict/sample-reports.ts';

const PAGE = { pictures: [], lines: [], lookedAt: [], isPageRead: true };
const LOOKED = [
  { layer: 'site', source: 'x/robots.txt', outcome: 'none' },
  { layer: 'site', source: 'x/tdmrep.json', outcome: 'none' },
  { layer: 'headers', source: 'x', outcome: 'none' },
] as const;
const kinds = (page: Partial<Parameters<typeof checkSite>[0]>) =>
  checkSite({ ...PAGE, lookedAt: LOOKED, ...page }).map((each) =>
    each.kind === 'signal-missing' ? `missing: ${each.place}` : each.kind,
  );
const ALL_MISSING = ['missing: robots.txt', 'missing: tdmrep.json', 'missing: meta', 'missing: headers'];
const line = (over: Partial<StanceLine>): StanceLine => ({
  ...{ layer: 'site', source: 'x/robots.txt', field: 'f', value: 'v', stance: 'prohibited', scope: 'training' },
  ...over,
});

it('names the pictures that lost their record, and those whose file names nobody', () => {
  const named = sampleReport().rights;
  const findings = checkSite({
    ...PAGE,
    isPageRead: false,
    pictures: [
      { address: 'a', report: sampleReport({ basis: 'record-removed', rights: { ...named, creator: 'Ada' } }) },
      { address: 'b', report: sampleReport({ basis: 'changed-since-signing', rights: { ...named, credit: 'Ada' } }) },
      { address: 'c', report: sampleReport({ basis: 'signed-trusted', rights: { ...named, copyright: 'Ada' } }) },
      { address: 'd', report: sampleReport({ basis: 'nothing-found', rights: { ...named, creator: null } }) },
      { address: 'e', report: sampleReport({ basis: 'could-not-check' }) },
    ],
  });
  expect(findings).toEqual([
    { kind: 'record-lost', addresses: ['a', 'b'] },
    { kind: 'credit-missing', addresses: ['d'] },
  ]);
});

it('says what is missing only of what it could look at', () => {
  expect(kinds({})).toEqual(ALL_MISSING);
  expect(kinds({ isPageRead: false })).not.toContain('missing: meta');
  const failed = LOOKED.map((each) => ({ ...each, outcome: 'timeout' }) as const);
  expect(kinds({ lookedAt: failed })).toEqual(['missing: meta', 'could-not-look']);
  expect(kinds({ lines: [line({})] })).not.toContain('missing: robots.txt');
  expect(kinds({ lines: [line({ scope: 'search' })] })).toContain('missing: robots.txt');
});

it('puts lines that cannot all be meant beside each other', () => {
  const [no, yes] = [line({}), line({ layer: 'page', stance: 'allowed' })];
  expect(checkSite({ ...PAGE, lines: [no, yes] })).toContainEqual({ kind: 'contradiction', lines: [no, yes] });
  expect(kinds({ lines: [no, line({ layer: 'page', stance: 'constrained' })] })).not.toContain('contradiction');
});

it('gives lines that its own readers take for a no', () => {
  const add = new Map(
    checkSite({ ...PAGE, lookedAt: LOOKED }).flatMap((each) =>
      each.kind === 'signal-missing' ? [[each.place, each.add] as const] : [],
    ),
  );
  const text = (name: 'robots.txt' | 'tdmrep.json') => ({ text: add.get(name) ?? '', isCut: false });
  const { lines } = siteLines(
    {
      'robots.txt': text('robots.txt'),
      'tdmrep.json': text('tdmrep.json'),
      'ai.txt': 'none',
      '.well-known/ai.txt': 'none',
      'trust.txt': 'none',
    },
    'https://x.example/pictures/a.jpg',
  );
  expect(lines.map(({ stance }) => stance)).toEqual(['prohibited', 'prohibited', 'prohibited']);
  const headers = new Headers(
    (add.get('headers') ?? '').split('\n').map((each): [string, string] => {
      const [name = '', value = ''] = each.split(': ');
      return [name, value];
    }),
  );
  const said = headerLines(
    {
      contentUsage: headers.get('content-usage'),
      tdmReservation: headers.get('tdm-reservation'),
      ...{ tdmPolicy: null, robotsTag: headers.get('x-robots-tag'), licenses: [] },
    },
    'x',
    true,
  );
  expect(said.map(({ stance }) => stance)).toEqual(['prohibited', 'prohibited', 'prohibited', 'prohibited']);
  const meta = add.get('meta') ?? '';
  expect(parseDirectives(/name="robots" content="([^"]+)"/.exec(meta)?.[1] ?? '')).toHaveLength(2);
  const page = {
    ...{
      address: 'https://x.example/',
      robots: [],
      tdmPolicy: null,
      licenses: [],
      rsl: [],
      jsonLd: [],
      platformData: [],
      nid: null,
    },
    tdmReservation: /name="tdm-reservation" content="([^"]+)"/.exec(meta)?.[1] ?? null,
  };
  expect(pageLines(page, 'https://x.example/a.jpg', true).lines[0]?.stance).toBe('prohibited');
});
