import type { Settings } from '../../lib/settings/settings.ts';

/**
 * For each version there ever was: settings as it stored them, and what they are today. Raising the version without
 * adding an example here fails the tests.
 */
export const EXAMPLES: readonly { readonly version: number; readonly stored: object; readonly today: Settings }[] = [
  {
    version: 0,
    stored: { mode: 'every-site', theme: 'dark', keepDays: 7 },
    today: {
      version: 1,
      mode: 'every-site',
      sites: [],
      theme: 'dark',
      language: 'system',
      mark: '',
      useC2paList: true,
      useInterimList: true,
      keepDays: 7,
      welcomed: false,
    },
  },
  {
    version: 1,
    stored: {
      version: 1,
      mode: 'picked-sites',
      sites: ['https://example.org/*', '*://*.example.net/*'],
      theme: 'light',
      language: 'ar',
      mark: 'fox',
      useC2paList: false,
      useInterimList: true,
      keepDays: 365,
      welcomed: true,
    },
    today: {
      version: 1,
      mode: 'picked-sites',
      sites: ['https://example.org/*', '*://*.example.net/*'],
      theme: 'light',
      language: 'ar',
      mark: 'fox',
      useC2paList: false,
      useInterimList: true,
      keepDays: 365,
      welcomed: true,
    },
  },
];
