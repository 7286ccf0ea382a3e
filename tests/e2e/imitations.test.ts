import { describe, expect, it } from 'vitest';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('words like those of labels in %s', (name) => {
  const stage = setStage(name);

  async function popupOf(path: string, pictures: number) {
    const tab = await stage.open(path);
    await itemsOf(stage.browser, tab, pictures);
    await lookUntil(tab.badges, (badges) => badges.length > 1);
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    return { popup, text: () => popup.evaluate<string>('document.body.innerText') };
  }

  it('are told where a page puts them over its pictures', async () => {
    const { popup, text } = await popupOf('/imitates', 4);
    const told = await lookUntil(text, (body) => body.includes('words like those'));
    expect(told).toContain('In 4 places this page shows words like those of Whence’s labels.');
    await expectAccessible(popup);
    await popup.close();
  });

  it('are not seen in Whence’s own labels, in captions, in articles, nor in what sites say of their pictures', async () => {
    const { popup, text } = await popupOf('/innocent', 5);
    // Longer than the look took where it found some.
    const answer = await popup.evaluate<boolean>(
      `new Promise((resolve) => setTimeout(() => resolve(document.body.innerText.includes('words like those')), 1500))`,
    );
    expect(answer).toBe(false);
    expect(await text()).toContain('Lumen');
    await popup.close();
  });
});
