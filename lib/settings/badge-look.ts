import type { BadgeLook, BadgeSize, Corner, SiteBadges } from '../model/badge-look.ts';
import type { Settings } from './settings.ts';

/** More sites than anyone sets by hand; every change carries them all. */
const MAX_SITES = 200;
/** A host name is at most 253 characters. */
const MAX_HOST_LENGTH = 253;

const CORNERS: readonly Corner[] = ['bottom-start', 'top-start', 'top-end', 'bottom-end'];
const SIZES: readonly BadgeSize[] = ['normal', 'small'];

/** `undefined` where the value tells no corner and size. */
export function parseBadgeLook(value: unknown): BadgeLook | undefined {
  const { corner: typedCorner, size: typedSize } = (value ?? {}) as { readonly [Key in keyof BadgeLook]?: unknown };
  const corner = CORNERS.find((each) => each === typedCorner);
  const size = SIZES.find((each) => each === typedSize);
  return corner === undefined || size === undefined ? undefined : { corner, size };
}

/** Sites with labels of their own, each once; the first of the list stay where there are too many. */
export function distinctSiteBadges(stored: readonly unknown[]): readonly SiteBadges[] {
  const found = new Map<string, SiteBadges>();
  for (const entry of stored.slice(0, MAX_SITES)) {
    const { host } = (entry ?? {}) as { readonly host?: unknown };
    const look = parseBadgeLook(entry);
    if (look !== undefined && isHost(host) && !found.has(host)) found.set(host, { host, ...look });
  }
  return [...found.values()];
}

/** How labels stand on the pages of an address. */
export function badgesAt({ badges, badgesBySite }: BadgeSettings, url: string): BadgeLook {
  const host = URL.parse(url)?.hostname;
  const own = badgesBySite.find((site) => site.host === host);
  return own === undefined ? badges : { corner: own.corner, size: own.size };
}

/** The sites once one of them has a look of its own; the same look as everywhere is none of its own. */
export function withSiteBadges({ badges, badgesBySite }: BadgeSettings, site: SiteBadges): readonly SiteBadges[] {
  const others = badgesBySite.filter(({ host }) => host !== site.host);
  const isAsEverywhere = site.corner === badges.corner && site.size === badges.size;
  return isAsEverywhere ? others : [site, ...others].slice(0, MAX_SITES);
}

type BadgeSettings = Pick<Settings, 'badges' | 'badgesBySite'>;

function isHost(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_HOST_LENGTH) return false;
  return URL.parse(`http://${value}`)?.hostname === value;
}
