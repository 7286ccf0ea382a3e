import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenItem } from '../../lib/platform/chosen-item.ts';
import { showInPanel } from '../../lib/platform/open-panel.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

interface Panels {
  sidePanel?: { open: ReturnType<typeof vi.fn> };
  sidebarAction?: { open: ReturnType<typeof vi.fn>; isOpen: ReturnType<typeof vi.fn> };
}
const panels = browser as Panels;
const CHOICE = { frame: 2, item: 4 };
const REPORT_PAGE = expect.objectContaining({ url: expect.stringContaining('/report.html?tab=9&frame=2&item=4') });

beforeEach(() => {
  resetExtension();
  delete panels.sidePanel;
  delete panels.sidebarAction;
  browser.tabs.get.mockResolvedValue({ index: 0, windowId: 5 });
});

describe('a chosen item is shown', () => {
  it('in the side panel of Chromium, asked for within the click', async () => {
    const open = vi.fn<(options: object) => Promise<void>>(async () => undefined);
    panels.sidePanel = { open };
    const shown = showInPanel(9, CHOICE);
    expect(open).toHaveBeenCalledExactlyOnceWith({ tabId: 9 });
    await shown;
    expect(await chosenItem(9)).toEqual(CHOICE);
    expect(browser.tabs.create).not.toHaveBeenCalled();
  });

  it('in the sidebar of Firefox, asked for within the click', async () => {
    const open = vi.fn<() => Promise<void>>(async () => undefined);
    panels.sidebarAction = { open, isOpen: vi.fn() };
    const shown = showInPanel(9, CHOICE);
    expect(open).toHaveBeenCalledOnce();
    await shown;
    expect(browser.tabs.create).not.toHaveBeenCalled();
  });

  it.each([true, false])('as a report where a sidebar may not open, unless it is open: %s', async (isOpen) => {
    const open = vi.fn<() => Promise<void>>(async () => Promise.reject(new Error('no user action')));
    panels.sidebarAction = { open, isOpen: vi.fn(async () => isOpen) };
    await showInPanel(9, CHOICE);
    expect(panels.sidebarAction.isOpen).toHaveBeenCalledExactlyOnceWith({ windowId: 5 });
    expect(await chosenItem(9)).toEqual(CHOICE);
    expect(browser.tabs.create.mock.calls).toEqual(isOpen ? [] : [[REPORT_PAGE]]);
  });

  it('as a report where Chromium sees no click', async () => {
    panels.sidePanel = { open: vi.fn(async () => Promise.reject(new Error('no user gesture'))) };
    await showInPanel(9, CHOICE);
    expect(browser.tabs.create).toHaveBeenCalledExactlyOnceWith(REPORT_PAGE);
  });

  it('in a tab where the browser has no panel', async () => {
    await showInPanel(9, CHOICE);
    const url = 'chrome-extension://whence-id/sidepanel.html?tab=9';
    expect(browser.tabs.create).toHaveBeenCalledExactlyOnceWith({ url, openerTabId: 9 });
  });

  it('as a report where the browser keeps no choice', async () => {
    panels.sidePanel = { open: vi.fn(async () => undefined) };
    vi.spyOn(browser.storage.session, 'set').mockRejectedValueOnce(new Error('refused'));
    await showInPanel(9, CHOICE);
    expect(browser.tabs.create).toHaveBeenCalledExactlyOnceWith(REPORT_PAGE);
  });
});
