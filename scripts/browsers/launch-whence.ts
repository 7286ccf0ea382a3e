import { join } from 'node:path';
import { ROOT, runTool } from '../tools.ts';
import type { Browser, BrowserName, LaunchOptions } from './browser.ts';
import { getBrowser } from './get-browser.ts';
import { launch } from './launch.ts';

/** A trust list given to the extension before it looks at anything. */
export interface GivenList {
  readonly name: string;
  readonly pem: string;
}

/** Builds the end-to-end form of the extension: the same code, with hosts granted and the automatic mode on. */
export async function buildForTests(name: BrowserName): Promise<void> {
  const args = ['build', '--mode', 'e2e', ...(name === 'firefox' ? ['-b', 'firefox'] : [])];
  const code = await runTool('wxt', args, { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error(`The build for ${name} failed.`);
}

/**
 * Starts a browser with the end-to-end build and these trust lists. The interim list stays off: where there
 * is a network it would be fetched, and what the samples are expected to be would depend on the machine.
 */
export async function launchWhence(
  options: Pick<LaunchOptions, 'name' | 'headless' | 'profile' | 'scheme' | 'isForced'>,
  lists: readonly GivenList[],
): Promise<Browser> {
  const browser = await launch({
    ...options,
    executable: await getBrowser(options.name),
    extension: join(ROOT, '.output', `${options.name === 'chromium' ? 'chrome' : 'firefox'}-mv3-e2e`),
  });
  try {
    await browser.ask('changeSettings', { useInterimList: false, welcomed: true });
    for (const list of lists) await browser.ask('addTrustList', list);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}
