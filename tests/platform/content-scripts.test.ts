import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ensurePlaced, placeInOpenTabs, registerContentScripts } from '../../lib/platform/content-scripts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/settings/settings.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const EVERY = '*://*/*';
const A = 'https://a.example/*';
const B = 'https://b.example/*';

function settings(mode: Settings['mode'], sites: string[] = []): Settings {
  return { ...DEFAULT_SETTINGS, mode, sites };
}

function allow(...granted: string[]): void {
  browser.permissions.contains.mockImplementation(async ({ origins }) =>
    origins.every((origin) => granted.includes(origin)),
  );
  browser.permissions.getAll.mockResolvedValue({ origins: granted });
}

beforeEach(() => {
  resetExtension();
  allow();
  browser.scripting.getRegisteredContentScripts.mockResolvedValue([]);
  browser.tabs.query.mockResolvedValue([]);
});

describe('registering', () => {
  it('every site', async () => {
    allow(EVERY);
    await registerContentScripts(settings('every-site'));
    expect(browser.scripting.registerContentScripts.mock.calls[0]?.[0]).toMatchObject([
      { id: 'page', js: ['content-scripts/page.js'], matches: [EVERY], allFrames: true, matchOriginAsFallback: true },
    ]);
  });

  it('the picked sites that are allowed', async () => {
    allow(B);
    await registerContentScripts(settings('picked-sites', [A, B]));
    expect(browser.scripting.registerContentScripts.mock.calls[0]?.[0]).toMatchObject([{ matches: [B] }]);
  });

  it('what is left when the permission for every site was cut down', async () => {
    allow(A);
    await registerContentScripts(settings('every-site'));
    expect(browser.scripting.registerContentScripts.mock.calls[0]?.[0]).toMatchObject([{ matches: [A] }]);
  });

  it('changes what is registered already', async () => {
    allow(EVERY);
    browser.scripting.getRegisteredContentScripts.mockResolvedValue([{ id: 'page' }]);
    await registerContentScripts(settings('picked-sites', [A]));
    expect(browser.scripting.updateContentScripts.mock.calls[0]?.[0]).toMatchObject([{ matches: [A] }]);
    expect(browser.scripting.registerContentScripts).not.toHaveBeenCalled();
  });

  it.each([
    ['waiting to be asked', settings('when-asked'), [EVERY]],
    ['the permission was taken back', settings('every-site'), []],
  ])('nothing when %s', async (_name, now, granted) => {
    allow(...granted);
    browser.scripting.getRegisteredContentScripts.mockResolvedValue([{ id: 'page' }]);
    await registerContentScripts(now);
    expect(browser.scripting.unregisterContentScripts).toHaveBeenCalledOnce();
    expect(browser.scripting.updateContentScripts).not.toHaveBeenCalled();
  });

  it('without the fallback where the browser does not know it', async () => {
    allow(EVERY);
    browser.scripting.registerContentScripts.mockRejectedValueOnce(new TypeError('Unexpected property'));
    await registerContentScripts(settings('every-site'));
    expect(browser.scripting.registerContentScripts.mock.lastCall?.[0][0]).not.toHaveProperty('matchOriginAsFallback');
  });
});

it('open tabs get it at once, and one that refuses does not cost the others theirs', async () => {
  allow(EVERY);
  browser.tabs.query.mockResolvedValue([{ id: 1 }, { id: 2 }, { id: 3, discarded: true }]);
  browser.scripting.executeScript.mockImplementation(async ({ target }) => {
    if ((target as { tabId: number }).tabId === 1) throw new Error('cannot be scripted');
  });
  await placeInOpenTabs(settings('every-site'));
  const tabs = browser.scripting.executeScript.mock.calls.map(([{ target }]) => (target as { tabId: number }).tabId);
  expect([...new Set(tabs)]).toEqual([1, 2]);
});

describe('by a click', () => {
  it('is left alone where it answers', async () => {
    browser.tabs.sendMessage.mockResolvedValue({ ok: true });
    expect(await ensurePlaced(1)).toBe(true);
    expect(browser.scripting.executeScript).not.toHaveBeenCalled();
  });

  it('is placed where nobody answers, in the top frame alone if others forbid it', async () => {
    browser.tabs.sendMessage.mockRejectedValueOnce(new Error('nobody')).mockResolvedValue({ ok: true });
    browser.scripting.executeScript.mockRejectedValueOnce(new Error('a frame forbids it'));
    expect(await ensurePlaced(1)).toBe(true);
    expect(browser.scripting.executeScript.mock.calls.map(([{ target }]) => target)).toEqual([
      { tabId: 1, allFrames: true },
      { tabId: 1 },
    ]);
  });

  it('cannot be placed on the browser’s own pages', async () => {
    browser.tabs.sendMessage.mockRejectedValue(new Error('nobody'));
    browser.scripting.executeScript.mockRejectedValue(new Error('cannot be scripted'));
    expect(await ensurePlaced(1)).toBe(false);
  });
});
