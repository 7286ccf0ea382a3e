import sharp from 'sharp';
import type { Browser, ExtensionTab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { drawLandscape } from './draw-landscape.ts';
import { type Dropped, dropFiles } from './drop-files.ts';
import { textOf } from './press.ts';

const SIZE = { width: 720, height: 480 };
const PATIENCE = 60_000;

/** The file of a work, as JPEG: the same for the same seed. */
export function drawWork(seed: number): Promise<Buffer> {
  const raw = { ...SIZE, channels: 4 } as const;
  return sharp(drawLandscape(SIZE.width, SIZE.height, seed).rgba, { raw })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A work made smaller and saved anew: found by its whole, so that a busy machine finds it too. */
export function shrinkWork(work: Buffer): Promise<Buffer> {
  return sharp(work).resize(480).jpeg({ quality: 60 }).toBuffer();
}

/** Registers works on their page, and leaves the page open. */
export async function registerWorks(browser: Browser, seeds: readonly number[]): Promise<ExtensionTab> {
  const own = await browser.openExtensionPage('works.html');
  await textOf(own, /My works/);
  const files = seeds.map(async (seed): Promise<Dropped> => ({
    name: `work-${seed}.jpg`,
    type: 'image/jpeg',
    bytes: await drawWork(seed),
  }));
  await dropFiles(own, await Promise.all(files));
  const told = await lookUntil(
    () => own.evaluate<string>(`document.querySelector('[role=status]')?.textContent ?? ''`),
    (text) => /added/.test(text),
    PATIENCE,
  );
  if (!/added/.test(told)) throw new Error(`Works were not registered: ${told}`);
  return own;
}

/** Everything in one store of the catalog, as a page of Whence's own reads it. */
export function readStore<Value>(own: ExtensionTab, store: 'works' | 'sightings'): Promise<readonly Value[]> {
  return own.evaluate<readonly Value[]>(`(async () => {
    const open = indexedDB.open('whence-works');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const get = open.result.transaction('${store}').objectStore('${store}').getAll();
    await new Promise((resolve) => (get.onsuccess = resolve));
    open.result.close();
    return get.result;
  })()`);
}
