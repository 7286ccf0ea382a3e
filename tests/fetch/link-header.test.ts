import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestLink, parseLinkHeader } from '../../lib/fetch/link-header.ts';

const BASE = 'https://example.org/img/a.jpg?v=1';
const found = (header: string | null) => manifestLink(header, BASE);

describe('the manifest a response names', () => {
  it.each([
    ['<https://m.example/a.c2pa>; rel="c2pa-manifest"', 'https://m.example/a.c2pa'],
    ['<a.c2pa>; rel=c2pa-manifest', 'https://example.org/img/a.c2pa'],
    ['</m/a.c2pa?x=1;y=2,3#frag>;REL="C2PA-Manifest"', 'https://example.org/m/a.c2pa?x=1;y=2,3'],
    ['< //m.example/a >; rel = "next c2pa-manifest"', 'https://m.example/a'],
    [
      '<s.css>; rel=preload, <a.c2pa>; rel=c2pa-manifest, <b.c2pa>; rel=c2pa-manifest',
      'https://example.org/img/a.c2pa',
    ],
    [
      '<s.css>; rel=preload; title="a, <x.c2pa>; rel=c2pa-manifest", <a>; rel=c2pa-manifest',
      'https://example.org/img/a',
    ],
    ['<s.css>; title="quoted \\" <x>; rel=c2pa-manifest", <a>; rel=c2pa-manifest', 'https://example.org/img/a'],
    ['<a>; crossorigin; rel=c2pa-manifest; type="application/c2pa"', 'https://example.org/img/a'],
  ])('%s', (header, url) => expect(found(header)).toBe(url));

  it.each([
    ['no header', null],
    ['another relation', '<a>; rel="manifest"'],
    ['a relation that only contains the name', '<a>; rel="x-c2pa-manifest"'],
    ['a second rel, which does not count', '<a>; rel=next; rel=c2pa-manifest'],
    ['a link of something else', '<a>; rel=c2pa-manifest; anchor="#part"'],
    ['the file itself', '<?v=1#jumbf=c2pa>; rel=c2pa-manifest'],
    ['no web address', '<javascript:alert(1)>; rel=c2pa-manifest'],
    ['an unfinished link', '<a; rel=c2pa-manifest'],
  ])('none: %s', (_, header) => expect(found(header)).toBeNull());
});

it('takes any header, quickly, and never more links than its limit', () => {
  const piece = fc.constantFrom('<', '>', ';', ',', '"', '\\', '=', ' ', 'rel', 'c2pa-manifest', 'a', 'é', '\t');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const link = found(pieces.join(''));
      if (link !== null) expect(link).toMatch(/^https?:/);
    }),
  );
  expect(parseLinkHeader('<a>; rel=b, '.repeat(50_000))).toHaveLength(64);
  for (const text of ['<a>;x="' + '\\"'.repeat(8000), '<a>' + ';'.repeat(16_000), '<a>;' + 'x='.repeat(8000)]) {
    const started = performance.now();
    parseLinkHeader(text);
    expect(performance.now() - started).toBeLessThan(500);
  }
});
