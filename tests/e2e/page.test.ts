import { describe, expect, it } from 'vitest';
import { lookUntil, readThrough } from '../../scripts/gallery/visit.ts';
import { hasBadge } from '../../scripts/gallery/whence-gallery.ts';
import { expectBadges, expectRight, fileNameOf } from '../support/expect-badges.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** Tall enough for every picture of a test page to be in view at once. */
const TALL = { width: 1280, height: 1800 };
const FIRST_SIX = ['beach.jpg', 'city.png', 'dawn.jpg', 'lighthouse.jpg', 'snow.jpg', 'spheres.webp'];

describe.each(BROWSERS)('a page in %s', (name) => {
  const stage = setStage(name);

  it('gets all badges when its pictures are in view before they load', async () => {
    const tab = await stage.open('/plain', TALL);
    const sources = await tab.page.evaluate(() => [...document.images].map(({ currentSrc }) => currentSrc));
    const wanted = sources.filter((src) => hasBadge(stage.gallery.expectedAt(src)));
    await expectBadges(tab, stage.gallery, wanted.map(fileNameOf));
  });

  it('gets badges on lazy pictures when the reader reaches them', async () => {
    const tab = await stage.open('/far');
    expect(await tab.badges()).toEqual([]);
    const met = await readThrough(tab, (src) => hasBadge(stage.gallery.expectedAt(src)));
    expect(met.size).toBe(21);
    for (const badge of met.values()) expectRight(badge, stage.gallery);
  });

  it('follows pictures that come, change and go', async () => {
    const tab = await stage.open('/empty');
    await tab.page.evaluate("act.add('/samples/dawn.jpg')");
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await tab.page.evaluate("act.swap('/samples/snow.jpg')");
    await expectBadges(tab, stage.gallery, ['snow.jpg']);
    await tab.page.evaluate("act.swap('/samples/plain.png')");
    await expectBadges(tab, stage.gallery, []);
    await tab.page.evaluate("act.swap('/samples/harbour.jpg')");
    await expectBadges(tab, stage.gallery, ['harbour.jpg']);
    await tab.page.evaluate('act.remove()');
    await expectBadges(tab, stage.gallery, []);
  });

  it('gets badges inside shadow roots, also those added later', async () => {
    const tab = await stage.open('/shadow');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await tab.page.evaluate("act.shadow('/samples/forest.jpg')");
    await expectBadges(tab, stage.gallery, ['dawn.jpg', 'forest.jpg']);
  });

  it('gets badges inside frames of another site', async () => {
    const tab = await stage.open('/frames', TALL);
    await expectBadges(tab, stage.gallery, ['dawn.jpg', 'harbour.jpg']);
  });

  it('gets badges on pictures of other origins, with and without their leave to read', async () => {
    const open = await stage.open('/cors');
    await expectBadges(open, stage.gallery, FIRST_SIX);
    const closed = await stage.open('/cross');
    await expectBadges(closed, stage.gallery, FIRST_SIX);
  });

  it('finds pictures in every way of showing one', async () => {
    const tab = await stage.open('/kinds', { width: 1280, height: 2200 });
    const found = await lookUntil(
      () => tab.badges(),
      (badges) => badges.length >= 9,
    );
    const named = found.filter(({ src }) => src.startsWith('http'));
    expect(named.map(({ src }) => fileNameOf(src)).toSorted()).toEqual([
      'city.png',
      'dawn.jpg',
      'forest.jpg',
      'lake.avif',
      'lighthouse.jpg',
      'planet.png',
      'spheres.webp',
    ]);
    for (const badge of named) expectRight(badge, stage.gallery);
    const handed = found.filter(({ src }) => !src.startsWith('http'));
    expect(handed.map(({ label, basis }) => `${label} ${basis}`).toSorted()).toEqual([
      'ai-edited declared',
      'camera-captured signed-unrecognised',
    ]);
  });

  it('gets a badge on a picture opened in its own tab', async () => {
    const tab = await stage.open('/samples/dawn.jpg');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
  });

  it('keeps badges on their pictures under transforms, scrolling and resizing', async () => {
    const tab = await stage.open('/moved', TALL);
    const isInside = async () => {
      const badge = (await tab.badges()).find(({ src }) => src.endsWith('/dawn.jpg'));
      const box = await tab.page.$eval('img', (picture) => picture.getBoundingClientRect().toJSON());
      if (badge === undefined) return false;
      const { x, y, width, height } = badge.rect;
      return x >= box.left && y >= box.top && x + width <= box.right && y + height <= box.bottom;
    };
    const settled = (see: boolean) => see;
    expect(await lookUntil(isInside, settled)).toBe(true);
    await tab.page.evaluate('document.querySelector("div").style.transform = "translate(300px, 160px)"');
    expect(await lookUntil(isInside, settled)).toBe(true);
    await tab.page.setViewport({ width: 900, height: 700 });
    expect(await lookUntil(isInside, settled)).toBe(true);
    await tab.page.evaluate('scrollTo(0, 60)');
    expect(await lookUntil(isInside, settled)).toBe(true);
  });

  it('moves nothing on the page', async () => {
    await stage.browser.ask('changeSettings', { mode: 'when-asked' });
    const tab = await stage.open('/one');
    const measure = () =>
      tab.page.evaluate(() =>
        [...document.body.querySelectorAll('*')].map((one) => one.getBoundingClientRect().toJSON()),
      );
    const before = await measure();
    expect(await tab.badges()).toEqual([]);
    await stage.browser.ask('changeSettings', { mode: 'every-site' });
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    expect(await measure()).toEqual(before);
  });
});
