import { setTimeout } from 'node:timers/promises';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { BenchBrowser, BenchTab, Sightings } from './bench-browser.ts';
import { namesOfPage, SIGNED } from './picture-sets.ts';
import type { PageCount, PictureServer, Variant } from './picture-server.ts';
import { type ByKind, ProcessorTime } from './processes.ts';

/** Milliseconds after load that a page is watched, with Whence and without. */
const WATCH = 2_000;
/** Milliseconds until badges that are still missing count as missing. */
const PATIENCE = 20_000;
/** Milliseconds without a request after which the extension has read all it wants. */
const QUIET = 700;
/** Milliseconds for a new tab to come to rest. */
const SETTLE = 500;

/** One page, opened once, and what that cost. */
export interface Visit {
  readonly variant: Variant;
  /** Bytes of all pictures of the page, and of its signed ones. */
  readonly pageBytes: number;
  readonly signedBytes: number;
  /** Bytes the server sent to anyone but the page's own elements, by what kind of picture they are of. */
  readonly extraBytes: { readonly signed: number; readonly unsigned: number };
  readonly extraRequests: number;
  /** Bytes the page itself downloaded: the check that cache headers do what they should. */
  readonly ownBytes: number;
  readonly badges: number;
  /** Milliseconds from load to the last badge; `null` when some never came. */
  readonly lastBadge: number | null;
  /** Milliseconds from load to the last request of the extension; `null` when it made none. */
  readonly lastRequest: number | null;
  /** Seconds of processor time of the whole browser. */
  readonly processor: ByKind;
  /** The page's main thread; `null` where the browser does not tell. */
  readonly mainThread: MainThread | null;
  /** Of Whence's own account: what became of each picture. */
  readonly items: Items | null;
}

interface MainThread {
  readonly longTasks: number;
  /** Milliseconds in long tasks. */
  readonly longTaskMs: number;
  /** Milliseconds busy, long tasks or not. */
  readonly busyMs: number;
}

interface Items {
  readonly answered: number;
  readonly couldNotCheck: number;
  /** Bytes the engine says it read, from wherever. */
  readonly bytesRead: number;
  /** Milliseconds from opening the source to the report, by Whence's clock; the network is in it. */
  readonly unsignedMs: readonly number[];
  readonly signedMs: readonly number[];
}

export interface VisitPlan {
  readonly variant: Variant;
  /** Which signed pictures; none of them may have been seen in this browser before. */
  readonly set: number;
  readonly count?: PageCount;
}

/** Opens the page in a new tab, which stays open for more to be measured. */
export async function visit(
  browser: BenchBrowser,
  server: PictureServer,
  { variant, set, count }: VisitPlan,
): Promise<{ readonly visit: Visit; readonly tab: BenchTab }> {
  const tab = await browser.open();
  const id = crypto.randomUUID().slice(0, 8);
  await tab.page.evaluateOnNewDocument(NOTE_LONG_TASKS);
  await setTimeout(SETTLE);

  const processor = new ProcessorTime(browser.pid);
  await tab.page.goto(server.pageOf(variant, id, set, count), { waitUntil: 'load', timeout: 60_000 });
  const signed = browser.hasWhence ? (count?.signed ?? SIGNED) : 0;
  const sightings = await tab.watchBadges(signed, WATCH, PATIENCE);
  await server.quiet(QUIET, PATIENCE);
  const seconds = processor.stop();
  const mainThread = await mainThreadOf(tab, browser);
  const timeOrigin = (await tab.page.evaluate('performance.timeOrigin')) as number;
  const items = browser.hasWhence ? itemsOf(await tab.items()) : null;

  const names = namesOfPage(set, count?.unsigned, count?.signed);
  const asked = server.asked.filter((one) => one.visit === id);
  const extra = asked.filter(({ isByPage }) => !isByPage);
  const sum = (entries: typeof asked) => entries.reduce((bytes, one) => bytes + one.bytes, 0);
  const lastRequest = extra.at(-1);
  return {
    tab,
    visit: {
      variant,
      pageBytes: server.bytesOf(names),
      signedBytes: server.bytesOf(names.filter(isSigned)),
      extraBytes: {
        signed: sum(extra.filter(({ file }) => isSigned(file))),
        unsigned: sum(extra.filter(({ file }) => !isSigned(file))),
      },
      extraRequests: extra.length,
      ownBytes: sum(asked) - sum(extra),
      badges: sightings.counts.at(-1)?.[0] ?? 0,
      lastBadge: lastBadgeOf(sightings, signed),
      lastRequest: lastRequest === undefined ? null : lastRequest.at - timeOrigin - sightings.loadedAt,
      processor: seconds,
      mainThread,
      items,
    },
  };
}

const NOTE_LONG_TASKS = `if (globalThis.PerformanceObserver?.supportedEntryTypes.includes('longtask')) {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
}`;

async function mainThreadOf({ page }: BenchTab, { name }: BenchBrowser): Promise<MainThread | null> {
  if (name !== 'chromium') return null;
  const durations = (await page.evaluate('globalThis.longTasks ?? null')) as readonly number[] | null;
  if (durations === null) return null;
  const { TaskDuration: busy = 0 } = await page.metrics();
  return {
    longTasks: durations.length,
    longTaskMs: durations.reduce((sum, duration) => sum + duration, 0),
    busyMs: busy * 1000,
  };
}

function lastBadgeOf({ loadedAt, counts }: Sightings, wanted: number): number | null {
  const first = counts.find(([count]) => count >= wanted);
  return wanted === 0 || first === undefined ? null : Math.max(0, first[1] - loadedAt);
}

function itemsOf(items: readonly TabItem[]): Items {
  const reports = items.flatMap(({ url, report }) => (report === null ? [] : [{ url, report }]));
  const ms = (signed: boolean) =>
    reports.filter(({ url }) => isSigned(url.split('/').at(-1) ?? '') === signed).map(({ report }) => report.ms);
  return {
    answered: reports.length,
    couldNotCheck: reports.filter(({ report }) => report.basis === 'could-not-check').length,
    bytesRead: reports.reduce((sum, { report }) => sum + report.bytesRead, 0),
    unsignedMs: ms(false),
    signedMs: ms(true),
  };
}

function isSigned(file: string): boolean {
  return /^(\d+-)?s\d/.test(file);
}
