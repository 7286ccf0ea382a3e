import type { BadgeLook, SiteBadges } from '../model/badge-look.ts';
import type { SearchEngine } from '../model/search-engine.ts';
import type { Resolver } from '../model/soft-binding.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import { KNOWN_ENGINES } from './search-engines.ts';

/** When Whence looks by itself (DESIGN §5). */
export type Mode = 'every-site' | 'picked-sites' | 'when-asked';

/** The person's choices. Kept in extension storage; a new field needs a migration in `migrations.ts`. */
export interface Settings {
  readonly version: 7;
  readonly mode: Mode;
  /** Match patterns of the sites picked, for example `https://example.org/*`. */
  readonly sites: readonly string[];
  readonly theme: 'system' | 'light' | 'dark';
  /** BCP 47 tag of a language in `locales/`, or `system`. */
  readonly language: string;
  /** The few characters the person chose at first run; the card shows them so that a page cannot pass for Whence. */
  readonly mark: string;
  readonly useC2paList: boolean;
  readonly useInterimList: boolean;
  /** Fetch records kept elsewhere without asking each time; never in private windows. */
  readonly fetchRecords: boolean;
  /** Record stores that may be asked on a click; nobody else is. */
  readonly resolvers: readonly Resolver[];
  /** Look for watermarks in pictures that nobody asked about, once their first verdict is given. */
  readonly lookForWatermarks: boolean;
  /** Decoders of TrustMark codes to use on pictures; each has to be downloaded first. */
  readonly trustmark: readonly TrustmarkVariant[];
  /** Where a picture's address may be sent on a click, in the person's order. */
  readonly searchEngines: readonly SearchEngine[];
  /** How labels stand on pictures. */
  readonly badges: BadgeLook;
  /** Where they stand otherwise, last chosen first. */
  readonly badgesBySite: readonly SiteBadges[];
  /** Days a stored verdict is kept, 1 to 365. */
  readonly keepDays: number;
  readonly welcomed: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  version: 7,
  mode: 'when-asked',
  sites: [],
  theme: 'system',
  language: 'system',
  mark: '',
  useC2paList: true,
  useInterimList: true,
  fetchRecords: false,
  resolvers: [],
  lookForWatermarks: true,
  trustmark: [],
  searchEngines: KNOWN_ENGINES,
  badges: { corner: 'bottom-start', size: 'normal' },
  badgesBySite: [],
  keepDays: 30,
  welcomed: false,
};
