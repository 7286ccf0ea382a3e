import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { TabItem } from '../lib/messaging/protocol.ts';
import type { Badge, Browser, BrowserName, Tab } from './browsers/browser.ts';
import { findBrowser } from './browsers/find-browser.ts';
import { NoBrowser } from './browsers/get-browser.ts';
import { buildForTests, launchWhence } from './browsers/launch-whence.ts';
import { agrees, openCorpus } from './gallery/corpus.ts';
import { itemsOf, readThrough } from './gallery/visit.ts';
import { hasBadge, openWhenceGallery, type WhenceGallery } from './gallery/whence-gallery.ts';
import { table } from './inspect/table.ts';
import { ROOT } from './tools.ts';

const USAGE = `Usage: npm start [-- [--headless] [--browser chromium|firefox] [--corpus DIR] [--url URL]]

  --headless  no window: print what Whence says of each picture, save a screenshot, exit 0 if all of it is right
  --browser   the browser to use; without it Chromium, or Firefox where only that is there
  --corpus    a folder of real files with expected.json, shown below the samples
  --url       the page to open in place of the gallery`;
const WRONG_USAGE = 2;
/** A desktop window, as the gallery is drawn for. */
const WINDOW = { width: 1280, height: 900 };

interface Options {
  readonly name: BrowserName;
  readonly headless: boolean;
  readonly corpus: string | undefined;
  readonly url: string | undefined;
}

/** The command was called wrongly; the message is for the person who called it. */
class WrongUsage extends Error {}

try {
  process.exitCode = await start(parseOptions());
} catch (error) {
  if (!(error instanceof WrongUsage || error instanceof NoBrowser)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof WrongUsage ? WRONG_USAGE : 1;
}

/** @throws WrongUsage */
function parseOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        headless: { type: 'boolean', default: false },
        browser: { type: 'string', default: onlyFirefox() ? 'firefox' : 'chromium' },
        corpus: { type: 'string' },
        url: { type: 'string' },
      },
    });
    const { browser: name, headless, corpus, url } = values;
    if (!headless && !hasDisplay()) throw new Error('There is no display here, so only --headless works.');
    if (name !== 'chromium' && name !== 'firefox') throw new Error(`There is no driver for "${name}".`);
    return { name, headless, corpus, url };
  } catch (error) {
    throw new WrongUsage(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

/** Windows and macOS always have one. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function onlyFirefox(): boolean {
  return findBrowser('chromium') === null && findBrowser('firefox') !== null;
}

/** Answers the exit code. */
async function start({ name, headless, corpus: folder, url }: Options): Promise<number> {
  const corpus = folder === undefined ? null : openCorpus(folder);
  if (folder !== undefined && corpus === null) {
    throw new WrongUsage(`${folder} has no expected.json, so it is no corpus.`);
  }
  await buildForTests(name);
  await using gallery = await openWhenceGallery(corpus);
  const browser = await launchWhence({ name, headless }, gallery.lists);
  process.once('SIGINT', () => void browser.close()).once('SIGTERM', () => void browser.close());
  try {
    const tab = await browser.open(url ?? `${gallery.page}/`, headless ? WINDOW : undefined);
    if (headless) return await report(browser, tab, gallery);
    process.stdout.write(`Whence is in ${browser.version}, on ${tab.page.url()}. Close the browser to end.\n`);
    await browser.closed;
    return 0;
  } finally {
    await browser.close();
  }
}

/** Prints what Whence says of each picture, and answers 0 when all of it is right. */
async function report(browser: Browser, tab: Tab, gallery: WhenceGallery): Promise<number> {
  const badges = await readThrough(tab, (src) => hasBadge(gallery.expectedAt(src)));
  const shown = await picturesIn(tab);
  const items = (await itemsOf(browser, tab, 1)).toSorted((a, b) => shown.indexOf(a.url) - shown.indexOf(b.url));
  const faults = items.map((item) => faultOf(item, badges, gallery));
  const rows = items.map(({ url, report: found }, index) => [
    url.replace(gallery.page, ''),
    found?.label ?? '–',
    found?.basis ?? 'not read',
    badges.has(url) ? 'badge' : 'no badge',
    faults[index] ?? '',
  ]);
  const unseen = shown.filter((src) => gallery.expectedAt(src) !== null && !items.some(({ url }) => url === src));
  for (const src of unseen)
    rows.push([src.replace(gallery.page, ''), '–', 'not looked at', 'no badge', 'not looked at']);
  process.stdout.write(`${table(['picture', 'label', 'basis', 'on the page', ''], rows)}\n`);

  const picture = await savePicture(browser, tab);
  const right = faults.filter((fault) => fault === null).length;
  process.stdout.write(
    `${right} of ${rows.length} pictures have the label they should, in ${browser.version}. ${picture}\n`,
  );
  return right === rows.length && right > 0 ? 0 : 1;
}

/** What is wrong with what Whence says of an item, or `null`. Of pictures that are not ours, only that it says something. */
function faultOf(
  { url, report: found }: TabItem,
  badges: ReadonlyMap<string, Badge>,
  gallery: WhenceGallery,
): string | null {
  if (found === null) return 'no answer';
  const expected = gallery.expectedAt(url);
  if (expected === null) return null;
  if (!agrees(found, expected, true)) return `expected ${expected.label.join('/')} ${expected.basis.join('/')}`;
  return badges.has(url) === hasBadge(expected) ? null : 'the badge is wrong';
}

/** Addresses of the pictures the page shows, in its order. */
function picturesIn(tab: Tab): Promise<readonly string[]> {
  return tab.page.evaluate(() =>
    [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).map(({ currentSrc }) => currentSrc),
  );
}

/** Saves the top of the page and answers the file's path in the project. */
async function savePicture(browser: Browser, tab: Tab): Promise<string> {
  const file = join(ROOT, '.cache', 'start', `${browser.name}.png`);
  await mkdir(dirname(file), { recursive: true });
  await tab.page.evaluate('scrollTo(0, 0)');
  await writeFile(file, await tab.page.screenshot());
  return relative(ROOT, file);
}
