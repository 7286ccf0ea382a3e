import { browser } from 'wxt/browser';
import { CURRENT_VERSION, migrate } from './migrations.ts';
import { type SettingsChange, parseSettings } from './parse-settings.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

const KEY = 'settings';

/** Writes queue here, so that two changes made at once both last. */
let lastWrite: Promise<unknown> = Promise.resolve();

/**
 * The person's settings. Storage that is refused or corrupted costs the unreadable fields, never an error.
 * The end-to-end build starts on every site, already welcomed.
 */
export async function readSettings(): Promise<Settings> {
  try {
    const { [KEY]: stored } = await browser.storage.local.get(KEY);
    return settingsFrom(stored);
  } catch {
    return settingsFrom(undefined);
  }
}

/**
 * Stores a change and answers the settings now in force.
 * @throws when the browser refuses to store: the person must not believe a choice was kept.
 */
export function changeSettings(change: SettingsChange): Promise<Settings> {
  const write = lastWrite.then(async () => {
    const { [KEY]: stored } = await browser.storage.local.get(KEY);
    const settings = parseSettings({ ...settingsFrom(stored), ...change });
    await browser.storage.local.set({ [KEY]: overLater(stored, settings) });
    return settings;
  });
  lastWrite = write.catch(() => undefined);
  return write;
}

/**
 * Tells of every change, whichever part of Whence made it.
 * @returns stops telling.
 */
export function watchSettings(listener: (now: Settings, before: Settings) => void): () => void {
  const onChanged = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string) => {
    const change = area === 'local' && Object.hasOwn(changes, KEY) ? changes[KEY] : undefined;
    if (change !== undefined) listener(settingsFrom(change.newValue), settingsFrom(change.oldValue));
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}

function settingsFrom(stored: unknown): Settings {
  const before = stored === undefined && import.meta.env?.MODE === 'e2e' ? E2E_SETTINGS : stored;
  return parseSettings(migrate(before));
}

/** After a downgrade, the later version's fields and number are kept for when it comes back. */
function overLater(stored: unknown, settings: Settings): object {
  const later = typeof stored === 'object' && stored !== null ? (stored as { version?: unknown }) : {};
  return Number(later.version) > CURRENT_VERSION ? { ...later, ...settings, version: later.version } : settings;
}

const E2E_SETTINGS: Settings = { ...DEFAULT_SETTINGS, mode: 'every-site', welcomed: true };
