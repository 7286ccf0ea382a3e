import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { hasCorpus } from '../support/corpus.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('the report in %s', (name) => {
  const stage = setStage(name);

  it.each(['/dated', ...(hasCorpus ? ['/dated-real'] : [])])('puts page and record side by side: %s', async (path) => {
    const tab = await stage.open(path);
    const [item] = await itemsOf(stage.browser, tab, 1);
    const report = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
    );
    const said = await lookUntil(
      () =>
        report.evaluate<string[]>(
          "[...document.querySelectorAll('table.compare tbody tr')].map((row) => row.textContent)",
        ),
      (rows) => rows.length > 0,
    );
    const of = (aspect: string) => said.find((row) => row.startsWith(aspect)) ?? '';
    // The samples have no date of their own.
    if (path === '/dated-real') {
      expect(of('When')).toMatch(/signed .*2026/);
      expect(of('When')).toMatch(/page dated (2 Jan 2019|Jan 2, 2019) · differs/);
      // Two days, and nothing says which.
      expect(of('When')).toMatch(/03\/04\/2019” · unclear/);
    }
    expect(of('How')).toMatch(/made with AI.*Photograph: M\. Lindqvist.*differs/);
    await expectAccessible(report);
    const terms = await report.evaluate<string[]>("[...document.querySelectorAll('a.term')].map((a) => a.hash)");
    if (process.env['WHENCE_SHOTS'] !== undefined) {
      await report.resize({ width: 1200, height: 1600 });
      await writeFile(
        `${process.env['WHENCE_SHOTS']}/compare-${name}${path.replace('/', '-')}.png`,
        await report.screenshot(),
      );
    }
    expect(terms).toEqual(expect.arrayContaining(['#trust-list', '#signer', '#revocation']));
    await report.close();
  });
});
