import { mkdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { BrowserName, Size, Tab } from './browsers/browser.ts';
import { buildForTests, launchWhence } from './browsers/launch-whence.ts';
import { lookUntil, readThrough } from './gallery/visit.ts';
import { hasBadge, openWhenceGallery, type WhenceGallery } from './gallery/whence-gallery.ts';
import { clickBadge } from './screenshots/card.ts';
import { type Look, LOOKS, SCALE, sized } from './screenshots/look.ts';
import { takeCertificates, takePages } from './screenshots/pages.ts';
import { takeRights } from './screenshots/rights.ts';
import type { Scene } from './screenshots/scene.ts';
import { takeWorks } from './screenshots/works.ts';
import { ROOT } from './tools.ts';

/**
 * Pictures of every view, as people see them: light, dark, in Arabic, at twice the size, on a narrow screen, in
 * forced colors.
 * `--browser`, `--look` and `--view` (several of each) take only these; `--no-build` takes the build that is there.
 */
const FOLDER = join(ROOT, '.cache', 'screenshots');
/** Those that stand in the README, kept small. */
const SHOWN_FOLDER = join(ROOT, 'assets', 'screenshots');
const SHOWN = /^(page|card|popup|report|welcome|panel|inspect)\.chromium\.light\.png$/;
const PAGE: Size = { width: 1240, height: 1250, ...SCALE };

const { values: asked } = parseArgs({
  options: {
    browser: { type: 'string', multiple: true },
    look: { type: 'string', multiple: true },
    view: { type: 'string', multiple: true },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const isAsked = (list: readonly string[] | undefined, name: string) => list === undefined || list.includes(name);

await mkdir(FOLDER, { recursive: true });
await mkdir(SHOWN_FOLDER, { recursive: true });
await using gallery = await openWhenceGallery(null);
for (const name of (['chromium', 'firefox'] as const).filter((each) => isAsked(asked.browser, each))) {
  if (asked.build) await buildForTests(name);
  for (const look of LOOKS.filter((each) => isAsked(asked.look, each))) {
    // Firefox has no way to force them in one page.
    if (look !== 'forced' || name === 'chromium') await takeAll(name, look, gallery);
  }
}

async function takeAll(name: BrowserName, look: Look, { page, lists, expectedAt }: WhenceGallery) {
  const scheme = look === 'dark' ? 'dark' : 'light';
  const browser = await launchWhence({ name, headless: true, scheme, isForced: look === 'forced' }, lists);
  const scene: Scene = {
    ...{ browser, look },
    wants: (...views) => views.some((view) => isAsked(asked.view, view)),
    save: (view, png) => write(`${view}.${name}.${look}.png`, png),
  };
  try {
    if (look === 'arabic') await browser.ask('changeSettings', { language: 'ar' });
    const tab = await browser.open(`${page}/`, sized(PAGE, look));
    await readThrough(tab, (src) => hasBadge(expectedAt(src)));
    await tab.page.evaluate('scrollTo(0, 0)');
    await inView(tab);
    if (scene.wants('page')) await scene.save('page', await tab.page.screenshot());
    if (scene.wants('card')) {
      await clickBadge(tab, 'dawn.jpg');
      await scene.save('card', await tab.page.screenshot());
    }
    await takePages(scene, tab);
    await takeCertificates(scene, page);
    await takeRights(scene);
    await takeWorks(scene);
  } finally {
    await browser.close();
  }
}

/** Waits for the badges of the pictures in view. */
async function inView(tab: Tab): Promise<void> {
  await lookUntil(
    () => tab.badges(),
    (badges) => badges.some(({ rect }) => rect.y < PAGE.height),
  );
}

/** 256 colors are enough for paper, ink and small pictures, and a quarter of the bytes. */
async function write(file: string, png: Uint8Array): Promise<void> {
  const path = join(SHOWN.test(file) ? SHOWN_FOLDER : FOLDER, file);
  await sharp(png).png({ palette: true, quality: 90, effort: 7 }).toFile(path);
  const { size } = await stat(path);
  process.stdout.write(`${relative(ROOT, path)}  ${Math.round(size / 1024)} kB\n`);
}
