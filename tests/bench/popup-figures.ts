import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers/browser.ts';
import { launch } from '../../scripts/browsers/launch.ts';
import { openGallery } from '../../scripts/gallery/server.ts';
import { itemsOf } from '../../scripts/gallery/visit.ts';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, sign } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { ROOT } from '../../scripts/tools.ts';
import type { BenchLaunch } from './bench-browser.ts';
import { figure, median, type Figure } from './figure.ts';
import { openingTimes } from './opening-times.ts';

/** Pictures on the page. All of them fit into the window: what is out of view is not read yet. */
const ITEMS = 200;

/** Milliseconds from opening the popup to its rows on the screen, for a page where 200 pictures have a record. */
export async function popupFigures(
  name: BrowserName,
  { executable, extension }: Pick<BenchLaunch, 'executable'> & { readonly extension: string },
): Promise<readonly Figure[]> {
  const folder = join(ROOT, '.cache', 'bench', 'popup');
  await mkdir(folder, { recursive: true });
  const { lumen } = await createSigners();
  const picture = await draw({ scene: 'dawn', format: 'jpeg', width: 96 });
  const signed = await sign(picture, { title: 'Generated', generator: 'Lumen', actions: GENERATED }, lumen);
  await writeFile(join(folder, 'one.jpg'), signed.bytes);
  const pictures = Array.from({ length: ITEMS }, (_, at) => `<img src="/popup/one.jpg?${at}" width="48" height="32">`);
  await using gallery = await openGallery({
    pages: {
      '/': () => `<!doctype html><title>Many</title>${pictures.join('')}`,
      '/none': () => '<!doctype html><title>None</title>',
    },
    folders: { popup: folder },
  });
  const browser = await launch({ name, executable, extension, headless: true });
  try {
    const none = await browser.open(`${gallery.page}/none`);
    const many = await browser.open(`${gallery.page}/`);
    const items = await itemsOf(browser, many, ITEMS);
    const found = items.filter(({ report }) => report?.record != null).length;
    if (found !== ITEMS) throw new Error(`${found} of ${items.length} pictures have a record.`);
    const timesOf = (tab: number, shown: string) =>
      openingTimes(() => browser.openExtensionPage(`popup.html?tab=${tab}`), shown);
    const empty = await timesOf(none.id, '.popup h1');
    const runs = await timesOf(many.id, `.popup-list li:nth-child(${ITEMS})`);
    return [
      figure({
        name: 'popup opens',
        in: name,
        of: `${ITEMS} items`,
        unit: 'ms',
        runs,
        comparedWith: { what: 'popup with nothing to show', value: median(empty) },
        target: { atMost: 100, unit: 'ms' },
      }),
    ];
  } finally {
    await browser.close();
  }
}
