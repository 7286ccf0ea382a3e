import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverage } from '../../lib/rights/path-pattern.ts';

const covers = (pattern: string, path: string) => coverage(pattern, path) !== null;

// The examples of RFC 9309 §2.2.2 and §2.2.3, and those of Google's parser.
it.each([
  ['/fish', '/fish.html', true],
  ['/fish', '/Fish.asp', false],
  ['/fish*', '/fishheads/yummy.html', true],
  ['/fish/', '/fish', false],
  ['/*.php', '/folder/filename.php?parameters', true],
  ['/*.php', '/', false],
  ['/*.php$', '/filename.php', true],
  ['/*.php$', '/filename.php?parameters', false],
  ['/*.php$', '/a.php.php', true],
  ['/fish*.php', '/fishheads/catfish.php?parameters', true],
  ['/fish*.php', '/Fish.PHP', false],
  ['*.jpg', '/pictures/a.jpg', true],
  ['*.jpg', '/pictures/a.png', false],
  ['/path/file-with-a-%2A.html', '/path/file-with-a-*.html', false],
  ['/foo/bar?baz=http://foo.bar', '/foo/bar?baz=http://foo.bar', true],
  ['/foo/bar/ツ', '/foo/bar/%E3%83%84', true],
  ['/foo/bar/%62%61%7A', '/foo/bar/baz', true],
  ['/$', '/', true],
  ['/$', '/a', false],
  ['/a*$', '/abc', true],
  ['/*/b$', '/x/b/b', true],
  ['/ab*b$', '/ab', false],
  ['', '/', false],
])('%s on %s: %s', (pattern, path, expected) => {
  expect(covers(pattern, path)).toBe(expected);
});

it('covers more with a longer pattern', () => {
  expect(coverage('/pictures/', '/pictures/a.jpg')).toBeGreaterThan(coverage('/', '/pictures/a.jpg') ?? 0);
});

it('agrees with a regular expression, and never throws', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '$', '.'), maxLength: 12 });
  fc.assert(
    fc.property(
      text,
      text.map((path) => `/${path.replaceAll('*', '')}`),
      (pattern, path) => {
        const isWhole = pattern.endsWith('$');
        const bare = isWhole ? pattern.slice(0, -1) : pattern;
        const source = bare
          .split('*')
          .map((piece) => piece.replaceAll(/[$.]/g, '\\$&'))
          .join('.*');
        expect(covers(pattern, path)).toBe(pattern !== '' && new RegExp(`^${source}${isWhole ? '$' : ''}`).test(path));
      },
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (...given) => void coverage(...given)),
  );
});

it('does not go the long way round with a hostile pattern', () => {
  const pattern = `/${'a*'.repeat(1000)}b`;
  const start = performance.now();
  expect(covers(pattern, `/${'a'.repeat(100_000)}`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
