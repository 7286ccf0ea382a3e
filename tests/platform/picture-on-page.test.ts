import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pictureOnPage } from '../../lib/platform/picture-on-page.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

beforeEach(resetExtension);

const ADDRESS = 'https://example.org/a.jpg';

function says(result: unknown): void {
  browser.scripting.executeScript.mockResolvedValue([{ result }] as never);
}

describe('what a page says of a picture', () => {
  it('is asked of its own frame and handed on', async () => {
    const said = {
      url: ADDRESS,
      pageUrl: 'https://example.org/page',
      baseUrl: 'https://example.org/',
      width: 400,
      src: 'a.jpg',
      srcset: 'b.jpg 800w',
      sources: [{ type: 'image/webp', srcset: 'c.webp' }],
      link: { href: '/large.jpg', type: '', isDownload: true },
      attributes: ['d.jpg'],
      social: ['e.jpg'],
      jsonLd: ['{"@type": "ImageObject", "contentUrl": "f.jpg"}', 'not JSON'],
    };
    says(said);
    const { jsonLd, ...same } = said;
    expect(jsonLd).toHaveLength(2);
    expect(await pictureOnPage(7, 3, ADDRESS)).toEqual({ ...same, structured: ['f.jpg'], inline: null });
    expect(browser.scripting.executeScript.mock.lastCall?.[0]).toMatchObject({ target: { tabId: 7, frameIds: [3] } });
  });

  it.each([
    null,
    'text',
    [],
    { sources: 'x', link: 7, attributes: { length: 9 }, social: [1, {}], jsonLd: [null], width: -1, pageUrl: {} },
    { srcset: 'x'.repeat(100_000), attributes: Array.from({ length: 10_000 }, () => 'a.jpg') },
  ])('of any shape makes no trouble: %#', async (result) => {
    says(result);
    browser.tabs.get.mockResolvedValue({ url: 'https://example.org/' });
    const picture = await pictureOnPage(1, 0, ADDRESS);
    expect(picture).toMatchObject({ url: ADDRESS, srcset: '', inline: null });
    expect(picture.attributes.length).toBeLessThanOrEqual(64);
  });

  it('cannot put other bytes or another address in the picture’s place', async () => {
    says({ url: 'https://evil.example/', inline: 'AAAA' });
    expect(await pictureOnPage(1, 0, ADDRESS)).toMatchObject({ url: ADDRESS, inline: null });
    expect(await pictureOnPage(1, 0, 'data:image/png;base64,AB…')).toMatchObject({ url: 'data:image/png;base64,AB…' });
    says({ url: 'data:image/png;base64,ABCD' });
    expect((await pictureOnPage(1, 0, 'data:image/png;base64,AB…')).url).toBe('data:image/png;base64,ABCD');
    says({ inline: 'AAAA' });
    expect((await pictureOnPage(1, 0, 'blob:https://example.org/1')).inline).toBe('AAAA');
  });

  it('is little where it cannot be asked', async () => {
    browser.scripting.executeScript.mockRejectedValue(new Error('no access'));
    browser.tabs.get.mockResolvedValue({ url: 'https://example.org/page' });
    expect(await pictureOnPage(1, 0, ADDRESS)).toMatchObject({ url: ADDRESS, pageUrl: 'https://example.org/page' });
    // The tab's address says nothing of a frame's.
    expect((await pictureOnPage(1, 2, ADDRESS)).pageUrl).toBe('');
  });
});
