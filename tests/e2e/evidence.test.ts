import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackIndex } from '../../lib/evidence/evidence.ts';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { verificationTable, verifyPack } from '../../scripts/inspect/verify-pack.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { saveEvidence } from '../support/kept-pack.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const TEXT = 'document.body.innerText';

describe.each(BROWSERS)('Evidence in %s', (name) => {
  const stage = setStage(name);
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whence-evidence-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function openReport(path: string): Promise<ExtensionTab> {
    const tab = await stage.open(path);
    const [item] = await itemsOf(stage.browser, tab, 1);
    const report = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
    );
    await lookUntil(
      () => report.evaluate<string>(TEXT),
      (body) => body.includes('Ask elsewhere'),
    );
    return report;
  }

  it('is saved on a click as a pack that can be replayed', { timeout: 120_000 }, async () => {
    const report = await openReport('/one');
    const zip = await saveEvidence(report);
    const path = join(folder, 'pack.zip');
    await writeFile(path, zip);
    const rows = await verifyPack(path, { at: null, trust: [] });
    expect(
      rows.filter(({ state }) => state === 'different'),
      verificationTable(rows),
    ).toEqual([]);
    expect(rows.find(({ check }) => check === 'manifest store')?.detail).toBe('the one in the original');
    const files = unzipSync(zip);
    const index = JSON.parse(new TextDecoder().decode(files['pack.json'])) as PackIndex;
    expect(index.page?.url).toContain('/one');
    expect(index.original).toMatchObject({ readFrom: 'page' });
    expect(index.contacted).toEqual([]);
    await expectAccessible(report);
    await report.close();
  });

  // Firefox has no way to press the button of an extension from outside.
  it.runIf(name === 'chromium')('holds a picture of the tab where the person opened Whence on it', async () => {
    const tab = await stage.open('/one');
    const [item] = await itemsOf(stage.browser, tab, 1);
    const [whence] = (await tab.page.browser().extensions()).values();
    await tab.page.bringToFront();
    if (whence !== undefined) await tab.page.triggerExtensionAction(whence);
    const report = await stage.browser.openExtensionPage(`report.html?tab=${tab.id}&frame=0&item=${item?.item}`);
    await lookUntil(
      () => report.evaluate<string>(TEXT),
      (body) => body.includes('Ask elsewhere'),
    );
    const files = unzipSync(await saveEvidence(report));
    const { width, height } = await sharp(files['view.png']).metadata();
    expect({ width, height }).toEqual(
      await tab.page.evaluate(() => {
        const box = document.images[0]?.getBoundingClientRect();
        return { width: Math.round(box?.width ?? 0), height: Math.round(box?.height ?? 0) };
      }),
    );
    expect(new TextDecoder().decode(files['report.html'])).toContain('src="data:image/png;base64,');
    await report.close();
  });

  it('says where else one may ask, and that an inner address is of no use there', { timeout: 60_000 }, async () => {
    const report = await openReport('/one');
    const text = await report.evaluate<string>(TEXT);
    expect(text).toContain('This address is inside a private network.');
    expect(text).toContain('SynthID');
    expect(await report.evaluate<number>(`document.querySelectorAll('a[href*="lens.google"]').length`)).toBe(0);
    await report.close();
  });

  it('lets the person order, switch off and add search engines', { timeout: 60_000 }, async () => {
    const options = await stage.browser.openExtensionPage('options.html');
    await lookUntil(
      () => options.evaluate<string>(TEXT),
      (body) => body.includes('Search engines for pictures'),
    );
    const before = (await stage.browser.ask('getSettings', {})).searchEngines;
    await options.evaluate(`document.querySelector('[aria-label="Move TinEye up"]').click()`);
    await options.evaluate(`document.querySelector('[role=switch][aria-label="Yandex"]').click()`);
    await options.evaluate(
      `[...document.querySelectorAll('button')].find((each) => each.textContent === 'Add a search engine').click()`,
    );
    await lookUntil(
      () => options.evaluate<number>(`document.querySelectorAll('#further form input').length`),
      (count) => count === 2,
    );
    const fill = (address: string) => `(() => {
      const [name, field] = document.querySelectorAll('#further form input');
      for (const [each, text] of [[name, 'Mine'], [field, ${JSON.stringify(address)}]]) {
        each.value = text;
        each.dispatchEvent(new Event('input', { bubbles: true }));
      }
    })()`;
    const submit = `document.querySelector('#further form').requestSubmit()`;
    await options.evaluate(fill('http://search.example/{url}'));
    await options.evaluate(submit);
    await lookUntil(
      () => options.evaluate<string>(TEXT),
      (body) => body.includes('has to begin with https://'),
    );
    await expectAccessible(options);
    await options.evaluate(fill('https://search.example/{url}'));
    await options.evaluate(submit);
    const { searchEngines } = await lookUntil(
      () => stage.browser.ask('getSettings', {}),
      (settings) => settings.searchEngines.length > before.length,
    );
    expect(searchEngines.map(({ name: each, isOn }) => [each, isOn])).toEqual([
      ['TinEye', true],
      ['Google Lens', true],
      ['Bing Visual Search', true],
      ['Yandex', false],
      ['Mine', true],
    ]);
    await options.close();
  });
});
