import { describe, expect, it, vi } from 'vitest';
import { formatBytes, formatDate, formatDateTime } from '../../lib/i18n/format.ts';
import { createTranslate, isRightToLeft } from '../../lib/i18n/translate.ts';
import { languages, nearestLanguage, spokenTag } from '../../lib/i18n/languages.ts';
import { translator } from '../../lib/i18n/translator.ts';

describe('translate', () => {
  const t = createTranslate(
    { plain: 'By {name}, {name}.', count: { one: '{count} file', other: '{count} files' }, twice: '{a}{b}' },
    'en',
  );

  it('fills placeholders, once', () => {
    expect(t('plain', { name: 'Ann' })).toBe('By Ann, Ann.');
    expect(t('twice', { a: '{b}', b: 'x' })).toBe('{b}x');
  });

  it('leaves a placeholder without a value in sight, also for inherited names', () => {
    expect(t('plain')).toBe('By {name}, {name}.');
    expect(createTranslate({ k: '{constructor}' }, 'en')('k', {})).toBe('{constructor}');
  });

  it('chooses the plural form of the language and writes numbers its way', () => {
    expect(t('count', { count: 1 })).toBe('1 file');
    expect(t('count', { count: 2413 })).toBe('2,413 files');
    const polish = createTranslate(
      { k: { one: '{count} plik', few: '{count} pliki', many: '{count} plików', other: '-' } },
      'pl',
    );
    expect([1, 3, 5].map((count) => polish('k', { count }))).toEqual(['1 plik', '3 pliki', '5 plików']);
  });

  it('chooses the form for what is spoken of, and its plural inside that', () => {
    const of = createTranslate(
      {
        one: { image: 'picture', other: 'item' },
        many: {
          image: { one: '{count} picture', other: '{count} pictures' },
          other: { one: '{count} item', other: '{count} items' },
        },
      },
      'en',
    );
    expect(['image', 'video', 'other', 'constructor', '__proto__'].map((kind) => of('one', { kind }))).toEqual([
      'picture',
      'item',
      'item',
      'item',
      'item',
    ]);
    expect(of('many', { kind: 'image', count: 1 })).toBe('1 picture');
    expect(of('many', { kind: 'other', count: 1 })).toBe('1 item');
    expect(of('many', { kind: 'video', count: 2 })).toBe('2 items');
    expect(of('many')).toBe('{count} items');
    expect(t('count', { kind: 'other', count: 1 })).toBe('1 file');
  });

  it('isolates names that run the other way', () => {
    expect(t('plain', { name: 'شركة' })).toBe('By \u2068شركة\u2069, \u2068شركة\u2069.');
    expect(createTranslate({ k: '{n}' }, 'ar')('k', { n: 'Adobe Inc.' })).toBe('\u2068Adobe Inc.\u2069');
  });
});

describe('languages', () => {
  it('answers the nearest known one, and English otherwise', () => {
    const tags = ['en-US', 'fr-CA', 'es-419', 'ru', 'ar-EG', 'zh-CN', 'zh-SG', 'zh', 'zh-TW', 'zh-HK', 'de', 'xx', ''];
    const near = ['en', 'fr', 'es', 'ru', 'ar', 'zh-Hans', 'zh-Hans', 'zh-Hans', 'en', 'en', 'en', 'en', 'en'];
    expect(tags.map(nearestLanguage)).toEqual(near);
    expect(languages.map(nearestLanguage)).toEqual(languages);
  });

  it('keeps the region of the person, where it has the language', () => {
    const tags = ['en', 'en-US', 'fr-CA', 'zh-CN', 'zh-Hans', 'zh-TW', 'de-AT', 'system', 'en-!!', '__proto__'];
    const spoken = ['en-GB', 'en-US', 'fr-CA', 'zh-CN', 'zh-Hans', 'en-GB', 'en-GB', 'en-GB', 'en-GB', 'en-GB'];
    expect(tags.map(spokenTag)).toEqual(spoken);
  });

  it('speaks English where words are missing or cannot be loaded, and says so', async () => {
    const failing = async () => Promise.reject(new Error('no'));
    const load = vi.fn(async () => ({ 'badge.signed': 'Signé' }));
    const t = await translator('fr-CA', load);
    expect([t.language, t('badge.signed'), t('badge.removed')]).toEqual(['fr-CA', 'Signé', 'Record removed']);
    expect(load).toHaveBeenCalledExactlyOnceWith('card', 'fr-CA');
    const other = await translator('fr-CA', failing);
    expect([other.language, other('badge.signed')]).toEqual(['en-GB', 'Signed']);
    expect((await translator('en-US', failing)).language).toBe('en-US');
  });

  it('knows which run from right to left', () => {
    expect(['ar', 'he-IL', 'fa'].every(isRightToLeft)).toBe(true);
    expect(['en', 'arn', 'de'].some(isRightToLeft)).toBe(false);
  });
});

describe('formats', () => {
  it('writes days and times in UTC, whatever the machine', () => {
    expect(formatDate('2026-05-03T23:59:00Z', 'en-GB')).toBe('3 May 2026');
    expect(formatDateTime('2026-05-03T23:59:00Z', 'en-GB')).toBe('3 May 2026, 23:59 UTC');
    expect(formatDate('yesterday', 'en-GB')).toBeNull();
  });

  it('writes Arabic with Western digits, the months in words, and Latin units', () => {
    expect(formatDate('2026-05-03T23:59:00Z', 'ar-EG')).toBe('3 مايو 2026');
    expect(formatDate('2026-05-03T23:59:00Z', 'ar-SA')).toBe('3 مايو 2026');
    expect([999, 6_100_000].map((size) => formatBytes(size, 'ar-EG'))).toEqual(['999 بايت', '6.1 MB']);
    expect(createTranslate({ k: '{n}' }, 'ar-EG')('k', { n: 12_345 })).toBe('12,345');
  });

  it('writes sizes in a unit that suits them', () => {
    expect([0, 999, 1500, 6_100_000].map((size) => formatBytes(size, 'en-GB'))).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '6.1 MB',
    ]);
  });
});
