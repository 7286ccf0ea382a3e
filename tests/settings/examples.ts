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
      version: 2,
      mode: 'every-site',
      sites: [],
      theme: 'dark',
      language: 'system',
      mark: '',
      useC2paList: true,
      useInterimList: true,
      fetchRecords: false,
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
      version: 2,
      mode: 'picked-sites',
      sites: ['https://example.org/*', '*://*.example.net/*'],
      theme: 'light',
      language: 'ar',
      mark: 'fox',
      useC2paList: false,
      useInterimList: true,
      fetchRecords: false,
      keepDays: 365,
      welcomed: true,
    },
  },
  {
    version: 2,
    stored: {
      version: 2,
      mode: 'when-asked',
      sites: [],
      theme: 'system',
      language: 'system',
      mark: '',
      useC2paList: true,
      useInterimList: false,
      fetchRecords: true,
      keepDays: 30,
      welcomed: true,
    },
    today: {
      version: 2,
      mode: 'when-asked',
      sites: [],
      theme: 'system',
      language: 'system',
      mark: '',
      useC2paList: true,
      useInterimList: false,
      fetchRecords: true,
      keepDays: 30,
      welcomed: true,
    },
  },
];
