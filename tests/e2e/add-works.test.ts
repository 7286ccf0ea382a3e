import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Work } from '../../lib/model/work.ts';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { drawWork, readStore } from '../support/own-works.ts';
import { press, textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const PATIENCE = 60_000;
const folder = await mkdtemp(join(tmpdir(), 'whence-add-works-'));
for (const seed of [1, 2]) await writeFile(join(folder, `print-${seed}.jpg`), await drawWork(seed));
const page = `<!doctype html><title>Prints</title>${[1, 2].map((seed) => `<p><img src="/cors/copies/print-${seed}.jpg" alt="" width="360"></p>`).join('')}`;
const content = async () => ({ pages: { '/': () => page }, folders: { copies: folder } });

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Gives a file input files, as if they had been chosen. */
const choose = (
  own: ExtensionTab,
  selector: string,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
) =>
  own.evaluate(`(() => {
    const input = document.querySelector(${JSON.stringify(selector)});
    const data = new DataTransfer();
    for (const [name, base64] of ${JSON.stringify(files.map(({ name, bytes }) => [name, bytes.toString('base64')]))})
      data.items.add(new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], name));
    input.files = data.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);

const done = (own: ExtensionTab, words: RegExp) =>
  lookUntil(
    () => own.evaluate<string>(`[...document.querySelectorAll('.adding')].map((each) => each.textContent).join(' ')`),
    (text) => words.test(text),
    PATIENCE,
  );

describe.each(BROWSERS)('works are added in %s', (name) => {
  const stage = setStage(name, content);

  it('from a page, and by a list', { timeout: 180_000 }, async () => {
    const tab = await stage.open('/', { width: 1000, height: 1200 });
    const items = await itemsOf(stage.browser, tab, 2);
    const table = await stage.browser.openExtensionPage(`items.html?tab=${tab.id}`);
    expect(await textOf(table, /Add to my works/)).toContain('Add to my works (2)');
    await table.close();

    const chosen = items.map(({ frame, item }) => `${frame}.${item}`).join();
    const own = await stage.browser.openExtensionPage('works.html');
    await textOf(own, /My works/);
    await own.evaluate(`void (location.hash = '#add=${tab.id}&${chosen}')`);
    expect(await textOf(own, /Read and add/)).toMatch(/Add pictures of a page to your works\? \(2\)[^]*127\.0\.0\.1/);
    await expectAccessible(own);
    if (process.env['WHENCE_SHOTS'] !== undefined)
      await writeFile(`${process.env['WHENCE_SHOTS']}/offer-${name}.png`, await own.screenshot());
    await press(own, 'Read and add (2)', /2 works added/);
    expect(await done(own, /added\./)).toContain('2 works added.');
    const titles = async () => (await readStore<Work>(own, 'works')).map(({ title }) => title).toSorted();
    expect(await titles()).toEqual(['print 1', 'print 2']);

    const list = [
      'file,title,creator,price',
      'Print-1.JPG,"Harbor, <b>dusk</b>",Ana,1',
      'print-3.jpg,Dune,,',
      'absent.jpg,None,,',
      `${stage.address}/cors/copies/print-2.jpg,Inner,,`,
      ',nothing,,',
    ].join('\r\n');
    await choose(own, '.catalog-file input:last-of-type', [{ name: 'list.csv', bytes: Buffer.from(list) }]);
    const offered = await textOf(own, /Add the works of this list/);
    expect(offered).toMatch(/\(4\)[^]*Named by file: 3[^]*Lines without a file or address: 1/);
    if (process.env['WHENCE_SHOTS'] !== undefined)
      await writeFile(`${process.env['WHENCE_SHOTS']}/offer-list-${name}.png`, await own.screenshot());
    await choose(own, '.adding input', [
      { name: 'print-1.jpg', bytes: await drawWork(1) },
      { name: 'print-3.jpg', bytes: await drawWork(3) },
      { name: 'stranger.jpg', bytes: await drawWork(9) },
    ]);
    const told = await done(own, /1 work added/);
    expect(told).toContain('absent.jpg');
    expect(await titles()).toEqual(['Dune', 'Harbor, <b>dusk</b>', 'print 2']);
    // An address inside a private network, which a list may not lead to.
    await press(own, 'Read and add (1)', /^(?![^]*Read and add)/);
    expect(await done(own, /print-2\.jpg:/)).toMatch(/print-2\.jpg:/);
    await choose(own, '.catalog-file input:last-of-type', [{ name: 'x.csv', bytes: Buffer.from('<script>,\n"') }]);
    expect(await textOf(own, /no list of works/)).toContain('no column is called file or address');
    await expectAccessible(own);
    await own.close();
  });
});
