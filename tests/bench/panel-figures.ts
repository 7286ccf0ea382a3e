import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserName, ExtensionTab } from '../../scripts/browsers/browser.ts';
import { launch } from '../../scripts/browsers/launch.ts';
import { openGallery } from '../../scripts/gallery/server.ts';
import { itemsOf } from '../../scripts/gallery/visit.ts';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, sign, type Picture } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { ROOT } from '../../scripts/tools.ts';
import type { BenchLaunch } from './bench-browser.ts';
import { figure, median, type Figure } from './figure.ts';
import { openingTimes } from './opening-times.ts';

/** Records inside the file, and inside each of those: with the file's own, 50. */
const PARTS = 7;
const PARTS_OF_PART = 6;
const MANIFESTS = 1 + PARTS * (1 + PARTS_OF_PART);

/** Milliseconds from opening the panel to its first picture on the screen, for a file with a record of 50 manifests. */
export async function panelFigures(
  name: BrowserName,
  { executable, extension }: Pick<BenchLaunch, 'executable'> & { readonly extension: string },
): Promise<readonly Figure[]> {
  const folder = join(ROOT, '.cache', 'bench', 'panel');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'tree.jpg'), (await signTree()).bytes);
  await using gallery = await openGallery({
    pages: { '/': () => '<!doctype html><title>Tree</title><img src="/tree/tree.jpg" width="400">' },
    folders: { tree: folder },
  });
  const browser = await launch({ name, executable, extension, headless: true });
  try {
    const tab = await browser.open(`${gallery.page}/`);
    const [item] = await itemsOf(browser, tab, 1);
    const nodes = item?.report?.record?.tree.length ?? 0;
    if (item === undefined || nodes !== MANIFESTS) throw new Error(`The record has ${nodes} manifests.`);
    const open = (): Promise<ExtensionTab> => browser.openExtensionPage(`sidepanel.html?tab=${tab.id}`);
    const empty = await openingTimes(open, '.empty-panel');
    const first = await open();
    const choice = JSON.stringify({ [`chosen:${tab.id}`]: { frame: item.frame, item: item.item } });
    await first.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
    await first.close();
    const runs = await openingTimes(open, '.tree .node');
    return [
      figure({
        name: 'panel opens',
        in: name,
        of: `${MANIFESTS} manifests`,
        unit: 'ms',
        runs,
        comparedWith: { what: 'panel with nothing to show', value: median(empty) },
        target: { atMost: 150, unit: 'ms' },
      }),
    ];
  } finally {
    await browser.close();
  }
}

async function signTree(): Promise<Picture> {
  const { lumen, fieldnote } = await createSigners();
  const picture = await draw({ scene: 'dawn', format: 'jpeg', width: 96 });
  const compose = async (title: string, parts: readonly Picture[]): Promise<Picture> =>
    sign(
      picture,
      {
        title,
        generator: 'Fieldnote',
        actions: [
          { action: 'c2pa.created', source: 'digitalCreation' },
          ...parts.map((_, ingredient) => ({ action: 'c2pa.placed', ingredient })),
        ],
        ingredients: parts.map((part, index) => ({
          picture: part,
          title: `Part ${index + 1}`,
          relationship: 'componentOf',
        })),
      },
      fieldnote,
    );
  const parts: Picture[] = [];
  for (let index = 0; index < PARTS; index += 1) {
    const inner: Picture[] = [];
    for (let each = 0; each < PARTS_OF_PART; each += 1)
      inner.push(await sign(picture, { title: 'Generated', generator: 'Lumen', actions: GENERATED }, lumen));
    parts.push(await compose(`Group ${index + 1}`, inner));
  }
  return compose('Everything', parts);
}
