import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import { pageFacts } from '../../lib/platform/page-facts.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

beforeEach(resetExtension);

const ADDRESS = 'https://example.org/a.jpg';

function says(result: unknown): void {
  browser.scripting.executeScript.mockResolvedValue([{ result }] as never);
}

it('takes the page’s own words before its JSON-LD, each once', async () => {
  says({
    about: {
      captions: ['  The\n harbor '],
      alt: 'A harbor',
      headline: 'Harbors',
      authors: ['Ann', 'https://social.example/ann'],
      published: [],
      modified: ['2026-11-22'],
      language: 'en',
    },
    jsonLd: [
      '{"@type":"NewsArticle","author":["Ann","Bo"],"datePublished":"2026-11-21","dateModified":"2020-01-01"}',
      `{"@type":"ImageObject","contentUrl":"${ADDRESS}","contentLocation":{"name":"  Varn "}}`,
      '{"@type":"NewsArticle","headline":"A harbor\\n at rest","dateline":"VARN"}',
    ],
  });
  expect(await pageFacts(7, 3, ADDRESS)).toEqual({
    captions: ['The harbor'],
    alt: 'A harbor',
    headline: 'A harbor at rest',
    authors: ['Ann', 'Bo'],
    credits: [],
    published: '2026-11-21',
    modified: '2026-11-22',
    language: 'en',
    datelines: ['VARN'],
    locations: ['Varn'],
  });
  says({ about: { headline: 'Harbors' } });
  expect((await pageFacts(7, 3, ADDRESS))?.headline).toBe('Harbors');
  expect(browser.scripting.executeScript.mock.lastCall?.[0]).toMatchObject({ target: { tabId: 7, frameIds: [3] } });
});

it('says that a page could not be asked', async () => {
  browser.scripting.executeScript.mockRejectedValue(new Error('no access'));
  expect(await pageFacts(1, 0, ADDRESS)).toBeNull();
});

it('takes any shape, and no more than it compares', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ about: fc.anything(), jsonLd: fc.anything() }), async (result) => {
      says(result);
      const facts = await pageFacts(1, 0, ADDRESS);
      return facts !== null && facts.captions.length <= 3 && facts.authors.length <= 8 && typeof facts.alt === 'string';
    }),
  );
  says({ about: { captions: Array.from({ length: 999 }, (_, index) => `${index}${'x'.repeat(99_999)}`) } });
  const { captions = [] } = (await pageFacts(1, 0, ADDRESS)) ?? {};
  expect(captions.map((text) => text.length)).toEqual([2000, 2000, 2000]);
});
