import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidingRule, groupFor } from '../../lib/rights/robots-access.ts';
import { robotsLines } from '../../lib/rights/robots-lines.ts';
import { MAX_ROBOTS_LENGTH, parseRobots } from '../../lib/rights/robots-txt.ts';

const told = (text: string, path = '/pictures/a.jpg') =>
  robotsLines(parseRobots(text), path, 'x/robots.txt').map(
    ({ field, value, stance, scope }) => `${field} ${value} (${stance}, ${scope})`,
  );

describe('groups of a robots.txt', () => {
  it('are merged by name, in any case, and otherwise those for everyone', () => {
    const { groups } = parseRobots(
      'User-agent: GPTBot\nUser-agent: CCBot/2.0\nDisallow: /a\n\nuser-agent: *\nDisallow: /c\n\nUSER-AGENT: gptbot\nAllow: /b # all\n',
    );
    expect(groupFor(groups, 'GPTBot')?.rules).toEqual([
      { isAllowed: false, pattern: '/a' },
      { isAllowed: true, pattern: '/b' },
    ]);
    expect(groupFor(groups, 'CCBot')?.rules).toEqual([{ isAllowed: false, pattern: '/a' }]);
    expect(groupFor(groups, 'Other')?.rules).toEqual([{ isAllowed: false, pattern: '/c' }]);
  });

  it('go on over blank lines and lines that are none of a group', () => {
    const { groups } = parseRobots('\ufeffUser-agent: A\r\rSitemap: /s.xml\rUser-agent: B\rDisallow: /\r');
    expect(groups.map(({ agents }) => agents)).toEqual([['a', 'b']]);
  });

  it('decide by the longest rule, and for the crawler where two are as long', () => {
    const rules =
      parseRobots('user-agent: *\ndisallow: /p\nallow: /page\nallow: /q\ndisallow: /q').groups[0]?.rules ?? [];
    expect(decidingRule(rules, '/page.html')?.isAllowed).toBe(true);
    expect(decidingRule(rules, '/private')?.isAllowed).toBe(false);
    expect(decidingRule(rules, '/q')?.isAllowed).toBe(true);
    expect(decidingRule(rules, '/other')).toBeNull();
  });
});

describe('lines of a robots.txt', () => {
  it('name the crawlers for AI it turns away, and no other', () => {
    expect(told('User-agent: GPTBot\nUser-agent: Googlebot\nDisallow: /\n\nUser-agent: *\nAllow: /')).toEqual([
      'GPTBot: Disallow / (prohibited, crawling)',
    ]);
    expect(told('User-agent: *\nDisallow: /pictures/')).toEqual(['*: Disallow /pictures/ (prohibited, crawling)']);
    expect(told('User-agent: *\nDisallow: /texts/')).toEqual([]);
  });

  it('hold the signals of Cloudflare', () => {
    expect(told('User-Agent: *\nContent-Signal: search=yes, ai-train=no, use=reference\nAllow: /')).toEqual([
      'Content-Signal search=yes (allowed, search)',
      'Content-Signal ai-train=no (prohibited, training)',
      'Content-Signal use=reference (unstated, ai)',
    ]);
  });

  it('hold the preferences of AIPREF by the longest path, the strictest of two for the same', () => {
    const text = `User-Agent: *
Content-Usage: train-ai=y
Content-Usage: /pictures/ train-ai=n, search=y
Content-Usage: /pictures/ train-ai=y
Content-Usage: /texts/ search=n`;
    expect(told(text)).toEqual([
      'Content-Usage train-ai=n (prohibited, training)',
      'Content-Usage search=y (allowed, search)',
    ]);
    expect(told(text, '/other')).toEqual(['Content-Usage train-ai=y (allowed, training)']);
  });

  it('hold no preferences on what may not be crawled', () => {
    expect(told('User-Agent: *\nDisallow: /pictures\nContent-Usage: train-ai=y')).toEqual([
      '*: Disallow /pictures (prohibited, crawling)',
    ]);
  });

  it('say for whom a preference is that is not for everyone', () => {
    expect(told('User-Agent: GPTBot\nContent-Signal: ai-train=no')).toEqual([
      'GPTBot: Content-Signal ai-train=no (prohibited, training)',
    ]);
  });

  it('hold the licences', () => {
    expect(told('License: https://x.example/l.xml')).toEqual(['License https://x.example/l.xml (unstated, rights)']);
  });
});

it('takes any text, and of a huge one no more than its beginning', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => void told(text, path)));
  const names = fc.constantFrom(
    'User-agent: *',
    'user-agent: GPTBot',
    'Disallow: /',
    'Allow:',
    'Content-Usage: /a train-ai=n',
    ':',
    '#',
  );
  fc.assert(fc.property(fc.array(names), (lines) => void told(lines.join('\n'))));
  const beginning = 'User-agent: *\nDisallow: /\n'.padEnd(MAX_ROBOTS_LENGTH, '\n');
  expect(told(`${beginning}User-agent: GPTBot\nDisallow: /\n`)).toEqual(['*: Disallow / (prohibited, crawling)']);
  const cutInside = 'User-agent: *\n'.padEnd(MAX_ROBOTS_LENGTH - 'Disallow: /'.length, '\n');
  expect(told(`${cutInside}Disallow: /old\n`, '/new')).toEqual([]);
  expect(parseRobots('User-agent: a\nDisallow: /\n'.repeat(20_000)).groups.length).toBeLessThanOrEqual(2000);
});
