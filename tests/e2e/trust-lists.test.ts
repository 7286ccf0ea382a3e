import { describe, expect, it } from 'vitest';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('trust lists in %s', (name) => {
  const stage = setStage(name);

  it('tell whom they name when they are opened, and find a name', async () => {
    const options = await stage.browser.openExtensionPage('options.html#trust');
    const listed = () =>
      options.evaluate<string[]>("[...document.querySelectorAll('.listed[open] li')].map((li) => li.textContent)");
    await lookUntil(
      () => options.evaluate<number>("document.querySelectorAll('.listed').length"),
      (count) => count > 0,
    );
    await options.evaluate(`[...document.querySelectorAll('.listed')].at(-1).open = true`);
    expect((await lookUntil(listed, (names) => names.length > 0)).join()).toMatch(/\w{3}/);
    await expectAccessible(options);
    await options.evaluate(`(() => {
      const field = document.querySelector('.listed[open] input');
      field.value = 'nobody has this name';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    expect(await lookUntil(listed, (names) => names.length === 0)).toEqual([]);
    await options.close();
  });
});
