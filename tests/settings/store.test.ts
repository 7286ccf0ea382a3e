import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { changeSettings, readSettings, watchSettings } from '../../lib/settings/store.ts';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing/fake-browser')).fakeBrowser }));

const { local } = fakeBrowser.storage;

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

it('answers the defaults before anything was chosen', async () => {
  expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
});

it('keeps what was chosen', async () => {
  expect(await changeSettings({ theme: 'dark' })).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  await changeSettings({ keepDays: 7 });
  expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', keepDays: 7 });
});

it('loses neither of two changes made at once', async () => {
  await Promise.all([changeSettings({ theme: 'dark' }), changeSettings({ welcomed: true })]);
  expect(await readSettings()).toMatchObject({ theme: 'dark', welcomed: true });
});

it('reads on where storage is refused, and says so when a choice could not be kept', async () => {
  vi.spyOn(local, 'get').mockRejectedValueOnce(new Error('refused'));
  expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  vi.spyOn(local, 'set').mockRejectedValueOnce(new Error('full'));
  await expect(changeSettings({ theme: 'dark' })).rejects.toThrow('full');
  expect(await changeSettings({ theme: 'light' })).toMatchObject({ theme: 'light' });
});

it('keeps the fields and the number of a later version for when it comes back', async () => {
  await local.set({ settings: { version: 8, theme: 'dark', later: [1] } });
  expect(await changeSettings({ keepDays: 9 })).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', keepDays: 9 });
  expect((await local.get('settings'))['settings']).toMatchObject({ version: 8, later: [1], keepDays: 9 });
});

it('tells of changes until it is stopped', async () => {
  const told = vi.fn();
  const stop = watchSettings(told);
  await changeSettings({ theme: 'dark' });
  await local.set({ other: 1 });
  expect(told).toHaveBeenCalledExactlyOnceWith({ ...DEFAULT_SETTINGS, theme: 'dark' }, DEFAULT_SETTINGS);
  stop();
  await changeSettings({ theme: 'light' });
  expect(told).toHaveBeenCalledOnce();
});
