import { KNOWN_ENGINES } from './search-engines.ts';

/** Settings as some version of Whence stored them: unread, field names as they were then. */
export type StoredSettings = Readonly<Record<string, unknown>>;

export type Migration = (before: StoredSettings) => StoredSettings;

/**
 * Steps from one version to the next, by the version they start from. A new field or a new meaning adds a step here,
 * an example in tests/settings/examples.ts, and raises `Settings['version']`.
 * Version 0 is what a build from before versions were written would have left behind.
 */
export const MIGRATIONS: ReadonlyMap<number, Migration> = new Map([
  [0, (before) => ({ ...before, version: 1 })],
  // Asked each time before there was a choice.
  [1, (before) => ({ ...before, fetchRecords: false, version: 2 })],
  // No record store may be asked before the person named it.
  [2, (before) => ({ ...before, resolvers: [], version: 3 })],
  // They were looked for nowhere; it costs no network.
  [3, (before) => ({ ...before, lookForWatermarks: true, version: 4 })],
  // No decoder is downloaded before the person says so.
  [4, (before) => ({ ...before, trustmark: [], version: 5 })],
  // Engines were not offered; each is asked on a click only.
  [5, (before) => ({ ...before, searchEngines: KNOWN_ENGINES, version: 6 })],
  // Labels stood in one corner, as large as there was room for.
  [6, (before) => ({ ...before, badges: { corner: 'bottom-start', size: 'normal' }, badgesBySite: [], version: 7 })],
]);

export const CURRENT_VERSION = 7;

/**
 * Brings stored settings up to the current version.
 * Settings of a later version (Whence was downgraded) pass as they are: fields both know keep their values.
 */
export function migrate(stored: unknown, migrations = MIGRATIONS, current = CURRENT_VERSION): StoredSettings {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  let settings = stored as StoredSettings;
  for (let version = versionOf(settings); version < current; version += 1) {
    const step = migrations.get(version);
    if (step === undefined) return settings;
    settings = step(settings);
  }
  return settings;
}

function versionOf({ version }: StoredSettings): number {
  return Number.isInteger(version) && (version as number) >= 0 ? (version as number) : 0;
}
