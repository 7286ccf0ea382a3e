import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { ExtensionTab, Tab } from '../../scripts/browsers/browser.ts';
import { formatImageCode, imageCodeOf } from '../../lib/recognition/iscc.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { drawLandscape } from '../support/draw-landscape.ts';
import { dropFiles, type Dropped } from '../support/drop-files.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { fileNameOf } from '../support/expect-badges.ts';
import { press, textOf } from '../support/press.ts';
import { readRaster } from '../support/read-raster.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const SIZE = { width: 720, height: 480 };
const WORKS = 20;
const STRANGERS = 6;
const PATIENCE = 120_000;
vi.setConfig({ testTimeout: 2 * PATIENCE });
/** All pictures are in view at once: only what comes near is looked at. */
const TALL = { width: 1000, height: 4000 };

const draw = (seed: number) =>
  sharp(drawLandscape(SIZE.width, SIZE.height, seed).rgba, { raw: { ...SIZE, channels: 4 } });

/** What is done to a copy of a work, by its file's name, and what the page of works should say of it. */
const COPIES: Readonly<
  Record<string, readonly [seed: number, alter: (work: Buffer) => Promise<Buffer>, says: RegExp]>
> = {
  'same.jpg': [1, async (work) => work, /same file/],
  'saved.jpg': [2, (work) => sharp(work).jpeg({ quality: 40 }).toBuffer(), /saved anew/],
  'small.webp': [3, (work) => sharp(work).resize(360).webp({ quality: 60 }).toBuffer(), /resized/],
  'cropped.jpg': [
    4,
    (work) => sharp(work).extract({ left: 120, top: 60, width: 540, height: 380 }).jpeg({ quality: 70 }).toBuffer(),
    /cropped/,
  ],
  'mirrored.jpg': [5, (work) => sharp(work).flop().jpeg({ quality: 70 }).toBuffer(), /mirrored/],
  'turned.jpg': [6, (work) => sharp(work).rotate(90).jpeg({ quality: 80 }).toBuffer(), /turned/],
  'framed.png': [
    7,
    (work) => sharp(work).extend({ top: 60, bottom: 90, left: 80, right: 80, background: '#f4f4f4' }).png().toBuffer(),
    /inside another picture/,
  ],
};

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-works-'));
  for (const [name, [seed, alter]] of Object.entries(COPIES))
    await writeFile(join(folder, name), await alter(await draw(seed).jpeg({ quality: 92 }).toBuffer()));
  for (let at = 0; at < STRANGERS; at += 1)
    await writeFile(
      join(folder, `stranger-${at}.jpg`),
      await draw(1000 + at)
        .jpeg({ quality: 85 })
        .toBuffer(),
    );
  return folder;
}

const folder = await makeFolder();
const strangers = Array.from({ length: STRANGERS }, (_, at) => `stranger-${at}.jpg`);
const page = [...Object.keys(COPIES), ...strangers]
  .map((name) => `<p><img src="/cors/copies/${name}" alt="" width="360"></p>`)
  .join('');
const content = async () => ({
  pages: { '/': () => `<!doctype html><title>Prints</title>${page}` },
  folders: { copies: folder },
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function works(): Promise<readonly Dropped[]> {
  return Promise.all(
    Array.from({ length: WORKS }, async (_, at) => ({
      name: `work-${at + 1}.jpg`,
      type: 'image/jpeg',
      bytes: await draw(at + 1)
        .jpeg({ quality: 92 })
        .toBuffer(),
    })),
  );
}

async function badgesOn(tab: Tab, wanted: number): Promise<readonly string[]> {
  const seen = await lookUntil(
    () => tab.badges(),
    (badges) => badges.length >= wanted,
    PATIENCE,
  );
  return seen.map(({ src }) => fileNameOf(src)).toSorted();
}

const sightingOf = (own: ExtensionTab, file: string): Promise<string> =>
  own.evaluate<string>(`(async () => {
    const open = indexedDB.open('whence-works');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const get = open.result.transaction('sightings').objectStore('sightings').getAll();
    await new Promise((resolve) => (get.onsuccess = resolve));
    open.result.close();
    return get.result.find(({ picture }) => picture.endsWith(${JSON.stringify(`/${file}`)}))?.id ?? '';
  })()`);

describe.each(BROWSERS)('works in %s', (name) => {
  const stage = setStage(name, content);
  const open = async (): Promise<ExtensionTab> => {
    const shown = await stage.browser.openExtensionPage('works.html');
    await textOf(shown, /My works|works?/);
    return shown;
  };

  it('are registered, badged wherever a copy is shown, and told of on their page', async () => {
    const own = await open();
    await expectAccessible(own);
    const damaged = { name: 'damaged.jpg', type: 'image/jpeg', bytes: new Uint8Array([0xff, 0xd8, 1, 2, 3]) };
    await dropFiles(own, [...(await works()), damaged]);
    const told = await lookUntil(
      () => own.evaluate<string>(`document.querySelector('[role=status]')?.textContent ?? ''`),
      (text) => /added/.test(text),
      PATIENCE,
    );
    expect(told).toBe('20 works added.');
    expect(await own.evaluate<string>(`document.querySelector('.adding').textContent`)).toContain('damaged.jpg');
    const tiles = await lookUntil(
      () => own.evaluate<number>(`document.querySelectorAll('.work-grid li').length`),
      (count) => count === WORKS,
    );
    expect(tiles).toBe(WORKS);
    await own.close();

    const tab = await stage.open('/', TALL);
    const badged = await badgesOn(tab, Object.keys(COPIES).length);
    expect(badged).toEqual(Object.keys(COPIES).toSorted());

    // In front, or the browser draws nothing.
    const after = await open();
    for (const [file, [seed, , says]] of Object.entries(COPIES)) {
      const id = await sightingOf(after, file);
      const [work, at, picture] = JSON.parse(id) as readonly [string, string, string];
      await after.evaluate(
        `location.hash = '#sighting=' + ${JSON.stringify([work, at, picture])}.map(encodeURIComponent).join('&')`,
      );
      const text = await lookUntil(
        () => after.evaluate<string>(`document.querySelector('.sighting')?.textContent ?? ''`),
        (shown) => shown.includes(file),
      );
      expect(text, file).toMatch(says);
      expect(text, file).toContain(`work-${seed}.jpg`);
    }
    await expectAccessible(after);
    expect(await press(after, 'Draft a letter', /A letter about this copy/)).toContain('A letter about this copy');
    await expectAccessible(after);
    await after.evaluate(`document.querySelector('.works .tabs button:last-child').click()`);
    await lookUntil(
      () => after.evaluate<boolean>(`document.querySelector('.work-grid li:nth-child(${WORKS}) button') !== null`),
      (hasAll) => hasAll,
    );
    await after.evaluate(`document.querySelector('.work-grid button').click()`);
    expect(await textOf(after, /Delete this work/)).toContain('Delete this work');
    await expectAccessible(after);
    await after.close();
  });

  it('each have an ISCC to copy, and a list of these to give to others', async () => {
    const own = await open();
    const codes = await Promise.all(
      (await works()).map(async ({ bytes }) => formatImageCode(imageCodeOf(await readRaster(bytes), 256))),
    );
    const csv = await own.evaluate<string>(saved('Save ISCC list as CSV'));
    const lines = csv.split('\r\n').slice(1, -1);
    expect(lines.map((line) => /^"([^"]+)"/.exec(line)?.[1]).toSorted()).toEqual(codes.toSorted());
    const list: unknown = JSON.parse(await own.evaluate<string>(saved('Save ISCC list as JSON')));
    expect(list).toEqual(expect.arrayContaining([expect.objectContaining({ iscc: codes[0], filename: 'work-1.jpg' })]));
    const carried = await own.evaluate<string>(saved('Save the catalog as a file'));
    for (const code of codes) expect(carried).toContain(code);

    await own.evaluate(`[...document.querySelectorAll('.tabs button')].at(-1).click()`);
    await textOf(own, /Exchange with others/);
    await own.evaluate(`(() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { globalThis.copied = text; } } });
      document.querySelector('.work-grid .work').click();
    })()`);
    await press(own, 'Copy ISCC', /Copied/);
    const [code] = await own.evaluate<readonly string[]>(
      `[globalThis.copied, document.querySelector('.work-form').textContent]`,
    );
    expect(codes).toContain(code);
    await expectAccessible(own);
    await own.close();
  });
});

/** Presses the button of that name, and answers what is saved. */
const saved = (button: string): string => `(async () => {
  const make = URL.createObjectURL;
  const taken = new Promise((resolve) => {
    URL.createObjectURL = (blob) => { resolve(blob.text()); return make.call(URL, blob); };
  });
  HTMLAnchorElement.prototype.click = () => undefined;
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === ${JSON.stringify(button)}).click();
  const text = await taken;
  URL.createObjectURL = make;
  return text;
})()`;
