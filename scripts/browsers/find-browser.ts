import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import type { BrowserName } from './browser.ts';

/** Where a browser may be, best first: what the person named, what the system has, what Playwright has put there. */
interface Places {
  readonly variables: readonly string[];
  readonly commands: readonly string[];
  readonly applications: readonly string[];
  /** Folder name in Playwright's cache and the program inside it. */
  readonly managed: RegExp;
  readonly programs: readonly string[];
}

const PLACES: Record<BrowserName, Places> = {
  chromium: {
    variables: ['WHENCE_CHROMIUM', 'CHROME_PATH'],
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'microsoft-edge-stable',
      'brave-browser',
    ],
    applications: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    managed: /^chromium-\d+$/,
    programs: [
      'chrome-linux/chrome',
      'chrome-linux64/chrome',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-win/chrome.exe',
      'chrome-win64/chrome.exe',
    ],
  },
  firefox: {
    variables: ['WHENCE_FIREFOX'],
    commands: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'],
    applications: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    managed: /^firefox-\d+$/,
    programs: ['firefox/firefox', 'firefox/Nightly.app/Contents/MacOS/firefox', 'firefox/firefox.exe'],
  },
};

/** The program of a browser already on this machine, or `null`. */
export function findBrowser(name: BrowserName): string | null {
  const places = PLACES[name];
  const candidates = [
    ...places.variables.map((variable) => process.env[variable] ?? ''),
    ...places.commands.flatMap(onPath),
    ...places.applications,
    ...managedBy(places),
  ];
  return candidates.find(isProgram) ?? null;
}

function onPath(command: string): readonly string[] {
  return (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, command));
}

function managedBy({ managed, programs }: Places): readonly string[] {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? playwrightCache();
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((folder) => managed.test(folder))
    .toSorted()
    .toReversed()
    .flatMap((folder) => programs.map((program) => join(cache, folder, program)));
}

/** https://playwright.dev/docs/browsers#managing-browser-binaries */
function playwrightCache(): string {
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  if (platform() === 'win32') return join(homedir(), 'AppData', 'Local', 'ms-playwright');
  return join(homedir(), '.cache', 'ms-playwright');
}

function isProgram(path: string): boolean {
  if (path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
