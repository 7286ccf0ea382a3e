import { mkdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import type { Browser, BrowserName, Size, Tab } from './browsers/browser.ts';
import { buildForTests, launchWhence } from './browsers/launch-whence.ts';
import { itemsOf, lookUntil, readThrough } from './gallery/visit.ts';
import { hasBadge, openWhenceGallery, type WhenceGallery } from './gallery/whence-gallery.ts';
import { ROOT } from './tools.ts';

/** Pictures of every view, as people see them: light, dark, in Arabic, and at twice the size. */
const FOLDER = join(ROOT, '.cache', 'screenshots');
/** Those that stand in the README, kept small. */
const SHOWN_FOLDER = join(ROOT, 'assets', 'screenshots');
const SHOWN = /^(page|card|popup|report|welcome|panel|inspect)\.chromium\.light\.png$/;
const SCALE = { deviceScaleFactor: 2 };
const PAGE: Size = { width: 1240, height: 1250, ...SCALE };
const POPUP: Size = { width: 380, height: 560, ...SCALE };
const PANEL: Size = { width: 400, height: 1250, ...SCALE };
const OWN_PAGE: Size = { width: 1180, height: 1000, ...SCALE };

/** Text is there, pictures are loaded, fonts are ready, nothing moves. */
const IS_DRAWN = `document.body.innerText.length > 80
  && [...document.images].every((picture) => picture.complete)
  && document.fonts.status === 'loaded'
  && document.getAnimations().length === 0`;

type Look = 'light' | 'dark' | 'arabic' | 'zoomed';
const LOOKS: readonly Look[] = ['light', 'dark', 'arabic', 'zoomed'];

await mkdir(FOLDER, { recursive: true });
await mkdir(SHOWN_FOLDER, { recursive: true });
await using gallery = await openWhenceGallery(null);
for (const name of ['chromium', 'firefox'] as const) {
  await buildForTests(name);
  for (const look of LOOKS) await takeAll(name, look, gallery);
}

async function takeAll(name: BrowserName, look: Look, { page, lists, expectedAt }: WhenceGallery) {
  const browser = await launchWhence({ name, headless: true, scheme: look === 'dark' ? 'dark' : 'light' }, lists);
  const save = (view: string, png: Uint8Array) => write(`${view}.${name}.${look}.png`, png);
  try {
    if (look === 'arabic') await browser.ask('changeSettings', { language: 'ar' });
    const tab = await browser.open(`${page}/`, sized(PAGE, look));
    await readThrough(tab, (src) => hasBadge(expectedAt(src)));
    await tab.page.evaluate('scrollTo(0, 0)');
    await inView(tab);
    await save('page', await tab.page.screenshot());
    // At 200 % zoom it has to be scrolled to.
    await openCard(tab, 'dawn.jpg');
    await save('card', await tab.page.screenshot());
    await takeOwnPages(browser, tab, look, save);
  } finally {
    await browser.close();
  }
}

async function takeOwnPages(
  browser: Browser,
  tab: Tab,
  look: Look,
  save: (view: string, png: Uint8Array) => Promise<void>,
): Promise<void> {
  const items = await itemsOf(browser, tab, 1);
  const item = items.find(({ url }) => url.endsWith('/harbour.jpg'));
  /** View, address, size, pictures it must have. */
  const pages: readonly (readonly [string, string, Size, number])[] = [
    ['popup', `popup.html?tab=${tab.id}`, POPUP, 5],
    ['panel', `sidepanel.html?tab=${tab.id}`, PANEL, 2],
    ['report', `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`, OWN_PAGE, 1],
    ['welcome', 'welcome.html', OWN_PAGE, 0],
    ['options', 'options.html', OWN_PAGE, 0],
    ['inspect', 'inspect.html', OWN_PAGE, 0],
    ['items', `items.html?tab=${tab.id}`, OWN_PAGE, 5],
    ['glossary', 'glossary.html', OWN_PAGE, 0],
    ['panel', `sidepanel.html?tab=${tab.id}`, PANEL, 1],
  ];
  // What a row of the popup leaves; a click there would open a panel that is in no picture.
  const choice = JSON.stringify({ [`chosen:${tab.id}`]: { frame: item?.frame, item: item?.item } });
  for (const [view, path, size, pictures] of pages) {
    const own = await browser.openExtensionPage(path);
    await own.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
    await own.resize(sized(size, look));
    if (view === 'panel')
      await own.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => 0)`);
    await lookUntil(
      () => own.evaluate<boolean>(`${IS_DRAWN} && document.images.length >= ${pictures}`),
      (isDrawn) => isDrawn,
    );
    await save(view, await own.screenshot());
    await own.close();
  }
}

/** At 200 % zoom there is room for half of it. */
function sized(size: Size, look: Look): Size {
  if (look !== 'zoomed') return size;
  return { width: size.width / 2, height: size.height / 2, deviceScaleFactor: 2 * SCALE.deviceScaleFactor };
}

/** Waits for the badges of the pictures in view. */
async function inView(tab: Tab): Promise<void> {
  await lookUntil(
    () => tab.badges(),
    (badges) => badges.some(({ rect }) => rect.y < PAGE.height),
  );
}

/** Badges stand in a closed shadow root, so the card is opened as a person opens it. */
async function openCard(tab: Tab, file: string): Promise<void> {
  await tab.page.evaluate(`document.querySelector('img[src$="/${file}"]')?.scrollIntoView({ block: 'nearest' })`);
  await tab.page.evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
  const badges = await tab.badges();
  const rect = badges.find(({ src }) => src.endsWith(`/${file}`))?.rect;
  if (rect === undefined) throw new Error(`${file} has no badge in view.`);
  await tab.page.mouse.click(rect.x + rect.width / 2, rect.y + rect.height / 2);
  await tab.page.mouse.move(4, 4);
  // The first card has to be brought, and it fades in over 200 ms; there is no way to ask a closed root whether it has.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

/** 256 colors are enough for paper, ink and small pictures, and a quarter of the bytes. */
async function write(file: string, png: Uint8Array): Promise<void> {
  const path = join(SHOWN.test(file) ? SHOWN_FOLDER : FOLDER, file);
  await sharp(png).png({ palette: true, quality: 90, effort: 7 }).toFile(path);
  const { size } = await stat(path);
  process.stdout.write(`${relative(ROOT, path)}  ${Math.round(size / 1024)} kB\n`);
}
