import { describe, expect, it } from 'vitest';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { TERMS } from '../../lib/verdict/words.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('the glossary in %s', (name) => {
  const stage = setStage(name);

  it('opens at the term asked for', async () => {
    const glossary = await stage.browser.openExtensionPage('glossary.html#hard-binding');
    const focused = await lookUntil(
      () => glossary.evaluate<string>('document.activeElement.id'),
      (id) => id !== '',
    );
    expect(focused).toBe('hard-binding');
    const ids = await glossary.evaluate<string[]>("[...document.querySelectorAll('dl > div')].map(({ id }) => id)");
    expect(ids).toEqual([...TERMS]);
    await expectAccessible(glossary);
    await glossary.resize({ width: 360, height: 640 });
    expect(await glossary.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await glossary.close();
  });
});
