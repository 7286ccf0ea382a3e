import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { expectBadges } from '../support/expect-badges.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('a stopped background in %s', (name) => {
  const stage = setStage(name);
  /** What a page brings is written together, 0.3 s apart; browsers stop a background 30 s after its last work. */
  const settle = () => wait(1500);

  it('wakes for the next picture of an open page', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await stage.browser.stopBackground();
    await tab.page.evaluate("act.add('/samples/forest.jpg')");
    await expectBadges(tab, stage.gallery, ['dawn.jpg', 'forest.jpg']);
  });

  it('loses no picture it was stopped over', async () => {
    const tab = await stage.open('/empty');
    await tab.page.evaluate("['earth.jpg', 'lake.avif', 'snow.jpg'].forEach((file) => act.add('/samples/' + file))");
    await stage.browser.stopBackground();
    await expectBadges(tab, stage.gallery, ['earth.jpg', 'lake.avif', 'snow.jpg']);
  });

  it('still lists what it found', async () => {
    const tab = await stage.open('/one');
    await expectBadges(tab, stage.gallery, ['dawn.jpg']);
    await settle();
    await stage.browser.stopBackground();
    const { items } = await stage.browser.ask('getTab', { tab: tab.id });
    expect(items.map(({ report }) => report?.basis)).toEqual(['signed-trusted']);
  });
});
