import { describe, expect, it } from 'vitest';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('a page that asks for no badges in %s', (name) => {
  const stage = setStage(name);

  it.each(['/no-badges', '/no-badges-loud'])(
    'gets none, and the popup tells what was found and why none is there: %s',
    async (path) => {
      const tab = await stage.open(path);
      const [item] = await itemsOf(stage.browser, tab, 1);
      expect(item?.report?.basis).toMatch(/^signed-/);
      const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
      const text = await lookUntil(
        () => popup.evaluate<string>('document.body.innerText'),
        (body) => body.includes('Lumen'),
      );
      expect(text).toContain('This page asks for no labels');
      expect(await tab.badges()).toEqual([]);
      await expectAccessible(popup);
      await popup.close();
    },
  );
});
