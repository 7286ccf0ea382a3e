import { browser } from 'wxt/browser';
import type { Mode, Settings } from '../settings/settings.ts';
import { EVERY_SITE } from './sites.ts';

/** Stores a change of settings and answers what is in force then. */
type ChangeSettings = (change: Partial<Omit<Settings, 'version'>>) => Promise<Settings>;

/**
 * Changes when Whence looks, with the access that takes. Must be called inside a click, before any await:
 * the browser shows its prompt only then.
 * @returns what is in force afterwards, and whether the browser allowed what was asked.
 */
export async function changeMode(mode: Mode, before: Settings, change: ChangeSettings): Promise<Access> {
  const asking = mode === 'every-site' ? browser.permissions.request({ origins: [EVERY_SITE] }) : Promise.resolve(true);
  return settle(asking, change({ mode }), () => change({ mode: before.mode }), mode);
}

/** Adds a site to those picked, and asks for it. Must be called inside a click, before any await. */
export async function addSite(site: string, before: Settings, change: ChangeSettings): Promise<Access> {
  const asking = browser.permissions.request({ origins: [site] });
  const sites = [...before.sites.filter((each) => each !== site), site];
  return settle(
    asking,
    change({ mode: 'picked-sites', sites }),
    () => change({ mode: before.mode, sites: before.sites }),
    'picked-sites',
  );
}

/** Takes a site from those picked, and its access with it. */
export async function removeSite(site: string, before: Settings, change: ChangeSettings): Promise<Settings> {
  const settings = await change({ sites: before.sites.filter((each) => each !== site) });
  await release([site]);
  return settings;
}

export interface Access {
  readonly settings: Settings;
  readonly isAllowed: boolean;
}

/**
 * The choice is stored while the browser still asks, because its prompt may close the popup that waits
 * for the answer; without the access, a stored choice does nothing. A refusal takes it back.
 */
async function settle(
  asking: Promise<boolean>,
  changing: Promise<Settings>,
  takeBack: () => Promise<Settings>,
  mode: Mode,
): Promise<Access> {
  const [isAllowed, settings] = await Promise.all([asking.catch(() => false), changing]);
  if (!isAllowed) return { settings: await takeBack(), isAllowed };
  await releaseSpare(mode);
  return { settings, isAllowed };
}

/** No more access is kept than the mode needs. */
async function releaseSpare(mode: Mode): Promise<void> {
  if (mode === 'every-site') return;
  const { origins = [] } = await browser.permissions.getAll();
  await release(mode === 'when-asked' ? origins : origins.filter(isEverySite));
}

function isEverySite(origin: string): boolean {
  return /^(<all_urls>|(\*|https?):\/\/\*\/\*)$/.test(origin);
}

/** Access the build requires, as the end-to-end build does, cannot be given back; that is no fault. */
async function release(origins: readonly string[]): Promise<void> {
  if (origins.length > 0) await browser.permissions.remove({ origins: [...origins] }).catch(() => false);
}
