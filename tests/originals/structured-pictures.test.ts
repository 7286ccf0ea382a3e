import fc from 'fast-check';
import { expect, it } from 'vitest';
import { structuredPictures } from '../../lib/originals/structured-pictures.ts';

it('names the content first, then images, never thumbnails', () => {
  const text = JSON.stringify({
    '@graph': [
      {
        '@type': 'NewsArticle',
        image: ['https://a.test/1.jpg', { '@type': 'ImageObject', url: 'https://a.test/2.jpg' }],
      },
      { '@type': 'ImageObject', contentUrl: 'https://a.test/0.jpg', thumbnailUrl: 'https://a.test/t.jpg' },
      { '@type': 'Person', url: 'https://a.test/me' },
    ],
  });
  expect(structuredPictures(text)).toEqual(['https://a.test/0.jpg', 'https://a.test/1.jpg', 'https://a.test/2.jpg']);
});

it('takes any text', () => {
  expect(structuredPictures('no json')).toEqual([]);
  expect(structuredPictures(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toEqual([]);
  expect(structuredPictures('{"__proto__":{"contentUrl":"x"},"constructor":{"image":"y"}}')).toEqual(['x', 'y']);
  fc.assert(fc.property(fc.json(), (text) => void structuredPictures(text)));
  const many = JSON.stringify(Array.from({ length: 9000 }, (_, index) => ({ contentUrl: `u${index}` })));
  expect(structuredPictures(many)).toHaveLength(16);
});
