import { setTimeout as wait } from 'node:timers/promises';
import type { ExtensionTab } from '../../../scripts/browsers/browser.ts';
import { buildForTests, launchWhence } from '../../../scripts/browsers/launch-whence.ts';
import { figure, type Figure } from '../figure.ts';

const FULL = 10_000;
const QUICK = 300;
/** Milliseconds between looks at how far it is. */
const LOOK_EVERY = 250;

/**
 * Many pictures dropped on the page of works in one go, in Chromium: stopped half way, gone on with, and counted. They
 * are small and drawn by the page itself, so that what is measured is the way from a file to the database.
 */
export async function importFigures(isQuick: boolean): Promise<readonly Figure[]> {
  const pictures = isQuick ? QUICK : FULL;
  await buildForTests('chromium');
  const browser = await launchWhence({ name: 'chromium', headless: true }, []);
  try {
    const own = await browser.openExtensionPage('works.html');
    await own.evaluate(`(${drawAll})(${pictures})`);
    const started = performance.now();
    await own.evaluate(`void document.body.dispatchEvent(
      new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: globalThis.carried }),
    )`);
    while ((await worksIn(own)) < pictures / 2) await wait(LOOK_EVERY);
    await press(own);
    const stopped = await steadyWorksIn(own);
    await press(own);
    let added = stopped;
    for (; added < pictures; added = await worksIn(own)) await wait(LOOK_EVERY);
    const taken = performance.now() - started;
    const at = { in: browser.version, of: `${pictures.toLocaleString('en')} pictures of 160 × 120 at once` };
    return [
      figure({ ...at, name: 'works added, a picture', unit: 'ms', runs: [taken / pictures] }),
      figure({ ...at, name: 'works there when stopped half way', unit: 'pictures', runs: [stopped] }),
      figure({
        ...at,
        name: 'works there in the end',
        unit: 'pictures',
        runs: [added],
        target: { atLeast: pictures, unit: 'pictures' },
      }),
    ];
  } finally {
    await browser.close();
  }
}

/** Runs in the page: every picture has colors and places of its own. */
const drawAll = `async (count) => {
  const carried = new DataTransfer();
  const canvas = new OffscreenCanvas(160, 120);
  const context = canvas.getContext('2d');
  for (let at = 0; at < count; at += 1) {
    for (let spot = 0; spot < 40; spot += 1) {
      context.fillStyle = 'hsl(' + Math.random() * 360 + ' 60% ' + Math.random() * 100 + '%)';
      context.fillRect(Math.random() * 160, Math.random() * 120, 4 + Math.random() * 40, 4 + Math.random() * 40);
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    carried.items.add(new File([blob], 'picture-' + at + '.jpg', { type: 'image/jpeg' }));
  }
  globalThis.carried = carried;
}`;

/** The button that stops, and then goes on. */
function press(own: ExtensionTab): Promise<void> {
  return own.evaluate(`document.querySelector('.adding button').click()`);
}

/** Once the picture under way is done. */
async function steadyWorksIn(own: ExtensionTab): Promise<number> {
  for (let before = -1; ;) {
    const now = await worksIn(own);
    if (now === before) return now;
    before = now;
    await wait(LOOK_EVERY * 8);
  }
}

function worksIn(own: ExtensionTab): Promise<number> {
  return own.evaluate<number>(`(async () => {
    const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await asked(indexedDB.open('whence-works'));
    const count = await asked(database.transaction('works').objectStore('works').count());
    database.close();
    return count;
  })()`);
}
