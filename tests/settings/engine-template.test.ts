import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineAddress, engineTemplate } from '../../lib/settings/engine-template.ts';
import { distinctEngines, isKnownEngine, KNOWN_ENGINES } from '../../lib/settings/search-engines.ts';

describe('engineTemplate', () => {
  it('takes every engine that comes with Whence, and own ones like them', () => {
    for (const { template } of KNOWN_ENGINES) expect(engineTemplate(template)).toBe(template);
    expect(engineTemplate('  https://search.example/{url}?x=1 ')).toBe('https://search.example/{url}?x=1');
  });

  it.each([
    '',
    'https://search.example/',
    'http://search.example/{url}',
    'javascript:alert({url})',
    'https://{url}/',
    'https://{url}.example/',
    'https://search.example{url}',
    'https://search.example:{url}/',
    'https://me@search.example/{url}',
    'https://search.example/{url}/{url}',
    'https://search.example/{other}{url}',
    'https://intranet/{url}',
    'https://search.example\\@evil.example/{url}',
    'https://sëarch.example/{url}',
    `https://search.example/{url}${'a'.repeat(300)}`,
  ])('refuses %j', (typed) => {
    expect(engineTemplate(typed)).toBeNull();
  });

  it('lets no address choose where it goes', () => {
    const text = fc.string({ unit: fc.constantFrom(...'https:/?#@.x[]%&='), maxLength: 30 });
    const typed = fc.tuple(
      fc.constantFrom('https://search.example/', 'https://search.example', 'https://'),
      text,
      text,
    );
    fc.assert(
      fc.property(typed, fc.string({ unit: 'grapheme' }), ([start, before, after], url) => {
        const template = engineTemplate(`${start}${before}{url}${after}`);
        if (template === null) return;
        const address = new URL(engineAddress(template, url));
        expect(address.protocol).toBe('https:');
        expect(address.host).toBe(new URL(engineAddress(template, 'x')).host);
      }),
    );
  });
});

describe('distinctEngines', () => {
  it('keeps an order, takes each once and every known one', () => {
    const [first, second, ...others] = KNOWN_ENGINES;
    const engines = distinctEngines([second, second, { template: 'ftp://x' }, null, 7, first]);
    expect(engines.map(({ name }) => name)).toEqual([second, first, ...others].map((engine) => engine?.name));
    expect(engines.slice(2).every(({ isOn }) => !isOn)).toBe(true);
    expect(engines.every(isKnownEngine)).toBe(true);
  });

  it('answers to anything', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (stored) => {
        expect(distinctEngines(stored).length).toBe(KNOWN_ENGINES.length);
      }),
    );
  });
});
