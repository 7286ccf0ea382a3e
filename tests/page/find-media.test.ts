import { describe, expect, it } from 'vitest';
import { topmostCssUrl } from '../../lib/page/find-media.ts';

describe('topmostCssUrl', () => {
  it.each([
    ['none', null],
    ['url("https://a.example/b.png")', 'https://a.example/b.png'],
    ['linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), url("https://a.example/b.png")', 'https://a.example/b.png'],
    ['url("https://a.example/1.png"), url("https://a.example/2.png")', 'https://a.example/1.png'],
    ['image-set(url("https://a.example/1.png") 1x)', 'https://a.example/1.png'],
    ['url("https://a.example/a\\"b(c).png")', 'https://a.example/a"b(c).png'],
    ['url("unclosed', null],
  ])('finds the address in %s', (value, url) => {
    expect(topmostCssUrl(value)).toBe(url);
  });

  it('takes linear time on an endless address', () => {
    const url = `data:image/png;base64,${'A\\"'.repeat(2_000_000)}`;
    expect(topmostCssUrl(`url("${url}`)).toBe(null);
    expect(topmostCssUrl(`url("${url}")`)?.length).toBeGreaterThan(4_000_000);
  });
});
