import { distinctSiteBadges, parseBadgeLook } from './badge-look.ts';
import type { Resolver } from '../model/soft-binding.ts';
import { resolverAddress } from './resolver-address.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import { distinctEngines } from './search-engines.ts';
import { DEFAULT_SETTINGS, type Mode, type Settings } from './settings.ts';

export type SettingsChange = Partial<Omit<Settings, 'version'>>;

/** More sites than anyone picks by hand, and fewer than registering content scripts can take. */
const MAX_SITES = 1000;
/** A host name is at most 253 characters; a match pattern adds scheme and path. */
const MAX_SITE_LENGTH = 300;
const MAX_LANGUAGE_LENGTH = 35;
/** The card has room for a few characters. */
const MAX_MARK_LENGTH = 16;

/** More record stores than there are. */
const MAX_RESOLVERS = 20;
const MAX_NAME_LENGTH = 80;

const MODES: readonly Mode[] = ['every-site', 'picked-sites', 'when-asked'];
const VARIANTS: readonly TrustmarkVariant[] = ['P', 'Q'];
const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];

/** One check per field; `undefined` means the value cannot be that field. */
const FIELDS: { readonly [Name in keyof SettingsChange]-?: (value: unknown) => Settings[Name] | undefined } = {
  mode: (value) => MODES.find((mode) => mode === value),
  sites: (value) => (Array.isArray(value) ? [...new Set(value.filter(isSite))].slice(0, MAX_SITES) : undefined),
  theme: (value) => THEMES.find((theme) => theme === value),
  language: (value) =>
    typeof value === 'string' && value.length <= MAX_LANGUAGE_LENGTH && /^[A-Za-z0-9-]+$/.test(value)
      ? value
      : undefined,
  mark: (value) => (typeof value === 'string' && value.length <= MAX_MARK_LENGTH ? value : undefined),
  useC2paList: flag,
  useInterimList: flag,
  fetchRecords: flag,
  resolvers: (value) => (Array.isArray(value) ? distinctResolvers(value) : undefined),
  lookForWatermarks: flag,
  trustmark: (value) => (Array.isArray(value) ? VARIANTS.filter((variant) => value.includes(variant)) : undefined),
  searchEngines: (value) => (Array.isArray(value) ? distinctEngines(value) : undefined),
  badges: parseBadgeLook,
  badgesBySite: (value) => (Array.isArray(value) ? distinctSiteBadges(value) : undefined),
  keepDays: (value) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 365 ? (value as number) : undefined,
  welcomed: flag,
};

/** Settings of the current version from stored data; a field that cannot be read takes its default, the rest stay. */
export function parseSettings(stored: unknown): Settings {
  return { ...DEFAULT_SETTINGS, ...readFields(stored) };
}

/** A change asked for by one of Whence's pages: known fields only; `null` when a field has an illegal value. */
export function parseSettingsChange(body: unknown): SettingsChange | null {
  if (typeof body !== 'object' || body === null) return null;
  const change = readFields(body);
  const asked = Object.keys(body).filter((name) => Object.hasOwn(FIELDS, name));
  return asked.every((name) => Object.hasOwn(change, name)) ? change : null;
}

function readFields(source: unknown): SettingsChange {
  if (typeof source !== 'object' || source === null) return {};
  const fields: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(FIELDS)) {
    const value = Object.hasOwn(source, name) ? read((source as Record<string, unknown>)[name]) : undefined;
    if (value !== undefined) fields[name] = value;
  }
  return fields as SettingsChange;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Record stores with an address that may be asked, each once; a name that cannot be shown is the host's. */
function distinctResolvers(stored: readonly unknown[]): readonly Resolver[] {
  const found = new Map<string, Resolver>();
  for (const entry of stored.slice(0, MAX_RESOLVERS)) {
    const { name, address: typed } = (entry ?? {}) as { readonly name?: unknown; readonly address?: unknown };
    const address = typeof typed === 'string' ? resolverAddress(typed) : null;
    if (address === null || found.has(address)) continue;
    const given = typeof name === 'string' ? name.trim().slice(0, MAX_NAME_LENGTH) : '';
    found.set(address, { name: given === '' ? new URL(address).host : given, address });
  }
  return [...found.values()];
}

/** A match pattern of one host over http or https, as the options page writes them. */
function isSite(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length <= MAX_SITE_LENGTH && /^(\*|https?):\/\/(\*\.)?[^/*\s]+\/\*$/.test(value)
  );
}
