import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { drawLandscape } from '../../tests/support/draw-landscape.ts';
import { dropFiles } from '../../tests/support/drop-files.ts';
import type { ExtensionTab, Tab } from '../browsers/browser.ts';
import { page } from '../gallery/article.ts';
import { openGallery } from '../gallery/server.ts';
import { lookUntil } from '../gallery/visit.ts';
import { clickBadge } from './card.ts';
import { OWN_PAGE } from './pages.ts';
import { pressWords, type Scene, take } from './scene.ts';

const SIZE = { width: 720, height: 480 };
const NAMES = ['Stones at low water', 'Under the beeches', 'Scree', 'Leaves, October', 'Shingle', 'Bracken', 'Lichen'];
/** Copies of the first works, as websites make them; a caption under one of them. */
const COPIES: Readonly<Record<string, (work: Sharp) => Sharp>> = {
  'stones-print.jpg': (work) => work.extract({ left: 120, top: 60, width: 540, height: 380 }),
  'beeches.jpg': (work) => work.resize(360),
  'poster.jpg': (work) => work.extend({ top: 60, bottom: 110, left: 80, right: 80, background: '#f4f4f4' }),
};
/** Recognition reads whole pictures, on a machine that does other things besides. */
const PATIENCE = 60_000;
const TALL = { width: 1000, height: 1500, deviceScaleFactor: 2 };

/** The page of works with nothing, with works, with sightings, a letter; and the card of a copy. */
export async function takeWorks(scene: Scene): Promise<void> {
  if (!scene.wants('works', 'own-work', 'letter')) return;
  const folder = await mkdtemp(join(tmpdir(), 'whence-shots-'));
  const files = await Promise.all(
    NAMES.map((_, seed) =>
      draw(seed + 1)
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  );
  for (const [at, [name, alter]] of Object.entries(COPIES).entries())
    await writeFile(join(folder, name), await alter(sharp(files[at])).jpeg({ quality: 80 }).toBuffer());
  const pictures = Object.keys(COPIES).map((name) => `<p><img src="/copies/${name}" alt="" width="420"></p>`);
  await using prints = await openGallery({
    pages: { '/': () => page('Prints and posters', `<h1>Prints and posters</h1>${pictures.join('')}`) },
    folders: { copies: folder },
  });
  const { browser } = scene;
  const works = await browser.openExtensionPage('works.html');
  await take(scene, 'works-empty', works, { size: OWN_PAGE });
  await dropFiles(
    works,
    files.map((bytes, at) => ({ name: `${NAMES[at]}.jpg`, type: 'image/jpeg', bytes })),
  );
  await until(works, `document.querySelectorAll('.work-grid li').length === ${NAMES.length}`);
  await works.close();
  const tab = await browser.open(`${prints.page}/`, TALL);
  await lookUntil(
    () => tab.badges(),
    (badges) => badges.length === pictures.length,
    PATIENCE,
  );
  await takeCopy(scene, tab);
  await takeSightings(scene);
  await tab.close();
  await rm(folder, { recursive: true, force: true });
}

async function takeCopy({ save }: Scene, tab: Tab): Promise<void> {
  await tab.page.bringToFront();
  await clickBadge(tab, 'stones-print.jpg');
  await save('own-work', await tab.page.screenshot());
}

async function takeSightings(scene: Scene): Promise<void> {
  const works = await scene.browser.openExtensionPage('works.html');
  await works.resize(OWN_PAGE);
  await until(works, "document.querySelector('.sighting') !== null");
  await take(scene, 'works-sighting', works, { size: OWN_PAGE, isWhole: true, pictures: 4 });
  await pressWords(scene, works, 'sighting.letter', "document.querySelector('.letter') !== null");
  await take(scene, 'letter', works, { size: OWN_PAGE, isWhole: true });
  await pressWords(scene, works, 'letter.close', "document.querySelector('.letter') === null");
  await pressWords(scene, works, 'works.tab.all', "document.querySelector('.sighting') === null");
  await works.evaluate('scrollTo(0, 0)');
  await take(scene, 'works', works, { size: OWN_PAGE, pictures: 1 });
  await works.evaluate("document.querySelector('.work').click()");
  await until(works, "document.querySelector('.work-form') !== null");
  await take(scene, 'works-words', works, { size: OWN_PAGE, isWhole: true });
  await works.close();
}

function draw(seed: number): Sharp {
  return sharp(drawLandscape(SIZE.width, SIZE.height, seed).rgba, { raw: { ...SIZE, channels: 4 } });
}

async function until(own: ExtensionTab, expression: string): Promise<void> {
  const isSo = await lookUntil(
    () => own.evaluate<boolean>(expression),
    (so) => so,
    PATIENCE,
  );
  if (!isSo) throw new Error(`It never was so: ${expression}`);
}
