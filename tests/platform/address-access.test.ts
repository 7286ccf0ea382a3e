import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LentAccess } from '../../lib/platform/address-access.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const ADDRESS = 'https://a.example:8443/photo.jpg';
const HOST = { origins: ['https://a.example/*'] };
let hadBefore: boolean;

beforeEach(() => {
  resetExtension();
  hadBefore = false;
  browser.permissions.contains.mockImplementation(async () => hadBefore);
  browser.permissions.request.mockResolvedValue(true);
  browser.permissions.remove.mockResolvedValue(true);
});

describe('access for one reading', () => {
  it('is asked for within the click, and given back once', async () => {
    const access = new LentAccess();
    const allowing = access.allow(ADDRESS);
    expect(browser.permissions.request).toHaveBeenCalledWith(HOST);
    await allowing;
    expect(browser.permissions.remove).not.toHaveBeenCalled();
    await access.giveBack(ADDRESS);
    await access.giveBack(ADDRESS);
    expect(browser.permissions.remove.mock.calls).toEqual([[HOST]]);
  });

  it('is never taken from a host the person allowed before, nor where it was refused', async () => {
    const access = new LentAccess();
    hadBefore = true;
    await access.allow(ADDRESS);
    await access.giveBack(ADDRESS);
    hadBefore = false;
    browser.permissions.request.mockResolvedValue(false);
    await access.allow(ADDRESS);
    await access.giveBack(ADDRESS);
    expect(browser.permissions.remove).not.toHaveBeenCalled();
  });

  it('is given back also where the same address was asked for twice', async () => {
    const access = new LentAccess();
    await access.allow(ADDRESS);
    hadBefore = true;
    await access.allow(ADDRESS);
    await access.giveBack(ADDRESS);
    expect(browser.permissions.remove).toHaveBeenCalledOnce();
  });
});
