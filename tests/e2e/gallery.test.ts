import { describe, expect, it } from 'vitest';
import { agrees, CORPUS_CASES, openCorpus } from '../../scripts/gallery/corpus.ts';
import { itemsOf, readThrough } from '../../scripts/gallery/visit.ts';
import { hasBadge } from '../../scripts/gallery/whence-gallery.ts';
import { expectRight } from '../support/expect-badges.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const corpus = openCorpus();

describe.each(BROWSERS)('the gallery in %s', (name) => {
  const stage = setStage(name);

  it('has the right badge on each picture, and none where nothing was found', async () => {
    const tab = await stage.open('/');
    const met = await readThrough(tab, (src) => hasBadge(stage.gallery.expectedAt(src)));
    const sources = await tab.page.evaluate(() => [...document.images].map(({ currentSrc }) => currentSrc));
    const wanted = sources.filter((src) => hasBadge(stage.gallery.expectedAt(src)));
    expect([...met.keys()].toSorted()).toEqual(wanted.toSorted());
    for (const badge of met.values()) expectRight(badge, stage.gallery);

    const items = await itemsOf(stage.browser, tab, sources.length);
    for (const { url, report } of items) {
      const expected = stage.gallery.expectedAt(url);
      const isRight = expected !== null && report !== null && agrees(report, expected, true);
      expect(isRight, `${url}: ${report?.label} ${report?.basis} ${report?.why}`).toBe(true);
    }
  });

  it('costs no second reading on the second visit', async () => {
    stage.gallery.forgetSeen();
    const tab = await stage.open('/');
    const met = await readThrough(tab, (src) => hasBadge(stage.gallery.expectedAt(src)));
    expect(met.size).toBeGreaterThan(0);
    const { length } = await tab.page.$$('img');
    await itemsOf(stage.browser, tab, length);
    const reread = stage.gallery.seen.filter(({ byPage }) => !byPage).map(({ path }) => path);
    expect(reread).toEqual([]);
  });

  if (corpus === null) {
    it.skip.each(Array.from({ length: CORPUS_CASES }, (_, index) => index + 1))('real file %i', () => undefined);
  }
});
