import { describe, expect, it } from 'vitest';
import { CURRENT_VERSION, MIGRATIONS, type Migration, migrate } from '../../lib/settings/migrations.ts';
import { parseSettings } from '../../lib/settings/parse-settings.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { EXAMPLES } from './examples.ts';

it('has a step from, and an example of, every version', () => {
  const versions = Array.from({ length: CURRENT_VERSION + 1 }, (_, version) => version);
  expect(EXAMPLES.map(({ version }) => version)).toEqual(versions);
  expect([...MIGRATIONS.keys()]).toEqual(versions.slice(0, -1));
  expect(DEFAULT_SETTINGS.version).toBe(CURRENT_VERSION);
});

it.each(EXAMPLES)('version $version is read today', ({ stored, today }) => {
  expect(parseSettings(migrate(stored))).toEqual(today);
});

describe('steps', () => {
  const steps = new Map<number, Migration>([
    [0, (before) => ({ ...before, a: 1, version: 1 })],
    [1, (before) => ({ ...before, b: 2, version: 2 })],
  ]);

  it('are taken in order from the stored version on', () => {
    expect(migrate({}, steps, 2)).toEqual({ a: 1, b: 2, version: 2 });
    expect(migrate({ version: 1 }, steps, 2)).toEqual({ b: 2, version: 2 });
  });

  it('stop at a version nobody knows', () => {
    expect(migrate({ version: 9, mode: 'x' }, steps, 2)).toEqual({ version: 9, mode: 'x' });
  });

  it.each([null, undefined, 'text', 7, []])('%j is no settings', (stored) => expect(migrate(stored)).toEqual({}));
});

describe('corrupted fields', () => {
  it('fall back one by one', () => {
    const stored = {
      version: 1,
      mode: 'nonsense',
      theme: 'dark',
      keepDays: 0,
      sites: 'all',
      mark: 'x'.repeat(99),
      welcomed: 'yes',
    };
    expect(parseSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('bad sites are dropped, good ones stay', () => {
    const sites = [
      'https://a.example/*',
      'https://a.example/*',
      '<all_urls>',
      'javascript:*',
      4,
      'https://b.example/path/*',
      '*://*.c.example/*',
    ];
    expect(parseSettings({ sites }).sites).toEqual(['https://a.example/*', '*://*.c.example/*']);
  });

  it('inherited fields are not settings', () => {
    const polluted = JSON.parse('{"__proto__": {"mode": "every-site"}, "theme": "dark"}');
    expect(parseSettings(polluted)).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(parseSettings(Object.create({ mode: 'every-site' }))).toEqual(DEFAULT_SETTINGS);
  });
});
