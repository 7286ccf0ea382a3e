import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../scripts/gallery/hostile.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { expectBadges } from '../support/expect-badges.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** Milliseconds within which even a stalling server must have its answer. */
const BOUND = 45_000;

describe.each(BROWSERS)('bad servers in %s', (name) => {
  const stage = setStage(name);

  it('end in a reason, in bounded time, and the next picture has its badge', async () => {
    const tab = await stage.open('/hostile', { width: 1280, height: 1200 });
    await expectBadges(tab, stage.gallery, ['harbour.jpg']);
    const items = await lookUntil(
      async () => (await stage.browser.ask('getTab', { tab: tab.id })).items,
      (all) => all.length === HOSTILE.length + 1 && all.every(({ report }) => report !== null),
      BOUND,
    );
    const answers = items
      .filter(({ url }) => url.includes('/hostile/'))
      .map(({ url, report }) => [url.split('/').at(-1), report?.basis, report?.label, typeof report?.why]);
    expect(answers.toSorted()).toEqual(
      HOSTILE.map((bad) => [`${bad}.jpg`, 'could-not-check', null, 'string']).toSorted(),
    );
    expect((await tab.badges()).map(({ src }) => src)).toEqual([`${stage.gallery.page}/samples/harbour.jpg`]);
  });
});
