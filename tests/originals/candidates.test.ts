import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OriginalsInput } from '../../lib/originals/candidate.ts';
import { candidates } from '../../lib/originals/candidates.ts';
import { MAX_ADDRESS_LENGTH } from '../../lib/originals/rule.ts';
import examples from '../fixtures/originals.json' with { type: 'json' };

const PAGE = 'https://www.example.org/story';

function input(changes: Partial<OriginalsInput>): OriginalsInput {
  return {
    url: 'https://www.example.org/shown.jpg',
    pageUrl: PAGE,
    baseUrl: PAGE,
    format: 'image/jpeg',
    width: 300,
    src: '',
    srcset: '',
    sources: [],
    link: null,
    attributes: [],
    social: [],
    structured: [],
    isThorough: false,
    ...changes,
  };
}

const urls = (changes: Partial<OriginalsInput>) => candidates(input(changes)).map(({ url }) => url);

describe('what the page says at the picture', () => {
  it('comes first, largest first, encodings made for delivery last', () => {
    const found = candidates(
      input({
        srcset: '/a,b-300.jpg 300w, /a,b-2000.jpg 2000w, /a,b-1000.jpg 1000w',
        sources: [{ type: 'image/avif', srcset: '/a-4000.avif 4000w' }],
        link: { href: '/full.png', type: '', isDownload: false },
        attributes: ['/zoom.jpg', 'carousel', '/page.html'],
      }),
    );
    expect(found.map(({ url, why, expected }) => [new URL(url).pathname, why, expected])).toEqual([
      ['/a,b-2000.jpg', 'srcset', 'larger'],
      ['/a,b-1000.jpg', 'srcset', 'larger'],
      ['/full.png', 'link', 'unknown'],
      ['/zoom.jpg', 'attribute', 'unknown'],
    ]);
  });

  it('leaves out what is no larger, and links that lead to pages', () => {
    expect(urls({ srcset: '/s.jpg 300w, /t.jpg 150w, /u.jpg 1x' })).toEqual([]);
    expect(urls({ link: { href: '/gallery', type: '', isDownload: false } })).toEqual([]);
    expect(urls({ link: { href: '/file', type: 'image/jpeg', isDownload: false } })).toHaveLength(1);
    expect(urls({ link: { href: '/file?id=1', type: '', isDownload: true } })).toHaveLength(1);
  });

  it('resolves against the base, and strips what follows people', () => {
    expect(urls({ baseUrl: 'https://www.example.org/deep/er/', src: '../x.jpg?v=2&utm_source=a#frag' })).toEqual([
      'https://www.example.org/deep/x.jpg?v=2',
    ]);
  });

  it('never names the address shown, nor one address twice', () => {
    const shown = 'https://www.example.org/shown.jpg';
    expect(urls({ src: shown, attributes: [`${shown}#x`, '/y.jpg', '/y.jpg'], social: ['/y.jpg'] })).toEqual([
      'https://www.example.org/y.jpg',
    ]);
  });
});

describe('what the page says of itself', () => {
  it('comes after the rules, the structured first', () => {
    const url = 'https://www.example.org/wp-content/uploads/cat-300x200.jpg';
    const found = candidates(input({ url, social: ['/card.jpg'], structured: ['/content.jpg'] }));
    expect(found.map(({ why }) => why)).toEqual(['rule G04', 'rule G04', 'structured-data', 'social-card']);
  });
});

describe('rules', () => {
  it('run again on what they made, and what is unwrapped furthest comes first', () => {
    const url =
      'https://www.example.org/_next/image?url=' +
      encodeURIComponent('https://images.ctfassets.net/sp/id/tok/cat.jpg?w=300') +
      '&w=640&q=75';
    expect(urls({ url })).toEqual([
      'https://images.ctfassets.net/sp/id/tok/cat.jpg',
      'https://downloads.ctfassets.net/sp/id/tok/cat.jpg',
      'https://images.ctfassets.net/sp/id/tok/cat.jpg?w=300',
    ]);
    expect(urls({ url: 'https://i0.wp.com/www.example.org/wp-content/uploads/cat-300x200.jpg?ssl=1' })[0]).toBe(
      'https://www.example.org/wp-content/uploads/cat.jpg',
    );
  });

  it('change nothing in a signed address', () => {
    const signature = 's=0123456789abcdef0123456789abcdef';
    expect(urls({ url: `https://acme.imgix.net/cat.jpg?w=400&${signature}` })).toEqual([]);
    expect(urls({ url: `https://acme.imgix.net/cat.jpg?w=400` })).not.toEqual([]);
    expect(urls({ url: 'https://b.example.net/cat.jpg?w=1&X-Amz-Signature=0a' })).toEqual([]);
    expect(urls({ url: 'https://media.licdn.com/dms/image/v2/D4/shrink_800/0/1?e=1&v=beta&t=x' })).toEqual([]);
    expect(urls({ url: 'https://scontent.cdninstagram.com/v/t51.2885-15/1_n.jpg?stp=x&oh=0&oe=1' })).toEqual([]);
    // The source inside is not covered by the signature of the sizes.
    expect(urls({ url: `https://proxy.imgix.net/https%3A%2F%2Fwww.example.net%2Fcat.jpg?w=9&${signature}` })).toEqual([
      'https://www.example.net/cat.jpg',
    ]);
  });

  it('of a host leave no habit a say about that host', () => {
    expect(urls({ url: 'https://pbs.twimg.com/media/GaBcD_1?format=webp&name=small' })).toEqual(
      examples.find(({ id }) => id === 'H01')?.out,
    );
  });

  it('that need a referrer or cookies give nothing', () => {
    for (const id of ['H26', 'H33', 'H41']) {
      expect(urls({ url: examples.find((example) => example.id === id)?.ex ?? '' })).toEqual([]);
    }
  });

  it('guess only when asked to search harder', () => {
    const url = 'https://www.example.org/gallery/thumbs/cat.jpg';
    expect(urls({ url })).toEqual([]);
    expect(urls({ url, isThorough: true })).toHaveLength(2);
  });
});

describe('the same address', () => {
  it('is asked for plainly where the server chose the encoding', () => {
    const [first] = candidates(input({ url: 'https://www.example.org/cat.jpg', format: 'image/webp' }));
    expect(first).toMatchObject({ url: 'https://www.example.org/cat.jpg', why: 'same-address', expected: 'same' });
    expect(first?.accept).not.toMatch(/webp|avif|\*\/\*/);
    expect(urls({ url: 'https://www.example.org/cat.webp', format: 'image/webp' })).toEqual([]);
  });
});

describe('who would be contacted', () => {
  const asks = (changes: Partial<OriginalsInput>) => candidates(input(changes)).map((candidate) => candidate.asks);

  it.each([
    ['the same host', 'https://www.example.org/x.jpg', false],
    ['another host of the site', 'https://img.example.org/x.jpg', false],
    ['another site', 'https://example.net/x.jpg', true],
    ['a country’s public second level', 'https://other.org.uk/x.jpg', true],
  ])('%s', (_, url, expected) => expect(asks({ attributes: [url] })).toEqual([expected]));

  it('neighbors on shared hosting are strangers', () => {
    const url = 'https://mine.github.io/a.jpg';
    expect(asks({ url, pageUrl: url, attributes: ['https://other.github.io/x.jpg'] })).toEqual([true]);
    expect(asks({ url, pageUrl: url, attributes: ['https://mine.github.io/x.jpg'] })).toEqual([false]);
  });

  it('a known store of the same owner is no stranger', () => {
    expect(asks({ url: 'https://pbs.twimg.com/tweet_video_thumb/EmCg.jpg' })).toEqual([false]);
    expect(asks({ url: examples.find(({ id }) => id === 'H53')?.ex ?? '' })[0]).toBe(false);
  });
});

describe('addresses of an opponent', () => {
  it.each([
    'javascript:alert(1)//x.jpg',
    'data:image/png;base64,AAAA#.jpg',
    'file:///etc/passwd.jpg',
    'https://user:word@example.net/x.jpg',
    'https://example.net:8443/x.jpg',
    'https://10.0.0.1/x.jpg',
    'https://2130706433/x.jpg',
    'https://[::1]/x.jpg',
    'http://127.0.0.1/x.jpg',
  ])('%s is no candidate', (url) => expect(urls({ attributes: [url], src: url, structured: [url] })).toEqual([]));

  it('plain http elsewhere is asked for over https', () => {
    expect(urls({ attributes: ['http://example.net/x.jpg'] })).toEqual(['https://example.net/x.jpg']);
    const own = 'http://127.0.0.1:8080/';
    expect(urls({ url: `${own}a.jpg`, pageUrl: own, baseUrl: own, attributes: ['/b.jpg'] })).toEqual([`${own}b.jpg`]);
  });

  it('a source inside the address is held to the same', () => {
    const proxied = (source: string) =>
      urls({ url: `https://f.example.org/proxy.php?image=${encodeURIComponent(source)}` });
    expect(proxied('http://192.168.0.1/cat.jpg')).toEqual([]);
    expect(proxied('https://a@b.example/cat.jpg')).toEqual([]);
    expect(proxied('http://b.example/cat.jpg')).toEqual(['https://b.example/cat.jpg']);
  });

  it('without an address of its own a picture still has its page', () => {
    expect(urls({ url: 'blob:https://www.example.org/1', attributes: ['/b.jpg'], social: ['/c.jpg'] })).toHaveLength(2);
    expect(urls({ url: '' })).toEqual([]);
  });

  it('whatever the page says, the list is short, distinct and safe to look at', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.constantFrom(...examples.map(({ ex }) => ex)),
      fc.constantFrom('../', '%', '//', '?', 'x.jpg', '\u0000', ',', ' 2x, ', ' 9w'),
    );
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        fc.record({
          url: text,
          pageUrl: text,
          baseUrl: text,
          src: text,
          srcset: text,
          sources: fc.array(fc.record({ type: text, srcset: text }), { maxLength: 2 }),
          attributes: fc.array(text, { maxLength: 3 }),
          social: fc.array(text, { maxLength: 3 }),
          structured: fc.array(text, { maxLength: 3 }),
          isThorough: fc.boolean(),
        }),
        (changes) => {
          const found = candidates(input(changes));
          expect(found.length).toBeLessThanOrEqual(24);
          expect(new Set(found.map(({ url }) => url)).size).toBe(found.length);
          for (const { url } of found) {
            expect(new URL(url).href).toBe(url);
            expect(url).toMatch(/^https?:\/\/[^/@]+\//);
            expect(url).not.toContain('#');
            expect(url.length).toBeLessThanOrEqual(MAX_ADDRESS_LENGTH);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
