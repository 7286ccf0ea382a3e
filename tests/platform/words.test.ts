import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenTag, storedWords } from '../../lib/platform/words.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const asked: string[] = [];

beforeEach(() => {
  resetExtension();
  asked.length = 0;
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return Response.json({ [address.split('/').at(-2) ?? '']: address, last: address });
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('words of other languages', () => {
  it('come from Whence’s own files, and only those a part needs', async () => {
    expect(await storedWords('badges', 'fr-CA')).toEqual({
      badges: 'chrome-extension://whence-id/words/badges/fr.json',
      last: 'chrome-extension://whence-id/words/badges/fr.json',
    });
    asked.length = 0;
    await storedWords('card', 'zh-CN');
    expect(asked.map((address) => address.slice(browser.runtime.getURL('').length))).toEqual([
      '/words/badges/zh-Hans.json',
      '/words/zh-Hans.json',
    ]);
  });

  it('are none for English, nor for what is no language of Whence, whatever the page says', async () => {
    for (const tag of ['en', 'en-US', 'de', '../../secret', 'fr/../en', '', '__proto__'])
      expect(await storedWords('card', tag)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('are those of the browser unless the person chose', () => {
    expect(chosenTag({ language: 'system' })).toBe('ar');
    expect(chosenTag({ language: 'ru' })).toBe('ru');
    expect(chosenTag({ language: 'tlh' })).toBe('en-GB');
  });
});
