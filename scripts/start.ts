import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserName, Tab } from './browsers/browser.ts';
import { findBrowser } from './browsers/find-browser.ts';
import { NoBrowser } from './browsers/get-browser.ts';
import { buildForTests, launchWhence } from './browsers/launch-whence.ts';
import { agrees, openCorpus } from './gallery/corpus.ts';
import { itemsOf, readThrough } from './gallery/visit.ts';
import { hasBadge, openWhenceGallery, type WhenceGallery } from './gallery/whence-gallery.ts';
import { table } from './inspect/table.ts';
import { ROOT } from './tools.ts';

const USAGE = `Usage: npm start [-- [--headless] [--browser chromium|firefox] [--corpus DIR] [--url URL]]`;
const WRONG_USAGE = 2;
/** A desktop window, as the gallery is drawn for. */
const WINDOW = { width: 1280, height: 900 };

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    browser: { type: 'string' },
    corpus: { type: 'string' },
    url: { type: 'string' },
  },
});
const name =
  values.browser ?? (findBrowser('chromium') === null && findBrowser('firefox') !== null ? 'firefox' : 'chromium');
if (name === 'chromium' || name === 'firefox') {
  process.exitCode = await start(name).catch((error: unknown) => {
    if (!(error instanceof NoBrowser)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  });
} else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = WRONG_USAGE;
}

async function start(browserName: BrowserName): Promise<number> {
  const corpus = values.corpus === undefined ? null : openCorpus(values.corpus);
  if (values.corpus !== undefined && corpus === null) {
    process.stderr.write(`${values.corpus} has no expected.json, so it is no corpus.\n`);
    return WRONG_USAGE;
  }
  await buildForTests(browserName);
  await using gallery = await openWhenceGallery(corpus);
  const browser = await launchWhence({ name: browserName, headless: values.headless }, gallery.lists);
  process.once('SIGINT', () => void browser.close()).once('SIGTERM', () => void browser.close());
  try {
    const tab = await browser.open(values.url ?? `${gallery.page}/`, values.headless ? WINDOW : undefined);
    if (values.headless) return await report(browser, tab, gallery);
    process.stdout.write(
      `Whence is in ${browser.version}, on ${values.url ?? gallery.page}. Close the browser to end.\n`,
    );
    await browser.closed;
    return 0;
  } finally {
    await browser.close();
  }
}

/** Prints what Whence says of each picture, and answers 0 when all of it is right. */
async function report(browser: Browser, tab: Tab, gallery: WhenceGallery): Promise<number> {
  const badges = await readThrough(tab, (src) => hasBadge(gallery.expectedAt(src)));
  const items = await itemsOf(browser, tab, 1);
  const rows = items.map(({ url, report: found }) => {
    const expected = gallery.expectedAt(url);
    const isRight =
      found !== null && expected !== null && agrees(found, expected, true) && badges.has(url) === hasBadge(expected);
    return {
      isRight: isRight || (expected === null && found !== null),
      cells: [
        url.replace(gallery.page, ''),
        found?.label ?? '–',
        found?.basis ?? 'not read',
        badges.has(url) ? 'badge' : 'no badge',
        isRight ? '' : expected === null ? '' : `expected ${expected.label.join('/')} ${expected.basis.join('/')}`,
      ],
    };
  });
  const missing = await unseen(
    tab,
    gallery,
    items.map(({ url }) => url),
  );
  process.stdout.write(
    `${table(
      ['picture', 'label', 'basis', 'on the page', ''],
      rows.map(({ cells }) => cells),
    )}\n`,
  );
  for (const src of missing) process.stdout.write(`${src} was not looked at.\n`);

  const file = join(ROOT, '.cache', 'start', `${browser.name}.png`);
  await mkdir(join(file, '..'), { recursive: true });
  await tab.page.evaluate('scrollTo(0, 0)');
  await writeFile(file, await tab.page.screenshot());
  const right = rows.filter(({ isRight }) => isRight).length;
  const all = rows.length + missing.length;
  process.stdout.write(
    `${right} of ${all} pictures have the label they should, in ${browser.version}. ${relative(ROOT, file)}\n`,
  );
  return right === all && all > 0 ? 0 : 1;
}

/** Pictures of the gallery that the browser shows and Whence has no item for. */
async function unseen(tab: Tab, gallery: WhenceGallery, seen: readonly string[]): Promise<readonly string[]> {
  const shown = await tab.page.evaluate(() =>
    [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).map(({ currentSrc }) => currentSrc),
  );
  return shown.filter((src) => gallery.expectedAt(src) !== null && !seen.includes(src));
}
