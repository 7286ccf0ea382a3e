import type { Browser, LaunchOptions } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';

/** Starts a browser with a fresh profile and Whence in it. */
export function launch(options: LaunchOptions): Promise<Browser> {
  return options.name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
