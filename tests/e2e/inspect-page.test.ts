import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import type { Report } from '../../lib/model/report.ts';
import { prepareSamples } from '../../scripts/samples/samples.ts';
import { corpusFiles, hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { dropFiles, pasteInto, type Dropped } from '../support/drop-files.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** Of each kind of evidence and container one real file. */
const FILES = [
  'ai-generators/firefly-1.png',
  'ai-generators/grok-1.jpg',
  'c2pa/adobe-20220124-E-dat-CA.jpg',
  'c2pa/cloud.jpg',
  'signed-formats/video1.mp4',
  'signed-formats/adobe-20240110-single_manifest_store.pdf',
  'watermarks/earth_apollo17.sd1.png',
  'unsigned/sample1.webp',
  'unsigned/video1_no_manifest.mp4',
  'hostile/nested_moov_1000.mp4',
  'hostile/riff_bomb_1000.wav',
];
/** Search of the pixels included, on a machine that does other things besides. */
const PATIENCE = 60_000;
const TYPES = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['mp4', 'video/mp4'],
  ['pdf', 'application/pdf'],
]);

async function realFiles(paths: readonly string[]): Promise<readonly Dropped[]> {
  return Promise.all(
    paths.map(async (path) => {
      const type = TYPES.get(path.split('.').at(-1) ?? '') ?? '';
      return { name: basename(path), type, bytes: await readCorpusFile(path) };
    }),
  );
}

/** What the page would save, taken where it makes the address of it. */
const SAVED = `(async () => {
  const make = URL.createObjectURL;
  const saved = new Promise((resolve) => {
    URL.createObjectURL = (blob) => { resolve(blob.text()); return make.call(URL, blob); };
  });
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Save all as JSON').click();
  const text = await saved;
  URL.createObjectURL = make;
  return text;
})()`;

async function waitUntilDone(page: ExtensionTab, count: number): Promise<void> {
  const words = new RegExp(`${count} files?: done\\.`);
  const status = await lookUntil(
    () => page.evaluate<string>(`document.querySelector('[role=status]')?.textContent ?? ''`),
    (text) => words.test(text),
    PATIENCE,
  );
  expect(status).toMatch(words);
}

describe.each(BROWSERS)('the page for files in %s', (name) => {
  const stage = setStage(name);
  const open = async (): Promise<ExtensionTab> => {
    const page = await stage.browser.openExtensionPage('inspect.html');
    await textOf(page, /Inspect a file/);
    return page;
  };

  it.skipIf(!hasCorpus)('gives dropped files the report they get everywhere', async () => {
    const page = await open();
    await dropFiles(page, await realFiles(FILES));
    await waitUntilDone(page, FILES.length);
    const reports = JSON.parse(await page.evaluate<string>(SAVED)) as readonly Report[];
    expect(reports.map(({ source }) => source)).toEqual(FILES.map((path) => basename(path)));
    const expected = new Map(corpusFiles);
    for (const [index, path] of FILES.entries()) {
      const report = reports[index];
      expect(expected.get(path)?.basis, path).toContain(report?.basis);
      if (expected.get(path)?.basis.length === 1) expect(expected.get(path)?.label, path).toContain(report?.label);
    }
    await expectAccessible(page);
    await page.resize({ width: 360, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.close();
  });

  it.skipIf(!hasCorpus)('opens a report by keyboard, and comes back to its row', async () => {
    const page = await open();
    await pasteInto(page, await realFiles(['ai-generators/grok-1.jpg']));
    await waitUntilDone(page, 1);
    await page.evaluate(`document.querySelector('.subject a').click()`);
    const text = await textOf(page, /Everything we looked for/);
    expect(text).toContain('Everything we looked for');
    expect(text).toContain('grok-1.jpg');
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
    await expectAccessible(page);
    await page.evaluate('history.back()');
    const focused = await lookUntil(
      () => page.evaluate<string>(`document.activeElement.getAttribute('aria-label') ?? ''`),
      (label) => label !== '',
    );
    expect(focused).toBe('Report: grok-1.jpg');
    await page.close();
  });

  it.skipIf(!hasCorpus)('tells the camera of a file of one’s own, and of people only when asked', async () => {
    const page = await open();
    await pasteInto(page, await realFiles(['c2pa/truepic-20230212-camera.jpg']));
    await waitUntilDone(page, 1);
    await page.evaluate(`document.querySelector('.subject a').click()`);
    expect(await textOf(page, /Pixel 5/)).not.toContain('43.152');
    await page.evaluate(`document.querySelector('button[aria-expanded="false"]').click()`);
    expect(await textOf(page, /43\.152/)).toMatch(/Place\s+43\.152093900000, -77\.58/);
    await page.close();
  });

  it('reads files from the file dialog, also without a network', async () => {
    const { folder: samples } = await prepareSamples();
    const page = await open();
    const choose = () => page.chooseFiles('[type=file]:not([webkitdirectory])', [join(samples, 'dawn.jpg')]);
    // Also the first one: the engine and its wasm are read without a network then.
    await page.setOffline(true);
    try {
      expect(await page.evaluate<boolean>('navigator.onLine')).toBe(false);
      await choose();
      await waitUntilDone(page, 1);
    } finally {
      await page.setOffline(false);
    }
    await choose();
    await waitUntilDone(page, 2);
    const reports = JSON.parse(await page.evaluate<string>(SAVED)) as readonly Report[];
    const expected = { source: 'dawn.jpg', why: null, hasRecord: true };
    expect(reports.map(({ source, why, record }) => ({ source, why, hasRecord: record !== null }))).toEqual([
      expected,
      expected,
    ]);
    await page.close();
  });

  // BiDi gives Firefox files alone.
  it.runIf(name === 'chromium')('reads a folder from the file dialog, each file under its path', async () => {
    const { folder: samples } = await prepareSamples();
    const page = await open();
    const folder = await mkdtemp(join(tmpdir(), 'whence-folder-'));
    await mkdir(join(folder, 'inner'));
    for (const path of ['a.jpg', 'inner/b.jpg']) await copyFile(join(samples, 'dawn.jpg'), join(folder, path));
    await page.chooseFiles('[webkitdirectory]', [folder]);
    await waitUntilDone(page, 2);
    const reports = JSON.parse(await page.evaluate<string>(SAVED)) as readonly Report[];
    const root = basename(folder);
    expect(reports.map(({ source }) => source).toSorted()).toEqual([`${root}/a.jpg`, `${root}/inner/b.jpg`]);
    await rm(folder, { recursive: true });
    await page.close();
  });

  it('shows hostile names as text, and says why a file could not be checked', async () => {
    const page = await open();
    const names = ['\u202Egnp.exe', '<img src=x onerror=alert(1)>.png', `${'x'.repeat(3_000)}.png`];
    await dropFiles(page, [
      ...names.map((each) => ({ name: each, type: 'image/png', bytes: new Uint8Array([1, 2, 3]) })),
      { name: 'empty.jpg', type: 'image/jpeg', bytes: new Uint8Array() },
    ]);
    await waitUntilDone(page, 4);
    const text = await page.evaluate<string>(`document.querySelector('.subjects').innerText`);
    expect(text).toContain('⟨U+202E⟩gnp.exe');
    expect(text).not.toContain('\u202E');
    expect(text).toContain('<img src=x');
    expect(text).not.toContain('x'.repeat(300));
    expect(text).toContain('Format not read yet');
    expect(text).toContain('File cut short');
    expect(text).not.toContain('No record found');
    await expectAccessible(page);
    await page.close();
  });

  it('asks no address before its button is pressed, and none inside a private network', async () => {
    const page = await open();
    const address = `${stage.gallery.page}/samples/dawn.jpg`;
    await pasteInto(page, ` ${address} `);
    const typed = await lookUntil(
      () => page.evaluate<string>(`document.querySelector('form input').value`),
      (value) => value !== '',
    );
    expect(typed).toBe(address);
    expect(await page.evaluate<number>(`document.querySelectorAll('.subject').length`)).toBe(0);
    await page.evaluate(`document.querySelector('form').requestSubmit()`);
    expect(await textOf(page, /Private address/)).toContain('Private address');
    await page.evaluate(`(() => {
      const input = document.querySelector('form input');
      input.value = 'not an address';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      document.querySelector('form').requestSubmit();
    })()`);
    expect(await textOf(page, /no address on the web/)).toContain('no address on the web');
    await expectAccessible(page);
    await page.close();
  });
});
