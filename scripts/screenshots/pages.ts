import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dropFiles } from '../../tests/support/drop-files.ts';
import type { Size, Tab } from '../browsers/browser.ts';
import { itemsOf } from '../gallery/visit.ts';
import { prepareSamples } from '../samples/samples.ts';
import { SCALE } from './look.ts';
import { pressWords, type Scene, take } from './scene.ts';

const POPUP: Size = { width: 380, height: 560, ...SCALE };
/** Browsers let a popup have 800 × 600 pixels, and at twice the size these show half as much. */
const ZOOMED_POPUP: Size = { width: 800, height: 600, ...SCALE };
const PANEL: Size = { width: 400, height: 1250, ...SCALE };
export const OWN_PAGE: Size = { width: 1180, height: 1000, ...SCALE };

/** What shows a tab with its items, and what stands by itself. */
export async function takePages(scene: Scene, tab: Tab): Promise<void> {
  const { browser } = scene;
  const items = await itemsOf(browser, tab, 1);
  const item = items.find(({ url }) => url.endsWith('/harbour.jpg'));
  const report = `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`;
  // What a row of the popup leaves; a click there would open a panel that is in no picture.
  const choice = JSON.stringify({ [`chosen:${tab.id}`]: { frame: item?.frame, item: item?.item } });
  const pages: readonly (readonly [view: string, path: string, shot: Parameters<typeof take>[3]])[] = [
    ['popup', `popup.html?tab=${tab.id}`, { size: scene.look === 'zoomed' ? ZOOMED_POPUP : POPUP, pictures: 5 }],
    ['panel', `sidepanel.html?tab=${tab.id}`, { size: PANEL, pictures: 1 }],
    ['panel-whole', `sidepanel.html?tab=${tab.id}`, { size: PANEL, pictures: 1, isWhole: true }],
    ['report', report, { size: OWN_PAGE, pictures: 1 }],
    ['report-whole', report, { size: OWN_PAGE, pictures: 1, isWhole: true }],
    ['welcome', 'welcome.html', { size: OWN_PAGE }],
    ['options', 'options.html', { size: OWN_PAGE, isWhole: true }],
    ['inspect', 'inspect.html', { size: OWN_PAGE }],
    ['items', `items.html?tab=${tab.id}`, { size: OWN_PAGE, pictures: 12 }],
    ['glossary', 'glossary.html', { size: OWN_PAGE }],
  ];
  for (const [view, path, shot] of pages.filter(([name]) => scene.wants(name))) {
    const own = await browser.openExtensionPage(path);
    await own.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
    await take(scene, view, own, shot);
    await own.close();
  }
}

/** The certificates of a signer nobody knows, and the page for files with some. */
export async function takeCertificates(scene: Scene, address: string): Promise<void> {
  const { browser } = scene;
  if (scene.wants('certificates')) {
    const tab = await browser.open(`${address}/unknown-signer`);
    const [item] = await itemsOf(browser, tab, 1);
    const own = await browser.openExtensionPage(`report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`);
    await openCertificates(scene, own);
    await take(scene, 'certificates', own, { size: OWN_PAGE, isWhole: true });
    await own.close();
    await tab.close();
  }
  if (scene.wants('files')) {
    const { folder } = await prepareSamples();
    const names = ['spheres.webp', 'dawn.jpg', 'plain.png'];
    const own = await browser.openExtensionPage('inspect.html');
    const files = await Promise.all(
      names.map(async (name) => ({
        name,
        type: `image/${name.split('.')[1]?.replace('jpg', 'jpeg')}`,
        bytes: await readFile(join(folder, name)),
      })),
    );
    await own.resize(OWN_PAGE);
    await dropFiles(own, files);
    await take(scene, 'files', own, { size: OWN_PAGE, pictures: names.length });
    await own.evaluate(`document.querySelector('a[href^="#report-"]').click()`);
    await take(scene, 'files-report', own, { size: OWN_PAGE, isWhole: true });
    await own.close();
  }
}

async function openCertificates(scene: Scene, own: Parameters<typeof pressWords>[1]): Promise<void> {
  await pressWords(scene, own, 'chain.look', `document.querySelector('.certificates details') !== null`);
  await own.evaluate("document.querySelectorAll('.certificates details').forEach((each) => { each.open = true; })");
}
