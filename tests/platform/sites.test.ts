import { expect, it } from 'vitest';
import { automaticSites, covers } from '../../lib/platform/sites.ts';

it('the mode says where Whence looks by itself', () => {
  const sites = ['https://example.org/*'];
  expect(automaticSites({ mode: 'every-site', sites })).toEqual(['*://*/*']);
  expect(automaticSites({ mode: 'picked-sites', sites })).toEqual(sites);
  expect(automaticSites({ mode: 'when-asked', sites })).toEqual([]);
});

it.each([
  ['*://*/*', 'https://example.org/a', true],
  ['*://*/*', 'http://127.0.0.1:8080/', true],
  ['*://*/*', 'file:///a', false],
  ['*://*/*', 'chrome://version', false],
  ['*://*/*', '', false],
  ['https://example.org/*', 'https://example.org/a?b#c', true],
  ['https://example.org/*', 'https://example.org:8443/', true],
  ['https://example.org/*', 'http://example.org/', false],
  ['https://example.org/*', 'https://www.example.org/', false],
  ['https://example.org/*', 'https://example.org.evil.net/', false],
  ['*://*.example.org/*', 'http://a.b.example.org/', true],
  ['*://*.example.org/*', 'https://example.org/', true],
  ['*://*.example.org/*', 'https://badexample.org/', false],
  ['nonsense', 'https://example.org/', false],
])('%s covers %s: %s', (pattern, url, is) => expect(covers([pattern], url)).toBe(is));
