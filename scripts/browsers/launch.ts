import type { Browser, LaunchOptions } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';

/** Starts a browser with Whence in it, with a fresh profile where none is given. */
export function launch(options: LaunchOptions): Promise<Browser> {
  return options.name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
