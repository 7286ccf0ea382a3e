import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchLaunch } from '../tests/bench/bench-browser.ts';
import { browserFigures, pageSize, type Rounds } from '../tests/bench/browser-figures.ts';
import type { Figure } from '../tests/bench/figure.ts';
import { GROWTH, growthFigures } from '../tests/bench/growth-figures.ts';
import { panelFigures } from '../tests/bench/panel-figures.ts';
import { openPictureServer, VARIANTS, type PictureServer } from '../tests/bench/picture-server.ts';
import { preparePictures } from '../tests/bench/picture-sets.ts';
import { popupFigures } from '../tests/bench/popup-figures.ts';
import { printOutcome } from '../tests/bench/print-figures.ts';
import { readOptions, sayUsage } from '../tests/bench/read-options.ts';
import { scriptFigures } from '../tests/bench/script-figures.ts';
import { runSession, type Session } from '../tests/bench/session.ts';
import type { BrowserName } from './browsers/browser.ts';
import { getBrowser } from './browsers/get-browser.ts';
import { buildForTests } from './browsers/launch-whence.ts';
import { openCorpus } from './gallery/corpus.ts';
import { ROOT } from './tools.ts';

/**
 * What Whence costs a page, in real browsers with it and without it in turns: bytes, requests, time to the last
 * badge, long tasks, processor time, memory, script.
 */
const USAGE = `Usage: npm run bench -- [--json] [--quick] [--rounds N] [--browser chromium|firefox] [--variant NAME] [--opening] [--no-build]
  --quick    one round instead of three
  --opening  only how long Whence's own pages take to open
  --variant  part of a variant's name, for example "cross-origin no-store"
  --json     figures as one JSON object in the last line`;
/** Chromium tells more, so Firefox gets fewer rounds: a run should end within six minutes. */
const ROUNDS: Readonly<Record<BrowserName, number>> = { chromium: 3, firefox: 1 };

const options = readOptions({
  rounds: { type: 'string' },
  browser: { type: 'string' },
  variant: { type: 'string', default: '' },
  opening: { type: 'boolean', default: false },
  build: { type: 'boolean', default: true },
});
const variants = VARIANTS.filter(({ name }) => name.includes(options?.variant ?? ''));
const names = (['chromium', 'firefox'] as const).filter((name) => (options?.browser ?? name) === name);
if (options === null || variants.length === 0 || names.length === 0 || !(Number(options.rounds ?? 1) >= 1)) {
  sayUsage(USAGE);
} else {
  await (options.opening ? benchOpening : bench)(names, options);
}

type Opening = Parameters<typeof popupFigures>[1];
type Options = NonNullable<typeof options>;

async function benchOpening(browsers: readonly BrowserName[], asked: Options): Promise<void> {
  const figures: Figure[] = [];
  for (const name of browsers)
    figures.push(
      ...(await openingFigures(name, {
        executable: await getBrowser(name),
        extension: await copyOfBuild(name, asked.build),
      })),
    );
  printOutcome({ benchmark: 'opening', setting: { browsers }, figures }, asked.json);
}

async function openingFigures(name: BrowserName, opening: Opening): Promise<readonly Figure[]> {
  return [...(await panelFigures(name, opening)), ...(await popupFigures(name, opening))];
}

async function bench(browsers: readonly BrowserName[], asked: Options): Promise<void> {
  const pictures = await preparePictures();
  await using server = await openPictureServer(pictures);
  const corpus = openCorpus();
  // Two lists, as most people have: the one that vouches, and another.
  const lists = [
    { name: 'Benchmark', pem: pictures.trust },
    ...(corpus === null ? [] : [{ name: 'C2PA (corpus)', pem: corpus.trust }]),
  ];
  const figures: Figure[] = [];
  const versions: string[] = [];
  let megabytes = 0;
  for (const name of browsers) {
    const extension = await copyOfBuild(name, asked.build);
    const launch = { executable: await getBrowser(name), extension, lists };
    const count = asked.rounds === undefined ? (asked.quick ? 1 : ROUNDS[name]) : Number(asked.rounds);
    const rounds = await inTurns(name, launch, server, count);
    const loaded = rounds.withWhence.flatMap(({ scriptLength }) => scriptLength ?? []);
    figures.push(...browserFigures(rounds), ...growthFigures(rounds), ...scriptFigures(name, extension, loaded));
    figures.push(...(await openingFigures(name, { executable: launch.executable, extension })));
    versions.push(...new Set(rounds.withWhence.map(({ version }) => version)));
    megabytes = pageSize(rounds);
  }
  const setting = {
    browsers: versions,
    page: `110 pictures, 10 of them signed, ${megabytes.toFixed(1)} MiB`,
    lists: lists.map((list) => list.name),
  };
  printOutcome({ benchmark: 'browser', setting, figures }, asked.json);
}

async function inTurns(name: BrowserName, launch: BenchLaunch, server: PictureServer, count: number): Promise<Rounds> {
  const withWhence: Session[] = [];
  const without: Session[] = [];
  for (let round = 1; round <= count; round += 1) {
    process.stderr.write(`${name}, round ${round} of ${count}\n`);
    without.push(await runSession(name, { ...launch, extension: null }, server, variants, GROWTH));
    withWhence.push(await runSession(name, launch, server, variants, GROWTH));
  }
  return { browser: name, withWhence, without };
}

/** A copy, so that a build made meanwhile does not change what is measured. */
async function copyOfBuild(name: BrowserName, isToBuild: boolean): Promise<string> {
  if (isToBuild) await buildForTests(name);
  const folder = `${name === 'chromium' ? 'chrome' : 'firefox'}-mv3-e2e`;
  const copy = join(ROOT, '.cache', 'bench', folder);
  await rm(copy, { recursive: true, force: true });
  await cp(join(ROOT, '.output', folder), copy, { recursive: true });
  return copy;
}
