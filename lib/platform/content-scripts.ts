import { browser } from 'wxt/browser';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { Settings } from '../settings/settings.ts';
import { EVERY_SITE, automaticSites, covers } from './sites.ts';

const SCRIPT_ID = 'page';
/** WXT's output for entrypoints/page.content. */
const FILE = '/content-scripts/page.js';
/** And for entrypoints/labels: the badges, which only a frame with something to label takes in. */
const LABELS_FILE = '/labels.js';
/** And for entrypoints/card, which only a frame where a card is opened takes in. */
const CARD_FILE = '/card.js';

/** Registrations queue: two at once would both find none and both register. */
let last: Promise<unknown> = Promise.resolve();

/** Registers the content script for the sites of the mode in force, as far as the person has allowed them. */
export function registerContentScripts(settings: Settings): Promise<void> {
  const registering = last.then(() => register(settings));
  last = registering.catch(() => undefined);
  return registering;
}

/** Places the content script in open tabs of these sites, so that a choice takes effect without a reload. */
export async function placeInOpenTabs(settings: Settings): Promise<void> {
  const sites = await allowed(automaticSites(settings));
  if (sites.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...sites] });
  await Promise.allSettled(tabs.map(({ id, discarded }) => (id === undefined || discarded ? undefined : place(id))));
}

/**
 * Makes sure a tab has the content script, placing it by the permission that came with the person's click.
 * @returns whether one answers.
 */
export async function ensurePlaced(tab: number): Promise<boolean> {
  if (await answers(tab)) return true;
  try {
    await place(tab);
  } catch {
    return false;
  }
  return answers(tab);
}

/**
 * Places the script that labels in a frame where the content script runs and asks for it: by the same right, which lasts
 * as long as the frame's document.
 * @returns whether it ran there.
 */
export function placeLabels(tab: number, frame: number): Promise<boolean> {
  return placeInFrame(tab, frame, LABELS_FILE);
}

/** The same with the script that opens cards. */
export function placeCard(tab: number, frame: number): Promise<boolean> {
  return placeInFrame(tab, frame, CARD_FILE);
}

async function placeInFrame(tab: number, frame: number, file: string): Promise<boolean> {
  try {
    const target = { tabId: tab, frameIds: [frame] };
    await browser.scripting.executeScript({ target, files: [file as never], injectImmediately: true });
    return true;
  } catch {
    return false;
  }
}

/** Taking away an outline that is not there changes nothing, so it serves to ask whether anybody listens. */
export async function answers(tab: number): Promise<boolean> {
  return (await sendToFrame(tab, 0, 'outlineItem', { item: null })).reached;
}

/** Whether the browser lets no script into what the tab shows: pages and viewers of its own. */
export async function isClosed(tab: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, func: () => undefined });
    return false;
  } catch {
    return true;
  }
}

async function place(tab: number): Promise<void> {
  const files = [FILE as never];
  try {
    await browser.scripting.executeScript({ target: { tabId: tab, allFrames: true }, files });
  } catch {
    // One forbidden frame refuses them all; the top frame alone is better than nothing.
    await browser.scripting.executeScript({ target: { tabId: tab }, files });
  }
}

async function register(settings: Settings): Promise<void> {
  const matches = [...(await allowed(automaticSites(settings)))];
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return;
  }
  const script = {
    id: SCRIPT_ID,
    js: [FILE.slice(1)],
    matches,
    allFrames: true,
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  };
  const put = registered.length > 0 ? browser.scripting.updateContentScripts : browser.scripting.registerContentScripts;
  try {
    await put([{ ...script, matchOriginAsFallback: true }]);
  } catch {
    // Browsers without it leave about:blank frames out.
    await put([script]);
  }
}

/** The patterns the person has granted. A permission taken back in the browser's own settings counts at once. */
async function allowed(sites: readonly string[]): Promise<readonly string[]> {
  if (await browser.permissions.contains({ origins: [EVERY_SITE] })) return sites;
  const granted = (await browser.permissions.getAll()).origins ?? [];
  if (sites.includes(EVERY_SITE)) return granted.filter((origin) => /^(\*|https?):\/\//.test(origin));
  const checks = await Promise.all(sites.map((site) => browser.permissions.contains({ origins: [site] })));
  return sites.filter((_site, index) => checks[index]);
}

/** Does Whence look at this page by itself? */
export function isAutomatic(settings: Settings, url: string): boolean {
  return covers(automaticSites(settings), url);
}
