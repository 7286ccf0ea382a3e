import type { Settings } from '../settings/settings.ts';

/** Every page an extension may be allowed on. */
export const EVERY_SITE = '*://*/*';

/** Match patterns of the pages Whence looks at by itself. */
export function automaticSites({ mode, sites }: Pick<Settings, 'mode' | 'sites'>): readonly string[] {
  if (mode === 'every-site') return [EVERY_SITE];
  return mode === 'picked-sites' ? sites : [];
}

/** Does one of the patterns (scheme, host, every path) cover the page? */
export function covers(patterns: readonly string[], url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, host } = new URL(url);
  const scheme = protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') return false;
  return patterns.some((pattern) => {
    const [, patternScheme, patternHost = ''] = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(pattern) ?? [];
    if (patternScheme !== '*' && patternScheme !== scheme) return false;
    if (patternHost === '*' || patternHost === hostname || patternHost === host) return true;
    return (
      patternHost.startsWith('*.') && (hostname === patternHost.slice(2) || hostname.endsWith(patternHost.slice(1)))
    );
  });
}
