import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aiPolicyLines } from '../../lib/rights/ai-policy.ts';

const lines = (text: string, path = '/a.jpg') =>
  aiPolicyLines(text, path, 'SITE/.well-known/ai.txt').map(
    ({ field, value, stance, scope }) => `${field} | ${value} | ${stance} | ${scope}`,
  );

/** The example of the proposal. */
const NEWS = `# ai.txt — AI Policy Declaration
# Spec-Version: 1.0

Site-Name: News Daily
Policy-URL: https://newsdaily.example/ai-policy

Training: conditional
Scraping: allow
Indexing: allow
Caching: allow

Training-Allow: /articles/free/*
Training-Deny: /articles/premium/*
Training-License: CC-BY-4.0
Training-Fee: https://newsdaily.example/ai-licensing

Agent: *
  Rate-Limit: 30/minute

Agent: ClaudeBot
  Training: allow
  Rate-Limit: 120/minute

Agent: GPTBot
\tTraining: deny

Attribution: required
`;

describe('an ai.txt of keys and values', () => {
  it('tells its policy for a path, and for single agents', () => {
    const terms = [
      'Training-License | CC-BY-4.0 | unstated | rights',
      'Training-Fee | https://newsdaily.example/ai-licensing | unstated | rights',
      'ClaudeBot: Training | allow | allowed | training',
      'GPTBot: Training | deny | prohibited | training',
    ];
    const policy = 'Policy-URL | https://newsdaily.example/ai-policy | unstated | rights';
    const beside = ['Scraping | allow | allowed | crawling', 'Indexing | allow | allowed | input'];
    expect(lines(NEWS)).toEqual([policy, 'Training | conditional | constrained | training', ...beside, ...terms]);
    expect(lines(NEWS, '/articles/free/a.jpg')[1]).toBe('Training-Allow | /articles/free/* | allowed | training');
    expect(lines(NEWS, '/articles/premium/a.jpg')[1]).toBe(
      'Training-Deny | /articles/premium/* | prohibited | training',
    );
  });

  it('takes the pattern that covers most, and the stricter of two that cover the same', () => {
    const text =
      'Training: conditional\nTraining-Deny: /a/*\nTraining-Allow: /a/b/*\nTraining-Allow: /c/*\nTraining-Deny: /c/*';
    expect(lines(text, '/a/b/c.jpg')).toEqual(['Training-Allow | /a/b/* | allowed | training']);
    expect(lines(text, '/a/c.jpg')).toEqual(['Training-Deny | /a/* | prohibited | training']);
    expect(lines(text, '/c/d.jpg')).toEqual(['Training-Deny | /c/* | prohibited | training']);
  });

  it.each([
    ['', []],
    ['Site-Name: No word on training', []],
    ['Training: perhaps', []],
    ['User-Agent: *\nDisallow: /', []],
    ['TRAINING:DENY', ['Training | DENY | prohibited | training']],
    [
      '\ufeffTraining: deny\r\nTraining: allow',
      ['Training | deny | prohibited | training', 'Training | allow | allowed | training'],
    ],
    // A rule without "conditional" is none.
    ['Training: allow\nTraining-Deny: /*', ['Training | allow | allowed | training']],
    ['Agent: Nobody\n  Training: deny', []],
    ['Agent: GPTBot\nTraining: deny', ['Training | deny | prohibited | training']],
    ['Agent: __proto__\n  constructor: deny\n  Training: deny', []],
  ])('%j', (text, told) => {
    expect(lines(text)).toEqual(told);
  });

  it('reads any text, quickly, and in bounds', () => {
    const words = fc.array(
      fc.constantFrom('Training', ': ', 'deny', '\n', '  ', 'Agent: GPTBot\n', 'Training-Deny: /*\n', '*', '\0', '#'),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(words, (pieces) => {
        for (const { stance } of aiPolicyLines(pieces.join(''), '/a', 's')) expect(stance).toMatch(/^[a-z]+$/);
      }),
    );
    for (const piece of ['Training: deny\n', 'Training-Deny: /*a*b*c\n', ' ', 'a', ': ', 'Training:'.repeat(10)]) {
      const started = performance.now();
      const found = aiPolicyLines(`Training: conditional\n${piece.repeat(200_000)}`, `/${'ab'.repeat(500)}`, 's');
      expect(found.length).toBeLessThanOrEqual(500);
      expect(performance.now() - started).toBeLessThan(1500);
    }
  });
});
