import { describe, expect, it } from 'vitest';
import { MAX_ADDRESS_LENGTH, rewrite } from '../../lib/originals/rule.ts';
import { guessRules } from '../../lib/originals/rules/guesses.ts';
import { hostRules, sizeRules, sourceRules } from '../../lib/originals/rules/index.ts';
import examples from '../fixtures/originals.json' with { type: 'json' };

const rules = [...hostRules, ...sourceRules, ...sizeRules, ...guessRules];
/** A link beside the picture, not a rule: the page's attributes give it. */
const NOT_A_RULE = 'H12';

describe('every rule on its own example', () => {
  it.each(examples.filter(({ id }) => id !== NOT_A_RULE))('$id', ({ id, ex, out }) => {
    const named = rules.filter((rule) => rule.id === id && rule.match.test(ex));
    expect(named.length, 'one rule of this name fits').toBe(1);
    const leadsNowhere = out.every((text) => text.startsWith('none'));
    expect(named.flatMap((rule) => rewrite(rule, ex))).toEqual(leadsNowhere ? [] : out.filter((url) => url !== ex));
  });

  it('covers every rule', () => {
    const shown = new Set(examples.map(({ id }) => id));
    expect(rules.filter(({ id }) => !shown.has(id))).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(examples.length - 1);
  });
});

describe('a template', () => {
  const rule = (...gives: string[]) => ({ id: 'G0', match: /^(https:\/\/a\.test\/)(.*)$/, gives });

  it('decodes twice where the source was encoded twice, and never more', () => {
    const encoded = (url: string, times: number): string =>
      times === 0 ? url : encodeURIComponent(encoded(url, times - 1));
    const source = 'https://b.test/%2541';
    expect(rewrite(rule('${dec:2}'), `https://a.test/${encoded(source, 1)}`)).toEqual([source]);
    expect(rewrite(rule('${dec:2}'), `https://a.test/${encoded(source, 2)}`)).toEqual([source]);
    expect(rewrite(rule('${dec:2}'), `https://a.test/${encoded(source, 3)}`)).toEqual([encoded(source, 2)]);
  });

  it('gives nothing where the text is not of its coding', () => {
    expect(rewrite(rule('${dec:2}'), 'https://a.test/%E0%A4%A')).toEqual([]);
    expect(rewrite(rule('${b64:2}'), 'https://a.test/!!')).toEqual([]);
    expect(rewrite(rule('${hex:2}'), 'https://a.test/ff')).toEqual([]);
  });

  it('keeps the rest of a query as the server wrote it', () => {
    const address = 'https://a.test/x?id=%7e1&w=3&flag&h=2';
    expect(rewrite(rule('$0|drop(w,h)'), address)).toEqual(['https://a.test/x?id=%7e1&flag']);
    expect(rewrite(rule('$0|drop(w,h)|set(w=9)'), address)).toEqual(['https://a.test/x?id=%7e1&flag&w=9']);
    expect(rewrite(rule('$0|noq'), address)).toEqual(['https://a.test/x']);
  });

  it('makes nothing of an address over the limit', () => {
    expect(rewrite(rule('$1'), `https://a.test/${'x'.repeat(MAX_ADDRESS_LENGTH)}`)).toEqual([]);
  });
});

describe('no address makes a pattern slow', () => {
  /** Every short piece of the rule's own example, repeated up to the limit: what backtracking feeds on. */
  const pumped = (example: string): readonly string[] => {
    const addresses: string[] = [];
    for (let start = 8; start < example.length; start += 3) {
      for (const length of [1, 2, 5]) {
        const piece = example.slice(start, start + length);
        const room = MAX_ADDRESS_LENGTH - example.length - 1;
        addresses.push(`${example.slice(0, start)}${piece.repeat(Math.floor(room / piece.length))}\n`);
      }
    }
    return addresses;
  };

  it('among those like the examples', () => {
    const slowest = { ms: 0, id: '', address: '' };
    for (const rule of rules) {
      for (const { ex } of examples.filter(({ id }) => id === rule.id)) {
        for (const address of pumped(ex)) {
          const started = performance.now();
          rule.match.test(address);
          const ms = performance.now() - started;
          if (ms > slowest.ms) Object.assign(slowest, { ms, id: rule.id, address });
        }
      }
    }
    // An exponential pattern never ends here; a cubic one takes seconds.
    expect(slowest.ms, `${slowest.id} on ${slowest.address.slice(0, 120)}`).toBeLessThan(500);
  });

  it('among those that once were', () => {
    const address = `https://a.test/w_1${',a_b_c_d_e_f'.repeat(150)}!/x.jpg`;
    const started = performance.now();
    for (const rule of rules) rule.match.test(address);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
