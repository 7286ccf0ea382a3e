import { buildForTests } from '../../scripts/browsers/launch-whence.ts';
import { runTool } from '../../scripts/tools.ts';

/** Builds everything the end-to-end tests load or look at, once. */
export default async function build(): Promise<void> {
  await buildForTests('chromium');
  await buildForTests('firefox');
  for (const browser of ['chrome', 'firefox']) {
    const code = await runTool('wxt', ['build', '-b', browser], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (code !== 0) throw new Error(`The store build for ${browser} failed.`);
  }
}
