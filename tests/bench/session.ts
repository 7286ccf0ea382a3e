import { setTimeout } from 'node:timers/promises';
import type { BrowserName } from '../../scripts/browsers/browser.ts';
import type { BenchBrowser, BenchLaunch } from './bench-browser.ts';
import { launchBenchChromium } from './bench-chromium.ts';
import { launchBenchFirefox } from './bench-firefox.ts';
import type { PictureServer, Variant } from './picture-server.ts';
import { type Memory, memoryOf } from './processes.ts';
import { visit, type Visit } from './visit.ts';

/** Milliseconds of idling before memory is read. */
const IDLE = 1_500;

/** Everything measured in one browser from its start to its end. */
export interface Session {
  readonly version: string;
  /** The first page, with nothing running and nothing compiled. */
  readonly cold: Visit;
  /** Then each variant; a page was inspected just before. */
  readonly warm: readonly Visit[];
  /** Pages that show more and more; empty where they were not asked for. */
  readonly growth: readonly Visit[];
  /** With the first page still open. */
  readonly memoryIdle: Memory | null;
  /** The same, once the engine and the background have gone to rest. */
  readonly memoryRested: Memory | null;
  /** After all pages, with the last still open. */
  readonly memoryLater: Memory | null;
  readonly scriptLength: number | null;
}

/** Starts a fresh browser, visits the pages, ends it. The same steps with Whence and without. */
export async function runSession(
  name: BrowserName,
  launch: BenchLaunch,
  server: PictureServer,
  variants: readonly Variant[],
  growing: readonly number[] = [],
): Promise<Session> {
  const browser = await (name === 'chromium' ? launchBenchChromium(launch) : launchBenchFirefox(launch));
  try {
    const first = variants[0];
    if (first === undefined) throw new Error('There is no variant to visit.');
    const { visit: cold, tab } = await visit(browser, server, { variant: first, set: 0 });
    const memoryIdle = await settledMemory(browser);
    await browser.rest();
    const memoryRested = await settledMemory(browser);
    await tab.close();
    // Wakes what rested, as the page before does on any walk through the web.
    const warmUp = await visit(browser, server, { variant: first, set: 1, count: { unsigned: 2, signed: 1 } });
    await warmUp.tab.close();

    const warm: Visit[] = [];
    let memoryLater: Memory | null = null;
    let scriptLength: number | null = null;
    for (const [index, variant] of variants.entries()) {
      const done = await visit(browser, server, { variant, set: index + 2 });
      warm.push(done.visit);
      if (index === variants.length - 1) {
        memoryLater = await settledMemory(browser);
        scriptLength = await done.tab.scriptLength();
      }
      await done.tab.close();
    }
    const growth: Visit[] = [];
    for (const [index, unsigned] of growing.entries()) {
      const plan = { variant: first, set: variants.length + index + 2, count: { unsigned, signed: 1 } };
      const done = await visit(browser, server, plan);
      growth.push(done.visit);
      await done.tab.close();
    }
    return { version: browser.version, cold, warm, growth, memoryIdle, memoryRested, memoryLater, scriptLength };
  } finally {
    await browser.close();
  }
}

async function settledMemory(browser: BenchBrowser): Promise<Memory | null> {
  await browser.collectGarbage();
  await setTimeout(IDLE);
  return memoryOf(browser.pid);
}
