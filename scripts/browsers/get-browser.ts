import { existsSync, readFileSync } from 'node:fs';
import { run, runTool } from '../tools.ts';
import type { BrowserName } from './browser.ts';
import { findBrowser } from './find-browser.ts';

/** Debian's packages. The fonts come along because a bare machine has none and pages would be blank. */
const DEBIAN: Record<BrowserName, readonly string[]> = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr', 'fonts-dejavu-core'],
};

/** No browser here, and none could be got; the message says what to install. */
export class NoBrowser extends Error {}

/**
 * The program of a browser: one that is here, else one installed now.
 * @throws NoBrowser
 */
export async function getBrowser(name: BrowserName): Promise<string> {
  const found = findBrowser(name) ?? (await install(name));
  if (found !== null) return found;
  throw new NoBrowser(
    name === 'chromium'
      ? 'Install Chromium, Chrome or Edge, or name one in the environment variable WHENCE_CHROMIUM.'
      : 'Install Firefox, or name one in the environment variable WHENCE_FIREFOX.',
  );
}

async function install(name: BrowserName): Promise<string | null> {
  process.stderr.write(`No ${name} on this machine. Installing it.\n`);
  if (isDebianRoot()) {
    await run('apt-get', ['update'], QUIET);
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...DEBIAN[name]], QUIET);
    const found = findBrowser(name);
    if (found !== null) return found;
  }
  const withSystemPackages = process.getuid?.() === 0 ? ['--with-deps'] : [];
  await runTool('playwright-core', ['install', ...withSystemPackages, name], { stdio: ['ignore', 2, 2] });
  return findBrowser(name);
}

const QUIET = {
  stdio: ['ignore', 2, 2] as ['ignore', 2, 2],
  env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
};

/** Ubuntu's packages of these names only point at snaps, which do not run in containers. */
function isDebianRoot(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
